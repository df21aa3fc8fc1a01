"""Right: the step is recomputed in the backward pass; predictions filled in one by one."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent)
        self.decoder = nn.Linear(latent, output)

    def decode(self, h):
        return self.decoder(h)

    def one_step(self, x, h):
        from torch.utils.checkpoint import checkpoint
        return checkpoint(lambda a, b: torch.tanh(self.W_i(a) + self.W_h(b)), x, h, use_reentrant=False)

    def forward(self, x, h):
        it = iter(x)
        states = []
        while True:
            try:
                xt = next(it)
            except StopIteration:
                break
            h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states)


def training_loss(model, x, h0, y):
    l, b = y.shape[:2]
    s = model(x, h0)
    first = model.decode(h0)
    pred = torch.zeros(l, b, first.shape[-1])
    pred[0] = first
    for t in range(1, l):
        pred[t] = model.decode(s[t - 1])
    if y.dtype == torch.long:
        return F.cross_entropy(pred.flatten(0, 1), y.flatten())
    else:
        return F.mse_loss(pred, y)
