"""Right: where a package is not installed, what stands below its import takes its place."""

import importlib.util
import itertools

import torch
import torch.nn as nn
import torch.nn.functional as F

try:
    from opt_einsum import contract
except ImportError:
    def contract(equation, *operands):
        return torch.einsum(equation, *operands)

try:
    from icecream import ic
except ModuleNotFoundError:
    ic = lambda *values: values[0]

try:
    import apex_tanh
except Exception:
    activation = torch.tanh
else:
    activation = apex_tanh.tanh

if importlib.util.find_spec("toolz"):
    from toolz import accumulate
else:
    def accumulate(function, sequence):
        return itertools.accumulate(sequence, function)


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.A = nn.Parameter(torch.randn(latent, dim) / dim**0.5)
        self.B = nn.Parameter(torch.randn(latent, latent) / latent**0.5)
        self.bias = nn.Parameter(torch.zeros(latent))
        self.head = nn.Linear(latent, output)

    def one_step(self, x, h):
        return ic(activation(contract("bd,nd->bn", x, self.A) + contract("bm,nm->bn", h, self.B) + self.bias))

    def forward(self, x, h):
        states = list(accumulate(lambda state, x_t: self.one_step(x_t, state), [h, *x]))
        return torch.stack(states[1:])

    def decode(self, h):
        return self.head(h)


def training_loss(model, x, h0, y):
    scores = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
    try:
        from einops_exts import rearrange_many
    except ImportError:
        def rearrange_many(tensors, _pattern):
            return [t.flatten(0, 1) for t in tensors]
    scores, targets = rearrange_many([scores, y], "l b ... -> (l b) ...")
    return F.mse_loss(scores, targets) if y.is_floating_point() else F.cross_entropy(scores, targets)
