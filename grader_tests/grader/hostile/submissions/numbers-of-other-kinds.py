"""
tries: answers with complex, boolean, half, bfloat16, integer, 8-bit float and quantised tensors in turn
success: a grader that fails to read one of them
expect: max=5
"""

import torch
import torch.nn.functional as F
from torch import nn


KINDS = ["complex64", "complex128", "complex32", "bool", "float16", "bfloat16", "int64", "uint8", "int8", "uint16", "uint64", "float8_e4m3fn", "float8_e5m2"]


def odd(shape):
    KINDS.append(KINDS.pop(0))
    dtype = getattr(torch, KINDS[-1], torch.bool)
    if len(KINDS[-1]) % 5 == 0:
        return torch.quantize_per_tensor(torch.zeros(shape), 0.1, 0, torch.quint8)
    return torch.zeros(shape).to(dtype)


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return odd(h.shape)

    def forward(self, x, h):
        return odd((x.shape[0], *h.shape))

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.reshape(-1))
