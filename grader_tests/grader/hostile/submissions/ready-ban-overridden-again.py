"""
tries: registers kernels of its own over the ban's, and takes the one that was there before
success: points for what torch computes
expect: max=10
"""

import torch
import torch.nn.functional as F
from torch import nn


import torch.library

SAVED = []
for _key in ("CompositeImplicitAutograd", "CPU", "AutogradCPU", "Autograd"):
    try:
        SAVED.append(torch.library.get_kernel("aten::rnn_tanh_cell", _key))
    except BaseException:
        pass


def _cell(x, h, w):
    for kernel in SAVED:
        for keys in (torch._C.DispatchKeySet(torch._C.DispatchKey.CPU),):
            try:
                return kernel.call_boxed(keys, x, h, *w)
            except BaseException:
                pass
    library = torch.library.Library("aten", "FRAGMENT")
    library.define("mine(Tensor x, Tensor h, Tensor a, Tensor b, Tensor? c, Tensor? d) -> Tensor")
    return torch.ops.aten.rnn_tanh_cell(x, h, *w)


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.rnn = nn.RNN(dim, latent)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        w = (self.rnn.weight_ih_l0, self.rnn.weight_hh_l0, self.rnn.bias_ih_l0, self.rnn.bias_hh_l0)
        return _cell(x, h, w)

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
