"""
tries: writes into the frames, closures and code objects of the grader by ctypes and __code__
success: its own functions run in the grader's place
expect: max=0
"""

import torch
import torch.nn.functional as F
from torch import nn


import ctypes
import sys


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


def _same(self, op, arrays, packer):
    return {"value": {"kind": "number", "array": packer.add(torch.zeros((), dtype=torch.float64))}, "results": "passed"}


ops = sys.modules["guest.ops"]
ops.Guest.answer.__code__ = _same.__code__
frame = sys._getframe()
while frame is not None:
    for name in list(frame.f_locals):
        if name in ("nonce", "report", "status", "results"):
            frame.f_locals[name] = bytes(8)
            try:
                ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(frame), 0)
            except AttributeError:
                pass
    frame = frame.f_back
