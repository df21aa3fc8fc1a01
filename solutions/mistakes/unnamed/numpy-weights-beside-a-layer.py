"""
id: none
exercise: one_step
loses: one_step, learning
why.en: W_h comes from numpy, in float64, and W_i from nn.Linear, in float32: no input suits both, and a training stops at its first step.
why.fr: W_h vient de numpy, en float64, et W_i de nn.Linear, en float32 : aucune entrée ne convient aux deux, et l'entraînement s'arrête au premier pas.
"""

import numpy as np
import torch, torch.nn.functional as F
from torch import nn
class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Parameter(torch.from_numpy(np.random.randn(latent, latent) / latent ** 0.5))
        self.decoder = nn.Linear(latent, output)
    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + h @ self.W_h)
    def forward(self, x, h):
        out = []
        for t in range(len(x)):
            h = self.one_step(x[t], h)
            out.append(h)
        return torch.stack(out)
    def decode(self, h):
        return self.decoder(h)
def training_loss(model, x, h0, y):
    hs = model(x, h0)
    p = model.decode(torch.cat([h0[None], hs[:-1]]))
    if y.dtype == torch.int64:
        return F.cross_entropy(p.flatten(0, 1), y.flatten())
    return F.mse_loss(p, y)
