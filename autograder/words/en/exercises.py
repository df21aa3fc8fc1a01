"""English words for the findings that belong to one exercise."""

MESSAGES: dict[str, dict[str, str]] = {
    "one_step.value": {
        "title": "The next state is not that of the definition",
        "got": "x = {x}\nh = {h}\none_step(x, h) = {got}",
        "expected": "tanh(W_i x + W_h h + b_h) = {expected}, with the parameters that fit the answers near 0",
        "next": "Put W_h and b_h to zero, then W_i: which of the three terms comes out otherwise than "
        "by hand?",
    },
    "one_step.not_a_tanh": {
        "title": "The next state is not the tanh of a linear map of x and h",
        "got": "atanh(one_step(x, h)) is off by {residual} from any W_i x + W_h h + b_h",
        "expected": "h_{{t+1}} = tanh(W_i x_t + W_h h_t + b_h): exact up to rounding, for every unit",
        "next": "Take n = 1 and plot one_step(x, h) against h for x = 0: is it the curve of a tanh?",
    },
    "one_step.out_of_range": {
        "title": "The next state leaves the range of tanh",
        "got": "{got}",
        "expected": "every entry between -1 and 1, whatever the inputs",
        "next": "Call `one_step` on inputs multiplied by 100: what should bound the answer?",
    },
    "one_step.no_bias": {
        "title": "Nothing plays the part of b_h",
        "got": "one_step(0, 0) = 0, and no parameter can change that",
        "expected": "one_step(0, 0) = tanh(b_h), where b_h is trained",
        "next": "Count the parameters that the definition of h_{{t+1}} names, then those of the model.",
    },
    "one_step.not_bias_trained": {
        "title": "The bias b_h is not trained",
        "got": "no parameter of the model moves one_step(0, 0)",
        "expected": "a bias among `model.parameters()`, with a gradient",
        "next": "Print the names of `model.named_parameters()` and find b_h among them.",
    },
    "one_step.input_ignored": {
        "title": "The observation x has no effect on the next state",
        "got": "the same answer for two different x",
        "expected": "h_{{t+1}} depends on x_t through W_i",
        "next": "Call `one_step` with two different x and the same h. Where is x read?",
    },
    "one_step.state_ignored": {
        "title": "The state h has no effect on the next state",
        "got": "the same answer for two different h",
        "expected": "h_{{t+1}} depends on h_t through W_h",
        "next": "Call `one_step` with the same x and two different h. Where is h read?",
    },
    "one_step.not_registered": {
        "title": "The model does not know all of its parameters",
        "got": "{what} stays as it is when every parameter of the model is drawn again",
        "expected": "every weight and bias among `model.parameters()`: the optimiser sees nothing else",
        "next": "Print the names of `model.named_parameters()`. Which kinds of attributes does "
        "`nn.Module` register?",
    },
    "one_step.frozen": {
        "title": "Not all parameters are trained",
        "got": "{what} stays as it is when every trained parameter is drawn again; frozen: {parameters}",
        "expected": "every weight and bias is trained: W_i, W_h and b_h",
        "next": "Which of `model.named_parameters()` have `requires_grad = False`, and where is that set?",
    },
    "one_step.not_any_matrix": {
        "title": "The matrix {name} is not free",
        "got": "{name} = {matrix}",
        "expected": "any matrix: each of its entries is a parameter of its own",
        "next": "Count the entries of {name} in the definition, then those of the parameter that plays "
        "its part.",
    },
    "one_step.read_once": {
        "title": "{name} is read once and then kept",
        "got": "a model that was asked before answers with the old {name} when its parameters change",
        "expected": "the parameters as they are at each call: training changes them",
        "next": "Look for a copy of a weight that is made once (`clone`, a cache).",
    },
    "one_step.one_sign": {
        "title": "The entries of {name} have one sign, whatever the parameters",
        "got": "{name} = {matrix}",
        "expected": "any numbers, positive or negative",
        "next": "Look for what is done to the parameter before it is used: `abs`, `exp`, a square, `softplus`.",
    },
    "one_step.bounded": {
        "title": "The entries of {name} are bounded",
        "got": "with parameters ten times as large, entries of {name} are at most {most} apart",
        "expected": "any numbers: what is ten times as large has ten times the effect",
        "next": "Look for what is done to the parameter before it is used: `clamp`, `tanh`, a division by a norm.",
    },
    "one_step.tied": {
        "title": "Entries of {names} move together",
        "got": "{free} directions in which they move when each parameter is moved alone",
        "expected": "{entries}: each entry of W_i, of W_h and of b_h is a parameter of its own",
        "next": "Which parameter plays two parts? Move one of its entries, and see which of {names} follow.",
    },
    "one_step.batch_mixed": {
        "title": "A sequence's next state depends on the other sequences of the batch",
        "got": "row {row} asked alone:\n{alone}\nrow {row} with the others:\n{together}",
        "expected": "row i of the answer depends on row i of x and h alone",
        "next": "Compute a batch of 2, then each sequence alone: which operation mixes the rows?",
    },
    "one_step.differs_by_size": {
        "title": "`one_step` computes something else at some sizes",
        "got": "the definition for {works_at}, another result for {fails_at}",
        "expected": "the same definition for every b, d and n",
        "next": "Look for an operation that takes the sizes into account: a branch, a reshape, a broadcast.",
    },
    "forward.layout": {
        "title": "The states are right but not laid out as (l, b, n)",
        "got": "{layout}: {got}",
        "expected": "one tensor of shape {expected}: the states h_1 .. h_l, time first",
        "next": "Print the type and the shape of the answer, and name each axis by its letter.",
    },
    "forward.value": {
        "title": "The state h_{step} is not that of the recurrence",
        "got": "h_{step} = {got}",
        "expected": "by calling `one_step` by hand on the state before it, as it is returned:\nh_{step} = {expected}",
        "next": "Take l = 2 and write each call of `one_step` with its arguments: which x and which h "
        "does it receive?",
    },
    "forward.initial_state_ignored": {
        "title": "The initial state h_0 has no effect",
        "got": "the same states for two different h_0{at}",
        "expected": "h_1 depends on h_0",
        "next": "Call `forward` with l = 1 and two different h_0. Which state does the first step start "
        "from?",
    },
    "forward.second_call_differs": {
        "title": "The second call of `forward` answers otherwise than the first",
        "got": "two answers to the same x and h_0",
        "expected": "states that depend on x, h_0 and the parameters alone",
        "next": "Look for what outlives a call: what does `self` hold after `forward` that it did not "
        "before?",
    },
    "forward.gradient_through_time": {
        "title": "The gradient does not go back through time",
        "got": "no gradient from the last state back to step {step}",
        "expected": "a gradient from h_l to every x_t and to h_0",
        "next": "Take l = 2 and ask for the gradient of h_2 with respect to x_0: where is the chain cut?",
    },
    "training_loss.not_scalar": {
        "title": "The loss is not a scalar",
        "got": "shape {got}",
        "expected": "shape (): one number, the mean over every step and sequence",
        "next": "Print the shape of the loss: which axes are left, and what should become of them?",
    },
    "training_loss.value": {
        "title": "The loss is not that of the predictions ({kind})",
        "got": "loss = {got}{at}",
        "expected": "loss = {expected}{ratio_note}",
        "next": "Take l = 2 and b = 1: write down which state predicts y_1, which predicts y_2, and "
        "compare by hand.",
    },
    "training_loss.not_mean": {
        "title": "The loss is not the mean over steps and sequences ({kind})",
        "got": "loss = {got}{at}",
        "expected": "the mean: {expected}{ratio_note}",
        "next": "Compute the loss of one sequence alone, then of two copies of it: should it change?",
    },
    "training_loss.no_gradient": {
        "title": "The loss cannot train the model",
        "got": "a loss without a gradient with respect to the parameters",
        "expected": "a scalar from which `.backward()` reaches every parameter",
        "next": "Print `loss.requires_grad`, then that of what it is made of: where does it become False?",
    },
    "training_loss.backward_inside": {
        "title": "`training_loss` calls `.backward()` itself",
        "got": "parameters that have a gradient once `training_loss` has returned",
        "expected": "the loss alone: the training calls `loss.backward()`, once for each step",
        "next": "Take `.backward()` out of `training_loss`: called twice, it adds every gradient twice.",
    },
    "training_loss.wrong_gradient": {
        "title": "The gradient of the loss is not that of the definition",
        "got": "with respect to `{name}`, along a random direction: {got}",
        "expected": "{expected}, found by moving `{name}` a little that way and asking again",
        "next": "Compare with (loss(p + e) - loss(p - e)) / 2e for one entry p: is a part of the loss "
        "left out of the graph?",
    },
    "learning.raised": {
        "title": "Training stops with an exception",
        "got": "{error}{where}",
        "expected": "a whole training with `training_loss`, without an exception",
        "next": "Write the shortest training loop: loss, `backward`, `step`, twice. Which call stops?",
    },
    "decoder_not_affine": {
        "title": "`decode` is not the linear map it was given as",
        "got": "an output that is not linear in h",
        "expected": "`decode` as in the stub: one linear layer, from n to the size of an output",
        "next": "Compare `decode` and what `__init__` makes for it with the stub.",
    },
    "learning.not_trained": {
        "title": "Training does not lower the loss",
        "got": "loss {loss_first} at first, {loss_last} at the end",
        "expected": "a loss that goes down on a task that a right model learns",
        "next": "Train on one batch alone: does its loss go down? Which parameters change?",
    },
    "learning.no_memory": {
        "title": "The model does not remember",
        "got": "{accuracy} of the predictions are right",
        "expected": "at least {threshold}; {chance} can be had without any memory",
        "next": "Does the last state depend on the first observation? Ask for the gradient of h_l with "
        "respect to x_0.",
    },
    "learning.parts_missing": {
        "title": "Not checked yet: learning needs the three other exercises",
        "got": "no answer from {parts}",
        "expected": "`one_step`, `forward` and `training_loss` together learn a small task",
        "next": "Come back to this once the three exercises give an answer.",
    },
    "learning.unmoved": {
        "title": "Some parameters stay as they were during training",
        "got": "no change in {names}",
        "expected": "every parameter moves: each has a part in the loss",
        "next": "After one `backward`, print `.grad` of these parameters: absent, zero, or not seen by "
        "the optimiser?",
    },
    "warm_up.shape": {
        "title": "The tensor of torch.{name} has another shape",
        "got": "{got}",
        "expected": "{expected}",
        "next": "Print the shapes of a, of b and of the two results: which dimension has grown, and which one is new?",
    },
    "warm_up.value": {
        "title": "The tensor has the shape of torch.{name}, not its numbers",
        "got": "a = {a}\nb = {b}\n{name} = {got}",
        "expected": "the numbers of a, in their order, then those of b",
        "next": "Compare with the figure of the handout: where does the first row of b land?",
    },
    "generate.value": {
        "title": "Prediction {step} of `generate` is not that of the definition",
        "got": "prediction {step} = {got}",
        "expected": "decode and one_step called by hand, from h_0:\nprediction {step} = {expected}",
        "next": "Take length = 2: which state gives the first prediction, and what does the step read next?",
    },
}
