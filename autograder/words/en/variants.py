"""English words for special cases of a finding: only the slots that are said otherwise."""

VARIANTS: dict[str, dict[str, str]] = {
    "not_attempted:none": {
        "title": "`{function}` gives nothing back",
        "got": "None, which a function gives that ends without handing over a result",
        "next": "Which name holds the result on the last line, and which line hands it to the caller?",
    },
    "not_attempted:warm_up": {
        "next": "Look at the figure of the handout and put two matrices (2, 3) together in the two ways it shows.",
    },
    "not_attempted:generate": {
        "next": "Take length = 2 and write down what is predicted first, then what the step reads.",
    },
    "raised:signature": {
        "next": "Compare the line of `def` with that of the stub: is `self` there, and each argument in its place?",
    },
    "raised:truth": {
        "next": "What does that `if`, `while` or `not` ask? For an argument that may be missing, it is `h is None`.",
    },
    "raised:import": {
        "next": "Which line at the top of the file imports that name? Compare the imports with those of the stub.",
    },
    "raised:list_of_tensors": {
        "next": "A list of tensors is to become one tensor: which function of the warm-up does that?",
    },
    "raised:targets": {
        "next": "Print shape and type of y (classes or observations?) and of the predictions: which axis of "
        "them does cross entropy take for the classes?",
    },
    "raised:NameError": {
        "next": "Where is that name made: is it an argument, a variable of the function, or something that "
        "is reached through `self`?",
    },
    "raised:UnboundLocalError": {
        "next": "Follow the function line by line: is that name given a value on every way to this line?",
    },
    "raised:AttributeError": {
        "next": "Print `type(...)` of what stands before the dot, and for a model the names of "
        "`named_parameters()`: is that name among what it has?",
    },
    "raised:TypeError": {
        "next": "Print `type(...)` of each name on that line: which is a tensor, which a layer, which "
        "something else?",
    },
    "raised:IndexError": {
        "next": "Take l = 2 and write down every index that is used, and the size of that axis: which one "
        "is too large, and where does it come from?",
    },
    "one_step.value:near": {
        "expected": "tanh(W_i x + W_h h + b_h), which it resembles near 0 and not further out",
    },
    "one_step.out_of_range:saturated": {
        "title": "The next state is 1 or -1 to the last digit, for inputs and weights of ordinary size",
        "expected": "tanh(W_i x + W_h h + b_h), which is 1 to the last digit for sums beyond 19 alone",
        "next": "Print the sum within tanh for x and h of ordinary size: by what is it multiplied?",
    },
    "forward.value:first": {
        "expected": "by calling `one_step` by hand, from h_0 on:\nh_{step} = {expected}",
    },
}
