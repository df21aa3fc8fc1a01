"""The English hint ladders of the self-check: notice, property, place, read; never code to paste."""

HINTS: dict[str, tuple[str, str, str, str]] = {
    "one_step": (
        "Call `one_step` with zeros for x and h, then with ones. What changes, and between which bounds "
        "does the answer stay?",
        "One step has the same bounds as tanh; it depends on x and on h; at x = 0 and h = 0 it is "
        "tanh(b_h). Which of the three fails?",
        "Look at h_{t+1} = tanh(W_i x_t + W_h h_t + b_h): three terms inside one tanh. Which line makes "
        "each of them, and where was each parameter created?",
        "Read: lecture notes, page 1 (definition of f); PyTorch documentation, nn.Linear and nn.Parameter.",
    ),
    "forward": (
        "Call `forward` for l = 1, then for l = 2 with the same first observation. What do the two "
        "answers have in common?",
        "The answer has shape (l, b, n); its first entry is one_step(x[0], h_0); each entry is one_step "
        "of the entry before it. Which fails first?",
        "Look at the loop of the notes: which h goes into the step, which is kept, and what is put "
        "together after the last step?",
        "Read: lecture notes, page 1 (the loop over i); the warm-up on torch.cat and torch.stack.",
    ),
    "training_loss": (
        "Compute the loss for l = 1. Which state was it allowed to look at, and does it change with x?",
        "For l = 1 the loss depends on h_0 and y alone; two copies of a sequence have the loss of one; "
        "a model that gives every one of k classes the same probability has the loss log(k). Which of "
        "the three fails?",
        "Look at y_hat_t = decode(h_{t-1}): write down the l states that predict y_1 .. y_l. Which of "
        "them does `forward` return, and which one is missing?",
        "Read: the handout on the training loss; PyTorch documentation, cross_entropy (which axis holds "
        "the classes?) and mse_loss (reduction).",
    ),
    "learning": (
        "Train on one small batch for 100 steps and print the loss every 10. Does it go down?",
        "After one `backward`, every parameter has a gradient that is not zero, and h_l has one with "
        "respect to x_0. Which of the two fails?",
        "Look at what stands between the loss and the parameters: `one_step`, the states put together, "
        "the decoder. Where could the graph be cut?",
        "Read: the PyTorch tutorial on autograd; backpropagation through time in the lecture notes.",
    ),
}
