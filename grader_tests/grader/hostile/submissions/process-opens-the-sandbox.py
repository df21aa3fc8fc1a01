"""
tries: undoes its sandbox: new namespaces, mounts, chroot, capabilities, uids, keyrings, bpf, io_uring, userfaultfd, modules, another seccomp filter
success: any of these succeeds: the step then shouts rnn-lab-loot
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


def _undo():
    import ctypes
    import os

    libc = ctypes.CDLL(None, use_errno=True)
    room = ctypes.create_string_buffer(4096)
    calls = {
        "unshare user": (272, 0x10000000),
        "unshare mount": (272, 0x00020000),
        "setns": (308, 3, 0),
        "mount": (165, b"none", b"/tmp", b"tmpfs", 0, 0),
        "umount": (166, b"/", 2),
        "chroot": (161, b"/"),
        "pivot_root": (155, b"/", b"/"),
        "open_tree": (428, -100, b"/", 0),
        "ptrace": (101, 0, 0, 0, 0),
        "bpf": (321, 0, room, 128),
        "io_uring": (425, 4, room),
        "userfaultfd": (323, 1),
        "perf_event_open": (298, room, 0, -1, -1, 0),
        "keyctl": (250, 0, -3, 1),
        "add_key": (248, b"user", b"rnn-lab-canary", b"x", 1, -3),
        "init_module": (175, room, 0, b""),
        "kexec": (246, 0, 0, 0, 0),
        "name_to_handle_at": (303, -100, b"/", room, room, 0),
        "socket": (41, 2, 1, 0),
        "socket by 32 bits": (0x40000000 + 41, 2, 1, 0),
        "memfd_secret": (447, 0),
        "shmget": (29, 4711, 4096, 0o1666),
        "msgget": (68, 4711, 0o1666),
        "execveat": (322, -100, b"/bin/true", 0, 0, 0),
        "setuid": (105, 0),
        "settimeofday": (164, room, 0),
        "sethostname": (170, b"rnn-lab-canary", 14),
        "reboot": (169, 0, 0, 0, 0),
        "vhangup": (153,),
        "fanotify_init": (300, 0, 0),
        "quotactl": (179, 0, 0, 0, 0),
    }
    for name, call in calls.items():
        if libc.syscall(*call) >= 0:
            LOOT.append(name)
    for way in (lambda: os.setuid(0), lambda: os.setgroups([0]), lambda: os.chroot("/"), lambda: os.unshare(0x10000000)):
        try:
            way()
        except BaseException:
            continue
        if os.getuid() == 0:
            LOOT.append("uid 0")


_undo()


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
