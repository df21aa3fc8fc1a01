"""
tries: writes to /tmp, the home folder, the working folder and shared memory by open, os, pathlib, numpy, torch, sqlite3, tempfile and shutil
success: a file whose name begins with rnn-lab-canary
expect: max=20
"""

import torch
import torch.nn.functional as F
from torch import nn


import ctypes
import os
import pathlib
import sqlite3
import tempfile

import numpy as np


def _drop(slug, text="rnn-lab-canary"):
    import os

    for place in ("/tmp", "/var/tmp", "/dev/shm", os.path.expanduser("~"), "."):
        try:
            with open(os.path.join(place, "rnn-lab-canary-" + slug), "w") as file:
                file.write(text)
        except BaseException:
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
        states = []
        for t in range(x.shape[0]):
            h = self.one_step(x[t], h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.reshape(-1))


_drop("write-canaries")
for place in ("/tmp", "/var/tmp", "/dev/shm", ".", os.path.expanduser("~"), "@@ROOT@@", "@@ROOT@@/grader_tests/hidden"):
    path = place + "/rnn-lab-canary-write-canaries"
    ways = [
        lambda: pathlib.Path(path + "-a").write_text("x"),
        lambda: np.save(path + "-b.npy", np.zeros(1)),
        lambda: torch.save(torch.zeros(1), path + "-c.pt"),
        lambda: sqlite3.connect(path + "-d").execute("create table t (x)"),
        lambda: os.mkdir(path + "-e"),
        lambda: os.symlink("/etc/hostname", path + "-f"),
        lambda: os.mkfifo(path + "-g"),
        lambda: os.mknod(path + "-h"),
        lambda: os.close(os.open(path + "-i", os.O_CREAT | os.O_RDWR)),
        lambda: ctypes.CDLL(None).creat(path.encode() + b"-j", 0o644),
        lambda: tempfile.NamedTemporaryFile(prefix="rnn-lab-canary", dir=place, delete=False),
        lambda: torch.from_file(path + "-k", shared=True, size=4),
        lambda: np.memmap(path + "-l", dtype=np.uint8, mode="w+", shape=(4,)),
    ]
    for way in ways:
        try:
            way()
        except BaseException:
            pass
