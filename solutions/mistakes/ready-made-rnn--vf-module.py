"""
id: ready-made-rnn
exercise: forward
loses: forward, ?learning
why.en: A ready-made recurrent layer answers, where the recurrence is to be written from scratch.
why.fr: Une couche récurrente toute faite répond, alors que la récurrence est à écrire soi-même.
next.en: Which sums and which activation make up h_{t+1}, and which of them are written here?
next.fr: Quelles sommes et quelle activation composent h_{t+1}, et lesquelles sont écrites ici ?
"""

import torch
from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.W_h = nn.Linear(latent, latent)

    def forward(self, x, h):
        weights = [self.W_i.weight, self.W_h.weight, self.W_i.bias, self.W_h.bias]
        out, _ = torch._VF.rnn_tanh(x, h[None], weights, True, 1, 0.0, self.training, False, False)
        return out
