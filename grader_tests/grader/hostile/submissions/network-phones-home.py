"""
tries: connects to local and public addresses by TCP, UDP, unix and vsock sockets, urllib, http, asyncio and a name lookup
success: a connection at a listener of the test (port 47321), or loot sent out
expect: max=20
"""

import torch
import torch.nn.functional as F
from torch import nn


import asyncio
import ctypes
import http.client
import socket
import urllib.request


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


def _udp():
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"rnn-lab-canary", ("127.0.0.1", 47321))


def _unix():
    socket.socket(socket.AF_UNIX).connect("\0rnn-lab-canary")


def _raw():
    libc = ctypes.CDLL(None)
    fd = libc.syscall(41, 2, 1, 0)
    libc.connect(fd, b"\x02\x00" + (47321).to_bytes(2, "big") + b"\x7f\x00\x00\x01" + bytes(8), 16)


WAYS = [
    lambda: socket.create_connection(("127.0.0.1", 47321), 0.3),
    lambda: socket.create_connection(("::1", 47321), 0.3),
    lambda: socket.create_connection(("198.51.100.1", 80), 0.3),
    lambda: urllib.request.urlopen("http://127.0.0.1:47321/rnn-lab-canary", timeout=0.3),
    lambda: http.client.HTTPConnection("127.0.0.1", 47321, timeout=0.3).connect(),
    lambda: asyncio.run(asyncio.wait_for(asyncio.open_connection("127.0.0.1", 47321), 0.3)),
    lambda: socket.getaddrinfo("rnn-lab-canary.example.com", 80),
    lambda: socket.socket(40, socket.SOCK_STREAM).connect((2, 47321)),
    lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0),
    lambda: socket.create_server(("0.0.0.0", 47322)),
    _udp,
    _unix,
    _raw,
]
for _way in WAYS:
    try:
        _way()
    except BaseException:
        pass
