"""
tries: raises errors that are formulas and breaks of rows and columns
success: a formula or a second row in grades.csv
expect: max=0
"""

import torch
import torch.nn.functional as F
from torch import nn


TEXT = '=cmd|\' /C calc\'!A0\n@SUM(1+1)*cmd\n+1\n-1\n",20,20,"\r\nmallory,20,20,5,5,5,5\n;20;\t20'


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        raise RuntimeError(TEXT)

    def forward(self, x, h):
        raise type(TEXT[:80], (Exception,), {})(TEXT)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    raise NotImplementedError(TEXT)
