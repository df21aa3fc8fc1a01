"""
tries: puts everything under `if __name__ == '__main__'` variants, `if TYPE_CHECKING`, while-else and try-finally that runs on exit
success: code that runs though it should not
expect: max=20
"""

import torch
import torch.nn.functional as F
from torch import nn


import os


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        states = []
        for t in range(x.shape[0]):
            h = self.one_step(x[t], h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.reshape(-1))


if "__main__" == __name__ or __name__ != "rnn" or True:
    try:
        raise SystemExit(0)
    finally:
        try:
            open("/tmp/rnn-lab-canary-name-guard", "w").write("x")
        except OSError:
            pass
if __name__ == "__main__":
    open("/tmp/rnn-lab-canary-main-guard", "w").write("x")
    os._exit(0)
