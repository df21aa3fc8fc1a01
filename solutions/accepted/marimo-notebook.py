"""Right: a marimo notebook, whose cells are functions of a decorator."""
import marimo

__generated_with = "0.11.13"
app = marimo.App(width="medium", app_title="TME 4")


@app.cell
def _():
    import marimo as mo
    import torch
    import torch.nn.functional as F
    from torch import nn
    return F, mo, nn, torch


@app.cell(hide_code=True)
def _(mo):
    mo.md(r"""# TME 4: my RNN""")
    return


@app.cell
def _(mo):
    size = mo.ui.slider(4, 64, value=16, label="latent")
    size
    return (size,)


@app.cell
def _(nn, torch):
    class RNN(nn.Module):
        """A recurrent network whose parameters are shared by all the time steps.

        dim: d, size of an observation; latent: n, size of the state; output: size of a prediction.
        """

        def __init__(self, dim, latent, output):
            super().__init__()
            self.W_i = nn.Linear(dim, latent)  # W_i and b_h: R^d -> R^n
            self.W_h = nn.Linear(latent, latent, bias=False)  # W_h: R^n -> R^n
            self.decoder = nn.Linear(latent, output)  # R^n -> R^output

        def decode(self, h):
            """Predict from a state, or from any number of states at once: (..., n) -> (..., output).

            For classes, these are scores before any softmax (logits).
            """
            return self.decoder(h)

        def one_step(self, x, h):
            return (self.W_i(x) + self.W_h(h)).tanh()

        def forward(self, x, h):
            return torch.stack([h := self.one_step(x_t, h) for x_t in x])
    return (RNN,)


@app.cell
def _(F, torch):
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
        before = torch.cat([h0.unsqueeze(0), states[:-1]], dim=0)
        scores = model.decode(before)
        if y.is_floating_point():
            return (scores - y).pow(2).mean()
        logp = torch.log_softmax(scores, dim=-1)
        return -logp.gather(-1, y.unsqueeze(-1)).mean()
    return (training_loss,)


@app.cell
def _(F, RNN, torch, training_loss):
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
    return next_exercise, toy_task, train


@app.cell
def _(RNN, mo, size, toy_task, torch, train):
    model = RNN(2, size.value, 2)
    losses = train(model, torch.zeros(32, size.value), lambda: toy_task(12, 32))
    mo.md(f"loss at the end: {losses[-1]:.3f}")
    return losses, model


if __name__ == "__main__":
    app.run()
