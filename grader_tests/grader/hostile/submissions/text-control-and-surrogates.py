"""
tries: raises errors with every control character, half surrogates, non-characters and private use
success: a control character or a broken encoding in any output
expect: max=0
"""

import torch
import torch.nn.functional as F
from torch import nn


TEXT = '\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\ud800\udfff\ufffe\uffff\ue000\U0010ffff'


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
