"""English: what is said of a known mistake that has several forms; no line of it holds for one form alone."""

from __future__ import annotations

from collections.abc import Mapping

MISTAKES: Mapping[str, Mapping[str, str]] = {
    "activation-on-one-term": {
        "why": "tanh is applied to one term alone, or to each term apart, where it is applied to their sum.",
    },
    "activation-outside-recurrence": {
        "why": "The recurrence is linear: what enters the next step has not been through tanh.",
    },
    "argument-modified": {
        "why": "What belongs to the caller is changed in place.",
        "next": "Are x, h and y still the same after the call?",
    },
    "batch-first": {
        "why": "The batch comes first in what is read or returned, where time comes first: (l, b, .).",
    },
    "batch-mixed": {
        "why": "The answer for a sequence depends on the other sequences of the batch.",
    },
    "cat-not-stack": {
        "why": "torch.cat puts the states along a dimension that exists, where (l, b, n) has a "
        "new one for time.",
    },
    "decoded-output": {
        "why": "The predictions are returned in place of the states.",
        "next": "What is the last dimension of the answer: n or the size of a prediction?",
    },
    "fixed-size": {
        "why": "The answer is right for some sizes only: a size is written into the code, or read "
        "from another dimension.",
        "next": "What comes out for another batch size, and for another length?",
    },
    "gradient-cut": {
        "why": "On the way back, a value no longer remembers how it was computed: the gradient stops there.",
        "next": "Going back from the answer, which value is the first without a grad_fn?",
    },
    "hidden-state-across-calls": {
        "why": "Something is kept from one call to the next: the second call does not start anew.",
    },
    "initial-state-ignored": {
        "why": "h_0 has no effect: something else takes its place.",
        "next": "Change h_0 alone: what changes in the answer?",
    },
    "inputs-swapped": {
        "why": "x and h are exchanged.",
        "next": "In the signature and in the sum, on which of x and h does W_i act, and on which does W_h?",
    },
    "last-state-only": {
        "why": "Of all l states that are asked, only what the last one gives is returned.",
    },
    "loss-first-prediction-missing": {
        "why": "The prediction of y_1 from h_0 is left out.",
        "next": "How many predictions enter the loss for a sequence of length l, and is y_1 among them?",
    },
    "loss-last-step-only": {
        "why": "Only the last prediction counts in the loss.",
        "next": "Change y_1 alone: does the loss change?",
    },
    "loss-scrambled-axes": {
        "why": "Predictions and targets are laid out in different orders: they no longer face each other.",
        "next": "With which sequence and step is the second target paired?",
    },
    "loss-softmax-twice": {
        "why": "A softmax comes before cross_entropy, which applies its own.",
    },
    "loss-sum": {
        "why": "Losses are summed where their mean is asked.",
        "next": "How does the loss grow with the number of steps, of sequences, of components: should it?",
    },
    "loss-wrong-class-axis": {
        "why": "Another dimension is taken for that of the classes.",
        "next": "Along which dimension of the scores do the classes lie, and which one is read as such?",
    },
    "loss-wrong-criterion": {
        "why": "Another criterion takes the place of the one that is asked.",
        "next": "Which criterion does the exercise name for classes, and which one for observations?",
    },
    "loss-wrong-shift": {
        "why": "The shift is another one: y_t is not predicted from h_{t-1}.",
    },
    "module-called-on-values": {
        "why": "A module is built first and called afterwards: here it is built from values.",
        "next": "What do the parentheses after the module's name expect, and when are modules built?",
    },
    "no-bias": {
        "why": "Nothing that is trained plays the part of b_h.",
    },
    "not-attempted": {
        "why": "The exercise is not attempted yet.",
        "next": "Which shapes does this part take, and which shape does it return?",
    },
    "not-deterministic": {
        "why": "Two equal calls give two different answers: something is drawn at random in the computation.",
    },
    "off-by-one": {
        "why": "What comes back is shifted by one step, or lacks one: it is not [h_1 .. h_l].",
        "next": "With a single observation, how many states are expected, and which?",
    },
    "parameters-not-registered": {
        "why": "The weights are not where the model looks for its parameters.",
    },
    "stack-of-last": {
        "why": "What is stacked is the last state alone, not the list of the states.",
    },
    "state-ignored": {
        "why": "The state h that is passed in has no effect on the new state.",
    },
    "state-not-carried": {
        "why": "Every step starts again from h_0.",
    },
    "time-reversed": {
        "why": "Time runs backwards, in what is read or in what comes back.",
        "next": "Which observation does the first state of the answer depend on?",
    },
    "weights-not-shared": {
        "why": "The weights differ from one step or call to another, where W_i, W_h and b_h are "
        "shared by all.",
        "next": "Given the same x and h, are two steps equal, and two calls?",
    },
    "wrong-activation": {
        "why": "Another function takes the place of tanh.",
        "next": "For a sum of 0.5 and one of 3, what does the activation give, and what does tanh give?",
    },
    "wrong-return-type": {
        "why": "What comes back is not one tensor.",
        "next": "Of which type is the answer, and which type is asked?",
    },
}
"""What is true of all programs of a known mistake whose programs say different things of themselves."""
