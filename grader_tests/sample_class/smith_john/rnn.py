"""TME 4: a recurrent neural network from scratch, in PyTorch.

The text of the lab, with its drawings, is in handout.html. To fill in: one_step, forward and
training_loss (and, not graded, warm_up and generate).

    l   length of the sequences        x    the observations    (l, b, d)
    b   number of sequences, batch     h_0  the first state     (b, n)
    d   size of an observation         the states h_1 .. h_l    (l, b, n)
    n   size of the latent state       y    what to predict     (l, b) or (l, b, output)

Time comes first, h is always given, one tensor comes back. From scratch: no nn.RNN, nn.RNNCell,
nn.GRU, nn.LSTM or torch.rnn_tanh_cell. Only the names and the arguments are imposed.

    python rnn.py                 trains on a toy task, and says what is still to be written
    python check.pyz rnn.py       checks the exercises, with hints, as often as wanted
"""

import torch
import torch.nn.functional as F
from torch import nn


def warm_up(a, b):
    """Warm-up (not graded): put two tensors together in the two ways, and compare the shapes.

    a (2, 3), b (2, 3)  ->  the pair made of
        torch.cat    (4, 3)     a then b, along a dimension that exists
        torch.stack  (2, 2, 3)  a then b, along a new dimension, in front
    """
    # YOUR CODE HERE
    raise NotImplementedError()


class RNN(nn.Module):
    """A recurrent network whose parameters are shared by all the time steps.

    dim: d, size of an observation; latent: n, size of the state; output: size of a prediction.
    """

    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Parameter(torch.randn(dim, latent) / dim ** 0.5)
        self.W_h = nn.Parameter(torch.randn(latent, latent) / latent ** 0.5)
        self.b_h = nn.Parameter(torch.zeros(latent))
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        """Exercise 1 (5 points): compute one time step, for the whole batch.

            h_{t+1} = tanh(W_i x_t + W_h h_t + b_h)

        x (b, d)  one observation of each sequence
        h (b, n)  the state of each sequence, always given
        ->  (b, n)  the new states
        """
        # x (b, d) @ (d, n) + h (b, n) @ (n, n)
        return torch.tanh(x @ self.W_i + h @ self.W_h + self.b_h)

    def forward(self, x, h):
        """Exercise 2 (5 points): compute h_1, ..., h_l in one go.

        x (l, b, d)  the observations, time first: x[0] is where all the sequences start
        h (b, n)     h_0
        ->  (l, b, n)  the l states [h_1, ..., h_l] in one tensor; h_0 is not among them
        """
        states = []
        for x_t in x:
            h = self.one_step(x_t, h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        """Predict from a state, or from any number of states at once: (..., n) -> (..., output).

        For classes, these are scores before any softmax (logits).
        """
        return self.decoder(h)


def training_loss(model, x, h0, y):
    """Exercise 3 (5 points): compare the predictions with what was to be predicted.

        y_1 is predicted from h_0, y_2 from h_1, ..., y_l from h_{l-1}

    model  an RNN: its states, and its decode
    x (l, b, d), h0 (b, n)  as in forward
    y (l, b)          integers, classes: the loss is the cross entropy
    y (l, b, output)  real numbers, observations: the loss is the squared error
    ->  ()  one number, the mean over all the steps and all the sequences (and, for observations,
            over the components), from which the parameters can be learnt

    In Python, y[0] is y_1: its prediction knows h_0 alone, and has seen nothing of x yet.
    """
    states = model(x, h0)
    previous = torch.cat([h0[None], states[:-1]])
    y_hat = model.decode(previous)
    if y.is_floating_point():
        return ((y_hat - y) ** 2).mean()
    log_p = F.log_softmax(y_hat, dim=-1)
    return F.nll_loss(log_p.flatten(0, 1), y.flatten())


def generate(model, h0, length):
    """For those who finish early (not graded): inference, where each prediction is the next input.

    model   an RNN with output = d: what it predicts, it can read
    h0 (b, n)  the state to start from
    ->  (length, b, d)  the predictions: the first is made from h0 alone
    """
    # YOUR CODE HERE
    raise NotImplementedError()


def toy_task(length, batch):
    """Draw sequences of two symbols, and ask at every step for the symbol of two steps before.

    ->  x (length, batch, 2), y (length, batch): without memory, little better than chance
    """
    symbols = torch.randint(0, 2, (length, batch))
    y = symbols.roll(2, dims=0)  # y[t] = symbols[t - 2]
    y[:2] = 0  # nothing to remember yet
    return F.one_hot(symbols, 2).float(), y


def train(model, h0, draw, steps=200, rate=0.01):
    """Make `steps` gradient steps, each on new sequences x, y = draw(); return the losses."""
    optimiser = torch.optim.Adam(model.parameters(), lr=rate)
    losses = []
    for _ in range(steps):
        x, y = draw()
        loss = training_loss(model, x, h0, y)
        optimiser.zero_grad()
        loss.backward()  # backpropagation through time
        optimiser.step()
        losses.append(loss.item())
    return losses


def next_exercise():
    """Return the name of the first exercise that is still to be written, or None."""
    model, h0 = RNN(2, 4, 2), torch.zeros(3, 4)
    x, y = toy_task(5, 3)
    exercises = {
        "one_step": lambda: model.one_step(x[0], h0),
        "forward": lambda: model(x, h0),
        "training_loss": lambda: training_loss(model, x, h0, y),
    }
    for name, call in exercises.items():
        try:
            call()
        except NotImplementedError:
            return name
    return None


if __name__ == "__main__":
    torch.manual_seed(0)
    missing = next_exercise()
    if missing:
        print("Next to be written:", missing)
    else:
        losses = train(RNN(2, 16, 2), torch.zeros(32, 16), lambda: toy_task(12, 32))
        for step in range(0, len(losses), 50):
            print("step", step, " loss", round(losses[step], 3))
        print("end      ", " loss", round(losses[-1], 3), "(without memory: 0.63 at best)")
