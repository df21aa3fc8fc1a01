"""
tries: computes for two seconds while it is loaded and dies at every call
success: minutes lost on one student
expect: max=10
"""

import os
import time

import torch
import torch.nn.functional as F
from torch import nn


for _ in range(40):
    end = time.process_time() + 0.9
    while time.process_time() < end:
        pass


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        os._exit(137)

    def decode(self, h):
        os._exit(137)


def training_loss(model, x, h0, y):
    os._exit(137)
