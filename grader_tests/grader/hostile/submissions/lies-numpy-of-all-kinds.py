"""
tries: returns masked and structured arrays and texts of numpy in place of tensors
success: a grader that fails to read them
expect: max=0
"""

import torch
import torch.nn.functional as F
from torch import nn

import numpy as np

class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return np.ma.masked_all((2, 3))

    def forward(self, x, h):
        return np.zeros((2,), dtype=[('a','f4')])

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    return np.array(['x' * 10**6])
