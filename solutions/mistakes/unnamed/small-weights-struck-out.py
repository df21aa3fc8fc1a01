"""
id: none
exercise: one_step
loses: one_step
why.en: Entries of W_h that are small are taken for zero.
why.fr: Les petits coefficients de W_h sont pris pour zéro.
"""

import torch
import torch.nn.functional as F


class RNN(Reference):
    def one_step(self, x, h):
        W = self.W_h.weight
        W = torch.where(W.abs() < 0.02, torch.zeros_like(W), W)
        return torch.tanh(self.W_i(x) + F.linear(h, W))
