"""English words for the findings that any exercise can show."""

MESSAGES: dict[str, dict[str, str]] = {
    "not_attempted": {
        "title": "`{function}` is still to be written",
        "got": "the stub",
        "expected": "{contract}",
        "next": "Read the definition of `{function}` in the handout and work it out by hand for l = 1 "
        "and b = 1.",
    },
    "missing": {
        "title": "`{function}` is not found",
        "got": "nothing of that name",
        "expected": "`{function}` where the stub stood, with the stub's name and arguments",
        "next": "Compare with the stub: has the name changed, or the indentation that puts a method in "
        "its class?",
    },
    "raised": {
        "title": "`{function}` stops with an exception",
        "got": "{error}{where}",
        "expected": "{contract}{at}",
        "next": "Call `{function}` on random tensors of these sizes and print the shapes just before "
        "that line.",
    },
    "raised_at_size": {
        "title": "`{function}` works at some sizes only",
        "got": "{error}{where} for {fails_at}; an answer for {works_at}",
        "expected": "an answer for every l, b, d and n",
        "next": "Look for a size written as a number, or taken from another axis: what makes these "
        "sizes differ?",
    },
    "hangs": {
        "title": "`{function}` does not come to an end",
        "got": "no answer after {seconds}",
        "expected": "an answer in a few hundredths of a second",
        "next": "For l = 2, count how many times each loop runs: what ends it?",
    },
    "slow": {
        "title": "`{function}` takes too long",
        "got": "more than {seconds} for all questions together",
        "expected": "an answer in a few hundredths of a second",
        "next": "Which loop runs over more than the time steps, or what is done anew at each call that need not be?",
    },
    "crashed": {
        "title": "`{function}` ends the whole process",
        "got": "no answer: memory used up, recursion without end, or an exit",
        "expected": "{contract}",
        "next": "Look for a call to `exit`, a function that calls itself, and the size of the largest "
        "tensor made.",
    },
    "too_large": {
        "title": "A parameter is too large to be looked at",
        "got": "{name}: more than a million entries for small sizes",
        "expected": "W_i, W_h and b_h: as many entries as d and n ask for",
        "next": "Print the shape of every entry of `model.named_parameters()`: which sizes is it made from?",
    },
    "wrong_type": {
        "title": "`{function}` returns another type",
        "got": "{got}",
        "expected": "{expected}",
        "next": "Print `type(...)` of the result and of what it is made of: where does it stop being a "
        "tensor?",
    },
    "not_handed_in": {
        "title": "`{function}` needs what was not handed in",
        "got": "nothing from {modules}",
        "expected": "all that an answer is made of, in the file or in files beside it that it imports",
        "next": "Hand in the imported files, too, or copy what is used of them into the file.",
    },
    "wrong_shape": {
        "title": "`{function}` returns another shape",
        "got": "{got}",
        "expected": "{expected}{at}",
        "next": "Print the shape after each line and name each axis by its letter: l, b, d or n.",
    },
    "wrong_dtype": {
        "title": "`{function}` changes the type of the numbers",
        "got": "{got}",
        "expected": "{expected}, as in the inputs and the parameters",
        "next": "Print `.dtype` of the inputs, of the parameters and of each intermediate result: where "
        "does it change?",
    },
    "not_finite": {
        "title": "`{function}` returns numbers that are not finite",
        "got": "NaN or an infinity{at}",
        "expected": "finite numbers for small finite inputs",
        "next": "Find the first line whose result is not finite: a division, a logarithm, memory never "
        "filled?",
    },
    "ready_made": {
        "title": "`{function}` relies on a ready-made recurrent layer",
        "got": "{name}",
        "expected": "the recurrence from scratch: two linear maps, a bias and tanh",
        "why": "the recurrence is what the exercise is about: what a ready-made layer answers earns no "
        "points",
        "next": "Write h_{{t+1}} from W_i, W_h and b_h; the ready-made layer remains useful to compare with.",
    },
    "not_deterministic": {
        "title": "`{function}` gives two answers to the same question",
        "got": "first call:  {first}\nsecond call: {second}",
        "expected": "the same answer to the same question",
        "next": "Look for what changes between two calls: dropout, random numbers, layers made inside, "
        "a state kept.",
    },
    "other_in_use": {
        "title": "`{function}` gives another answer in evaluation mode, without gradients",
        "got": "while training: {first}\nin use:         {second}",
        "expected": "the same answer: the definition is one and the same in training and in use",
        "next": "Look for what depends on the mode (`training`), or on whether gradients are wanted (`requires_grad`).",
    },
    "other_with_gradients": {
        "title": "`{function}` gives another answer where its arguments ask for gradients",
        "got": "plain arguments:            {first}\nwith `requires_grad=True`: {second}",
        "expected": "the same answer: the definition is one and the same in training and in use",
        "next": "Look for what depends on `requires_grad` or on whether gradients are recorded.",
    },
    "other_in_single": {
        "title": "`{function}` gives another answer as it is trained: in float32, on parts of larger tensors",
        "got": "in float64, on a tensor of its own: {first}\nas it is trained: {second}",
        "expected": "the same answer but for the last digits",
        "next": "Look for a conversion (`half`, `bfloat16`, an integer type), and for what depends on the `dtype` or "
        "on how a tensor lies in memory.",
    },
    "mixed_precision": {
        "title": "`{function}` stops whatever the precision of its inputs: the network's own numbers are of two kinds",
        "got": "inputs in float32: {single}\ninputs in float64: {double}",
        "expected": "all parameters and buffers in one precision, float32 as `nn.Linear` makes them",
        "next": "Print `dtype` of each of `model.parameters()` and of `model.buffers()`: numpy makes float64, and "
        "`torch.from_numpy` keeps it; `.float()` mends it.",
    },
    "answer_overwritten": {
        "title": "A later call of `{function}` changes what an earlier one returned",
        "got": "what the first answer decodes to: {first}\nthe same tensor, after a second call: {second}",
        "expected": "an answer that stays as it is: the caller keeps it",
        "next": "Look for a tensor that is kept between calls and filled again (`self.…`, a global): make a new one "
        "at each call.",
    },
    "argument_modified": {
        "title": "`{function}` changes its argument `{name}`",
        "got": "`{name}` has other values after the call than before",
        "expected": "arguments left as they were: the caller still needs them",
        "next": "Look for operations in place on `{name}`: `+=`, an assignment to a slice, names that "
        "end in `_`.",
    },
    "backward_raises": {
        "title": "The gradient of `{function}` cannot be computed",
        "got": "{error}",
        "expected": "a result from which `.backward()` can be called",
        "next": "Look for a tensor changed in place after it was used, or for a value that has left the "
        "graph.",
    },
    "no_gradient": {
        "title": "No gradient reaches `{name}` through `{function}`",
        "got": "a gradient that is absent or zero",
        "expected": "a gradient: the answer of `{function}` depends on `{name}`",
        "next": "Follow `{name}` to the result: which operation leaves the graph (`detach`, `.data`, "
        "`.item()`, numpy, a new tensor built from values)?",
    },
    "wrong_gradient": {
        "title": "The gradient of `{function}` with respect to `{name}` is not that of the definition",
        "got": "`.backward()` gives a slope of {got} along a random direction",
        "expected": "{expected}, found by moving `{name}` a little that way and asking again",
        "next": "Compare `.backward()` with (f(p + e) - f(p - e)) / 2e for one entry p of `{name}`, "
        "with e = 1e-3.",
    },
    "no_model": {
        "title": "The class `RNN` cannot be used",
        "got": "{error}{where}",
        "expected": "a class `RNN` that can be built from `dim`, `latent` and `output`{at}",
        "next": "In a fresh session, run the file from the top and build one model: `RNN(4, 5, 3)`.",
    },
    "no_model.no_class": {
        "title": "The class `RNN` is not found",
        "got": "nothing of that name after the file was run",
        "expected": "a class named `RNN`, as in the stub",
        "next": "In a fresh session, run the file from the top: is the name `RNN` defined at the end?",
    },
    "no_model.constructor": {
        "title": "The class `RNN` cannot be built",
        "got": "{error}{where}",
        "expected": "a model from `RNN(dim, latent, output)`, for any three sizes",
        "next": "In a fresh session, build one model: `RNN(4, 5, 3)`. Which line of `__init__` stops?",
    },
    "load_failed": {
        "title": "The file cannot be run from the top",
        "got": "{error}{where}",
        "expected": "a file that defines everything when it is run once, from top to bottom, in a fresh "
        "session",
        "next": "Restart the kernel or the interpreter and run everything once, in order.",
    },
    "syntax_error": {
        "title": "Python cannot read the file",
        "got": "{error}{where}",
        "expected": "a file that Python can read",
        "next": "Look at that line and at the one before it: a bracket, a quote, a colon or the indentation?",
    },
    "load_hangs": {
        "title": "The file does not come to an end when it is run",
        "got": "still running after {seconds}",
        "expected": "definitions alone at the top level; training and tests under `if __name__ == "
        '"__main__":`',
        "next": "Time the file from the top: which line takes so long?",
    },
    "depends_on": {
        "title": "Not checked yet: `{exercise}` comes first",
        "expected": "a `{exercise}` that gives an answer",
        "next": "Come back to this once `{exercise}` gives an answer.",
    },
}
