"""The English titles of the hidden checks: the property that each one holds a submission to."""

CHECKS: dict[str, str] = {
    "one_step/is_tanh_of_an_affine_map": "The next state is tanh(W_i x + W_h h + b_h)",
    "one_step/weights_and_bias_are_trained": "W_i, W_h and b_h are parameters that can be trained",
    "one_step/returns_the_next_state": "One tensor (b, n) comes back, at every size",
    "one_step/gradients_reach_everything": "The gradient of a step reaches x, h and every parameter",
    "one_step/answers_the_same_again": "The same step twice gives the same answer, and leaves x and h alone",
    "forward/each_state_follows_from_the_one_before": "Each state is one step after the state before it",
    "forward/starts_from_the_initial_state": "The first state is one step after h_0",
    "forward/every_state_is_returned": "All the states come back in one tensor (l, b, n)",
    "forward/gradients_go_through_time": "The gradient goes back through time, to x_0 and h_0",
    "forward/answers_the_same_again": "The same sequence twice gives the same states, and leaves x "
    "and h alone",
    "training_loss/classes_have_the_right_terms": "For classes: the cross entropy of y_1 .. y_l, predicted "
    "from h_0 .. h_{l-1}",
    "training_loss/observations_have_the_right_terms": "For observations: the squared error of y_1 .. y_l, "
    "predicted from h_0 .. h_{l-1}",
    "training_loss/is_a_scalar_to_differentiate": "The loss is one number that can be back-propagated",
    "training_loss/is_a_mean": "The loss is a mean over the steps and the sequences",
    "training_loss/gradients_reach_everything": "The gradient of the loss reaches the states and the decoder",
    "training_loss/answers_the_same_again": "The same loss twice is the same number, and leaves x, h_0 "
    "and y alone",
    "learning/training_moves_the_weights": "Training moves W_i and W_h",
    "learning/remembers_what_was_seen": "The trained network remembers a symbol for two steps",
    "warm_up/cat_and_stack": "torch.cat and torch.stack of two matrices (2, 3)",
    "generate/feeds_predictions_back": "Each prediction is the next observation",
}
