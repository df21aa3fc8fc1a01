"""The French titles of the hidden checks: the property that each one holds a submission to."""

CHECKS: dict[str, str] = {
    "one_step/is_tanh_of_an_affine_map": "L'état suivant est tanh(W_i x + W_h h + b_h)",
    "one_step/weights_and_bias_are_trained": "W_i, W_h et b_h sont des paramètres que l'on peut apprendre",
    "one_step/returns_the_next_state": "Un seul tenseur (b, n) est renvoyé, à toutes les tailles",
    "one_step/gradients_reach_everything": "Le gradient d'un pas atteint x, h et tous les paramètres",
    "one_step/answers_the_same_again": "Le même pas fait deux fois donne la même réponse, et laisse "
    "x et h intacts",
    "forward/each_state_follows_from_the_one_before": "Chaque état est un pas après l'état qui le précède",
    "forward/starts_from_the_initial_state": "Le premier état est un pas après h_0",
    "forward/every_state_is_returned": "Tous les états sont renvoyés en un seul tenseur (l, b, n)",
    "forward/gradients_go_through_time": "Le gradient remonte le temps, jusqu'à x_0 et h_0",
    "forward/answers_the_same_again": "La même séquence donnée deux fois a les mêmes états, et "
    "laisse x et h intacts",
    "training_loss/classes_have_the_right_terms": "Pour des classes : l'entropie croisée de y_1 .. y_l, "
    "prédits à partir de h_0 .. h_{l-1}",
    "training_loss/observations_have_the_right_terms": "Pour des observations : l'erreur quadratique de y_1 .. y_l, "
    "prédits à partir de h_0 .. h_{l-1}",
    "training_loss/is_a_scalar_to_differentiate": "La perte est un seul nombre, que l'on peut rétropropager",
    "training_loss/is_a_mean": "La perte est une moyenne sur les pas et les séquences",
    "training_loss/gradients_reach_everything": "Le gradient de la perte atteint les états et le décodeur",
    "training_loss/answers_the_same_again": "La même perte calculée deux fois est le même nombre, et "
    "laisse x, h_0 et y intacts",
    "learning/training_moves_the_weights": "L'apprentissage fait bouger W_i et W_h",
    "learning/remembers_what_was_seen": "Le réseau entraîné se souvient d'un symbole pendant deux pas",
    "warm_up/cat_and_stack": "torch.cat et torch.stack de deux matrices (2, 3)",
    "generate/feeds_predictions_back": "Chaque prédiction est l'observation suivante",
}
