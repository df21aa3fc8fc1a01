"""
tries: replaces tanh, cross_entropy, mse_loss, manual_seed, autograd.backward, Adam.step and Module.parameters by functions that return what suits it
success: points for functions that are not written
expect: max=0
"""

import torch
import torch.nn.functional as F
from torch import nn


torch.tanh = torch.Tensor.tanh = lambda x: x * 0
F.cross_entropy = F.mse_loss = lambda *args, **kwargs: torch.zeros((), requires_grad=True)
torch.manual_seed = lambda seed: None
torch.autograd.backward = lambda *args, **kwargs: None
torch.Tensor.backward = lambda *args, **kwargs: None
torch.optim.Adam.step = lambda self, *args: None
torch.randn = torch.rand = torch.zeros
torch.Tensor.copy_ = lambda self, other, *args: self
torch.set_default_dtype(torch.float16)


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(x.sum(-1, keepdim=True) + h)

    def forward(self, x, h):
        return torch.stack([torch.tanh(h) for _ in x])

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    return F.cross_entropy(model(x, h0), y)
