"""
id: none
exercise: training_loss
loses: training_loss, learning
why.en: The parameters are in float32 and the mask of the decoder, made by numpy, is in float64: the first prediction stops, in a training, where all of them stay as they were made.
why.fr: Les paramètres sont en float32 et le masque du décodeur, fait par numpy, en float64 : la première prédiction s'arrête, dans un entraînement, où tous restent tels qu'ils ont été faits.
"""

import numpy as np
import torch, torch.nn.functional as F
from torch import nn
class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Parameter(torch.randn(dim, latent))
        self.W_h = nn.Parameter(torch.randn(latent,latent)/latent**.5)
        self.b_h = nn.Parameter(torch.zeros(latent))
        self.decoder = nn.Linear(latent, output)
        self.register_buffer('mask', torch.from_numpy(np.ones(latent)))
    def one_step(self, x, h):
        return torch.tanh(x @ self.W_i + h @ self.W_h + self.b_h)
    def forward(self, x, h):
        out = []
        for t in range(len(x)):
            h = self.one_step(x[t], h)
            out.append(h)
        return torch.stack(out)
    def decode(self, h):
        return self.decoder(h * self.mask)
def training_loss(model, x, h0, y):
    hs = model(x, h0)
    p = model.decode(torch.cat([h0[None], hs[:-1]]))
    if y.dtype == torch.int64:
        return F.cross_entropy(p.flatten(0, 1), y.flatten())
    return F.mse_loss(p, y)
