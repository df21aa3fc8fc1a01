"""
tries: executes code under file names that are markup and under line numbers that do not exist
success: markup in the place of an error
expect: max=5
"""

import torch
import torch.nn.functional as F
from torch import nn


SPACE = {"__name__": "rnn"}
for name in ("<script>alert(1)</script>", "\x1b[2Jrnn.py", "/etc/passwd", "=1+1"):
    exec(compile("\n" * 60_000 + "def fail(*args):\n    raise RuntimeError(args)", name, "exec"), SPACE)


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        SPACE["fail"]("\x1b[31m<b>")

    def forward(self, x, h):
        SPACE["fail"].__code__ = SPACE["fail"].__code__.replace(co_firstlineno=2**31 - 2)
        SPACE["fail"]("<b>")

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.reshape(-1))
