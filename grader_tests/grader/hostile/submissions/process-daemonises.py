"""
tries: starts other programs and daemons by subprocess, os.system, posix_spawn, exec, pty, multiprocessing and raw clone
success: a process called rnn-canary that survives, or a canary file
expect: max=20
"""

import torch
import torch.nn.functional as F
from torch import nn


import ctypes
import multiprocessing
import os
import pty
import subprocess
import time


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


SHELL = "touch /tmp/rnn-lab-canary-daemon; exec -a rnn-canary sleep 600"


def _raw():
    libc = ctypes.CDLL(None)
    libc.prctl(15, b"rnn-canary", 0, 0, 0)
    for number, args in ((57, ()), (58, ()), (56, (17, 0, 0, 0, 0)), (435, (bytes(64), 64))):
        if libc.syscall(number, *args) == 0:
            time.sleep(600)
            os._exit(0)


WAYS = [
    lambda: subprocess.Popen(["/bin/bash", "-c", SHELL], start_new_session=True),
    lambda: os.system(SHELL + " &"),
    lambda: os.posix_spawn("/bin/bash", ["rnn-canary", "-c", SHELL], {}),
    lambda: os.popen(SHELL),
    lambda: multiprocessing.Process(target=time.sleep, args=(600,), name="rnn-canary").start(),
    lambda: multiprocessing.get_context("fork").Process(target=time.sleep, args=(600,)).start(),
    lambda: pty.spawn(["/bin/bash", "-c", SHELL]),
    lambda: os.execv("/bin/bash", ["rnn-canary", "-c", SHELL]),
    _raw,
]
for _way in WAYS:
    try:
        _way()
    except BaseException:
        pass
