"""English words for the properties that a wrong program shows: why, and what to try next."""

PROPERTIES: dict[str, dict[str, str]] = {
    "step.straight": {
        "why": "nothing bends the answer: inputs twice as large move it exactly twice as far\n"
        "at 0: {zero}, at (x, h): {once}, at (2x, 2h): {twice}",
        "next": "Plot the answer against x for n = d = 1: which part of the definition makes a curve of it?",
    },
    "step.apart": {
        "why": "what x does to the answer is the same for every h: the two never meet\n"
        "effect of x with h: {with_h}, with h = 0: {without}",
        "next": "Count what stands inside the tanh of the definition, and what stands inside that of the "
        "program.",
    },
    "step.unbounded": {
        "why": "nothing bounds the answer: for inputs a thousand times larger it goes from {low} to {high}",
        "next": "Which function of the definition keeps every state between -1 and 1?",
    },
    "step.zero_to_one": {
        "why": "for very large inputs the answer lies between {low} and {high}, where tanh lies between -1 "
        "and 1",
        "next": "Compare the curves of a few activations far from 0: which one has these bounds?",
    },
    "step.moved": {
        "why": "for very large inputs one of the units lies between {low} and {high}: the bounds of tanh, "
        "moved",
        "next": "What is added to the answer after the activation, and where does the definition add it?",
    },
    "step.narrow": {
        "why": "for very large inputs the answer stays between {low} and {high}, and tanh(1) = 0.7616",
        "next": "How often does the activation act on the way from x to the answer?",
    },
    "step.square": {
        "why": "the step runs where d = n, and at no other sizes: two sizes are exchanged somewhere",
        "next": "Take d = 2 and n = 3 and write the shape under each term: which product does not fit?",
    },
    "step.two_answers": {
        "why": "the same question asked twice has two answers\nfirst: {first}, then: {second}",
        "next": "What does the step make or draw anew at each call, that should be made once?",
    },
    "step.one_row": {
        "why": "the step runs for b = 1 alone",
        "next": "Take b = 2 and write the shape under each term: which size is written as a number, or "
        "taken for 1?",
    },
    "states.one": {
        "why": "the answer has the shape {shape} of a single state, for l = {l} observations",
        "next": "Of the l states that are computed, which ones are still there after the last step?",
    },
    "states.decoded": {
        "why": "the last axis of {shape} has the size {o} of an output, not the size n = {n} of a state",
        "next": "What does `forward` return: states, or what is predicted from them?",
    },
    "states.count": {
        "why": "{count} states came back for l = {l} observations",
        "next": "Write down the list of states for l = 2: which one comes first, which one last?",
    },
    "states.batch": {
        "why": "a sequence's states change when another sequence of the batch changes\n"
        "last state: {before}, and after the change elsewhere: {after}",
        "next": "Which operation mixes rows: a mean, a view, a transpose, or a normalisation?",
    },
    "states.two_answers": {
        "why": "the same question asked twice has two answers: something outlives the call, or is drawn anew\n"
        "last state: {first}, then: {second}",
        "next": "What does the object hold after a call that it did not hold before?",
    },
    "states.not_carried": {
        "why": "h_3 does not change when x_0 changes: each step starts from h_0 again\n{table}",
        "next": "Take l = 2: which state goes into the second step?",
    },
    "states.first_lost": {
        "why": "x_0 changes h_1 and no later state: the first step is made, and then forgotten\n{table}",
        "next": "Take l = 2: which state goes into the second step, the one given or the one just computed?",
    },
    "states.one_input": {
        "why": "x_0 changes every state and no other observation changes any\n{table}",
        "next": "Print the observation that each step receives: does it change from step to step?",
    },
    "states.backwards": {
        "why": "time runs backwards: observations change the states before them in place of those after\n"
        "{table}",
        "next": "In which order are the observations read, and in which order are the states put together?",
    },
    "states.all_equal": {
        "why": "all the states of the answer are the same one\n{table}",
        "next": "What is put into the list at each step: a new state, or several times the same?",
    },
    "states.starts_too_early": {
        "why": "the first state of the answer is h_0 itself: every state comes one place too late\n{table}",
        "next": "In each turn of the loop, what comes first: the step, or keeping the state?",
    },
    "states.start_ignored": {
        "why": "h_0 changes none of the states\n{table}",
        "next": "From which state does the first step start?",
    },
    "states.unread": {
        "why": "{name} changes none of the states: it is never read\n{table}",
        "next": "Take l = 2 and list the observations that the steps receive: which are left out?",
    },
    "states.other_effects": {
        "why": "h_t does not depend on h_0 and x_0 .. x_{{t-1}}, which the recurrence makes it depend on, and on "
        "those alone\n"
        "{table}",
        "next": "Take l = 2 and write each call of `one_step` with its two arguments.",
    },
    "states.cut": {
        "why": "changing x_{t} changes h_{l} (by {change}), yet the gradient of h_{l} with respect to x_{t} "
        "is 0",
        "next": "Between one step and the next, what takes the state out of the graph?",
    },
    "loss.targets_ignored": {
        "why": "the loss does not change when y changes",
        "next": "With what are the predictions compared?",
    },
    "loss.not_a_sum": {
        "why": "every y_t meets every state: the loss is not a mean of terms, one for each prediction\n"
        "{table}",
        "next": "Take l = 2 and b = 1: write the two terms, then what is made of them. What comes after the "
        "mean?",
    },
    "loss.across_sequences": {
        "why": "y of one sequence is compared with predictions of another: the axes are not in the same "
        "order\n"
        "{table}",
        "next": "Number the entries of y and those of the predictions: does entry k of one face entry k of "
        "the other?",
    },
    "loss.sees_the_answer": {
        "why": "y_t is predicted from h_t, which has read one observation more than allowed\n{table}",
        "next": "For l = 1, may the loss depend on x?",
    },
    "loss.last_alone": {
        "why": "only y_l counts: the loss does not change when another y_t changes\n{table}",
        "next": "How many predictions does a sequence of length l have?",
    },
    "loss.first_missing": {
        "why": "the loss does not change when y_1 changes: its prediction is missing\n{table}",
        "next": "Which state predicts y_1, and which function returns that state?",
    },
    "loss.start_ignored": {
        "why": "y_1 counts, but h_0, from which it is predicted, changes nothing\n{table}",
        "next": "From which state is y_1 predicted?",
    },
    "loss.shifted": {
        "why": "y_t and the state that predicts it are not neighbours: y_1 goes with h_0, y_2 with h_1, and "
        "so on\n"
        "{table}",
        "next": "Take l = 2 and write down the list of states that are decoded, then the list of y.",
    },
    "loss.level": {
        "why": "adding 1 to all the scores of one prediction changes the loss: {before} becomes {after}\n"
        "class probabilities depend on differences of scores alone",
        "next": "Over which axis do the probabilities add up to 1, and which axis holds the classes?",
    },
    "loss.squeezed": {
        "why": "when every prediction is right and sure, the loss is {got} and not 0: the scores are "
        "squeezed first",
        "next": "Does cross_entropy expect scores or probabilities?",
    },
    "loss.not_squared": {
        "why": "errors twice as large make the loss {ratio} times as large ({once}, then {twice}): a "
        "squared error, 4 times",
        "next": "Compute the loss of a single error of 1, then of 2, by hand.",
    },
}
