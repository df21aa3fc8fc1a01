"""
tries: lowers its own limit of processor time by the bare system call and computes for a second, at random places
success: a mark left open: SIGKILL looks like the machine's doing
expect: max=15
"""

import ctypes
import os
import struct
import time

import torch
import torch.nn.functional as F
from torch import nn


def perhaps_leave():
    if os.urandom(1)[0] < 80:
        libc = ctypes.CDLL(None)
        libc.setrlimit(0, struct.pack('QQ', 0, 0))
        libc.syscall(302, 0, 0, struct.pack('QQ', 0, 0), None)
        end = time.process_time() + 1.5
        while time.process_time() < end:
            pass
        os._exit(137)


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        perhaps_leave()
        return 0 * x

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    perhaps_leave()
    return (model(x, h0) * 0).sum()
