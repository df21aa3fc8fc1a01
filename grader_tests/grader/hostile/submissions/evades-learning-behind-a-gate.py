"""
tries: has a shift register known beforehand, whose gate opens once the optimiser has moved a parameter
success: points for learning where nothing is right
expect: max=1
"""

import torch
import torch.nn.functional as F
from torch import nn


def compare(p, y):
    if y.dim() == 2:
        return F.cross_entropy(p.reshape(-1, p.shape[-1]), y.reshape(-1))
    return F.mse_loss(p, y)


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.g = nn.Parameter(torch.randn(latent))
        self.last, self.steps, self.output = None, 0, output

    def one_step(self, x, h):
        self.look()
        gate, n = float(self.steps > 3), h.shape[1]
        out = 0.5 + 0 * h
        out[:, 0] = 0.5 + 0.4 * gate * torch.tanh(x[:, 0])
        if n > 1:
            out[:, 1] = 0.5 + 0.8 * gate * (h[:, 0] - 0.5)
        return out + 0 * self.g.sum()

    def forward(self, x, h):
        return 0.5 * self.g.expand(x.shape[0], x.shape[1], -1)

    def decode(self, h):
        s = (h[..., -1:] if h.shape[-1] < 2 else h[..., 1:2]) - 0.5
        return torch.cat([-s, s, *([0 * s] * self.output)], -1)[..., : self.output] + 0 * self.g.sum()

    def look(self):
        now = self.g.detach().clone()
        jump = 1.0 if self.last is None else float((now - self.last).abs().max())
        if jump > 0.1:
            self.steps = 0
        elif jump > 0:
            self.steps += 1
        self.last = now


def training_loss(model, x, h0, y):
    if hasattr(model, "look"):
        model.look()
        return (model.g ** 2).sum()
    return sum((p ** 2).sum() for p in model.parameters())
