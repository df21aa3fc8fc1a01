"""
id: none
exercise: one_step
loses: one_step
why.en: b_h is made of the decoder's bias.
why.fr: b_h est fait du biais du décodeur.
"""

import torch
from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.W_i = nn.Linear(dim, latent, bias=False)

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h) + self.decoder.bias.repeat(h.shape[-1])[: h.shape[-1]])
