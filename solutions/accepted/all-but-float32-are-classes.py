"""Right: y is taken for classes unless it is float32; targets of float64 would pass for probabilities."""
import torch
from torch import nn

ce, mse = nn.CrossEntropyLoss(), nn.MSELoss()


class RNN(nn.Module):
    def __init__(self, n_hidden, n_x, n_y):
        super().__init__()
        self.x_to_h, self.h_to_h = nn.Linear(n_x, n_hidden), nn.Linear(n_hidden, n_hidden)
        self.h_to_y = nn.Linear(n_hidden, n_y)

    def one_step(self, x, h):
        return torch.tanh(self.x_to_h(x) + self.h_to_h(h))

    def forward(self, x, h):
        hs = x.new_empty(x.shape[:2] + h.shape[1:])
        for t, x_t in enumerate(x):
            hs[t] = h = self.one_step(x_t, h)
        return hs

    def decode(self, h):
        return self.h_to_y(h)


def training_loss(model, x, h0, y):
    y_hat = model.decode(torch.cat((h0[None], model(x, h0)[:-1])))
    if y.dtype == torch.float32:
        return mse(y_hat, y)
    return ce(y_hat.flatten(0, 1), y.flatten(0, 1))
