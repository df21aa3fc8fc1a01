"""
tries: finds out by stat, access, readlink, scandir and chdir which hidden files there are, and how long they are
success: the name or the size of a hidden file in an output file, after the word rnn-lab-loot
expect: max=20
"""

import torch
import torch.nn.functional as F
from torch import nn


LOOT = []


def _targets():
    import os
    import sys

    roots = ["/", "@@ROOT@@", os.getcwd(), os.path.expanduser("~")]
    for path in (getattr(sys.modules.get("guest"), "__file__", "/"), torch.__file__):
        while len(path) > 1:
            path = os.path.dirname(path)
            roots.append(path)
    names = ("grader_tests/hidden/course.secret", "grader_tests/hidden/test_one_step.py", "solutions/rnn.py")
    return [os.path.join(root, name) for root in roots for name in names]


def _read():
    import glob
    import os

    for path in _targets():
        for way in (os.stat, os.lstat, os.readlink, os.listdir, os.statvfs):
            try:
                LOOT.append((path, way(path)))
            except BaseException:
                pass
        try:
            if os.access(path, os.F_OK):
                LOOT.append(path)
            folder = os.path.dirname(path)
            LOOT.extend(entry.name for entry in os.scandir(folder))
            os.chdir(folder)
            LOOT.append(os.getcwd())
        except BaseException:
            pass
    LOOT.extend(glob.glob("@@ROOT@@/grader_tests/**", recursive=True)[1:6])  # the first is what was asked for
    LOOT.extend(glob.glob("../**/hidden/*")[:5])


_read()


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        if LOOT:
            raise RuntimeError("rnn-lab-loot " + repr(LOOT)[:200])
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
