"""The French hint ladders of the self-check: notice, property, place, read; never code to paste."""

HINTS: dict[str, tuple[str, str, str, str]] = {
    "one_step": (
        "Appeler `one_step` avec des zéros pour x et h, puis avec des uns. Qu'est-ce qui change, et "
        "entre quelles bornes la réponse reste-t-elle ?",
        "Un pas a les bornes de tanh ; il dépend de x et de h ; en x = 0 et h = 0 il vaut tanh(b_h). "
        "Laquelle des trois propriétés n'est pas vraie ?",
        "Regarder h_{t+1} = tanh(W_i x_t + W_h h_t + b_h) : trois termes dans une seule tanh. Quelle "
        "ligne produit chacun, et où chaque paramètre a-t-il été créé ?",
        "Lire : notes de cours, page 1 (définition de f) ; documentation de PyTorch, nn.Linear et "
        "nn.Parameter.",
    ),
    "forward": (
        "Appeler `forward` pour l = 1, puis pour l = 2 avec la même première observation. Qu'ont en "
        "commun les deux réponses ?",
        "La réponse a pour dimensions (l, b, n) ; son premier élément est one_step(x[0], h_0) ; chaque "
        "élément est le one_step du précédent. Qu'est-ce qui cesse d'être vrai en premier ?",
        "Regarder la boucle des notes : quel h entre dans le pas, lequel est conservé, et "
        "qu'assemble-t-on après le dernier pas ?",
        "Lire : notes de cours, page 1 (la boucle sur i) ; l'échauffement sur torch.cat et torch.stack.",
    ),
    "training_loss": (
        "Calculer la perte pour l = 1. Quel état avait-elle le droit de regarder, et change-t-elle avec x ?",
        "Pour l = 1 la perte ne dépend que de h_0 et de y ; deux copies d'une séquence ont la perte "
        "d'une seule ; un modèle qui donne la même probabilité à k classes a pour perte log(k). "
        "Laquelle des trois propriétés n'est pas vraie ?",
        "Regarder y_hat_t = decode(h_{t-1}) : écrire les l états qui prédisent y_1 .. y_l. Lesquels "
        "`forward` renvoie-t-il, et lequel manque ?",
        "Lire : l'énoncé sur la perte d'apprentissage ; documentation de PyTorch, cross_entropy (quel "
        "axe porte les classes ?) et mse_loss (reduction).",
    ),
    "learning": (
        "Entraîner sur un petit lot pendant 100 pas et afficher la perte tous les 10 pas. Baisse-t-elle ?",
        "Après un `backward`, chaque paramètre a un gradient non nul, et h_l en a un par rapport à x_0. "
        "Laquelle des deux propriétés n'est pas vraie ?",
        "Regarder ce qui sépare la perte des paramètres : `one_step`, l'assemblage des états, le "
        "décodeur. Où le graphe peut-il être coupé ?",
        "Lire : le tutoriel de PyTorch sur autograd ; la rétropropagation à travers le temps dans les "
        "notes de cours.",
    ),
}
