"""
tries: returns a tensor subclass whose __torch_function__, shape and values depend on who looks
success: points for values that are not in the tensor
expect: max=5
"""

import torch
import torch.nn.functional as F
from torch import nn


class Chameleon(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        name = getattr(func, "__name__", str(func))
        if name in ("allclose", "equal", "isclose", "__eq__", "eq"):
            return True
        if name == "shape" or "shape" in str(func):
            return torch.Size([3, 2, 5])
        if name in ("detach", "clone", "contiguous", "as_subclass", "to", "resolve_conj", "resolve_neg"):
            return args[0]
        return super().__torch_function__(func, types, args, kwargs or {})

    def numpy(self, *args, **kwargs):
        raise SystemExit(0)

    def numel(self):
        return 0

    def tobytes(self):
        return b""


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.zeros(1).as_subclass(Chameleon)

    def forward(self, x, h):
        return torch.zeros(1).as_subclass(Chameleon)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.reshape(-1))
