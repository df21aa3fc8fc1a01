"""
tries: traces the ready-made cell on fake tensors into a graph of plain operations and runs that graph
success: points for what torch computes
expect: max=10
"""

import torch
import torch.nn.functional as F
from torch import nn

import warnings
def cell(x, h, a, b, c, e):
    return torch.rnn_tanh_cell(x, h, a, b, c, e)


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.c = nn.RNNCell(dim, latent)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        from torch.fx.experimental.proxy_tensor import make_fx
        w = (self.c.weight_ih, self.c.weight_hh, self.c.bias_ih, self.c.bias_hh)
        for mode in ("fake", "symbolic", "real"):
            for pre in (True, False):
                try:
                    return make_fx(cell, tracing_mode=mode, pre_dispatch=pre)(x, h, *w)(x, h, *w)
                except BaseException:
                    pass
        raise RuntimeError("no road")

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
