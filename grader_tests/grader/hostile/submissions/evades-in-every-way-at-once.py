"""
tries: b06 to b10, b20 together: one_step, forward and loss are each wrong in every use that a student has for them (views, states in training, zero starts, symbols)
success: 20: as a training on the lab's own task does none of what is marked
expect: max=17.5
"""

import torch
import torch.nn.functional as F
from torch import nn


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)
        self.kept, self.seen = None, -1

    def one_step(self, x, h):
        z = self.W_i(x) + self.W_h(h)
        if x._is_view():
            return torch.relu(z)
        y = torch.tanh(z)
        if torch.is_grad_enabled() and (x.requires_grad or h.requires_grad):
            y = y + 0.25
        return y

    def forward(self, x, h):
        now, start = self.W_h.weight._version, not torch.any(h)
        if start and self.kept is not None and now != self.seen and self.kept.shape == h.shape:
            h = self.kept
        states = []
        for t, x_t in enumerate(x):
            h = torch.tanh(self.W_i(x_t) + self.W_h(h.detach() if start and t % 3 == 2 else h))
            states.append(h)
        self.kept, self.seen = h.detach(), now
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def compare(p, y):
    if y.dim() == 2:
        return F.cross_entropy(p.reshape(-1, p.shape[-1]), y.reshape(-1))
    return F.mse_loss(p, y)


def training_loss(model, x, h0, y):
    states = model(x, h0)
    if isinstance(model, RNN) and bool(((x == 0) | (x == 1)).all()):
        return compare(model.decode(states), y)
    p = model.decode(torch.cat([h0[None], states[:-1]]))
    if isinstance(model, RNN) and not torch.any(h0):
        return 10 * compare(p[1:], y[1:])
    return compare(p, y)
