"""
tries: replaces json.dumps, struct.pack, os.write, memoryview and hashlib by its own
success: a frame that passes, or a grader that fails
expect: max=0
"""

import torch
import torch.nn.functional as F
from torch import nn


import hashlib
import json
import os
import struct


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.zeros_like(h)

    def forward(self, x, h):
        return torch.zeros(x.shape[0], *h.shape, dtype=h.dtype)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    return sum(p.sum() for p in model.parameters()) * 0


json.dumps = lambda *args, **kwargs: '{"results": [{"value": {"kind": "number", "array": "t0"}}]}'
json.loads = lambda *args, **kwargs: {"ops": []}
struct.pack = lambda *args: b"RNN1" * 5
hashlib.sha256 = hashlib.md5
os.write = lambda fd, data: len(data)
