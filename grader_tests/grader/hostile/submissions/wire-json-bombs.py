"""
tries: answers with JSON that is nested a hundred thousand deep, holds numbers of a million digits, NaN, duplicate keys and half surrogates
success: a grader that fails to parse, or an error that is booked to the grader
expect: max=5
"""

import torch
import torch.nn.functional as F
from torch import nn


import os
import struct
import sys


def _nonce():
    frame = sys._getframe()
    while frame is not None:
        if isinstance(frame.f_locals.get("nonce"), bytes):
            return frame.f_locals["nonce"]
        frame = frame.f_back
    return bytes(8)


BODIES = [
    b'{"results":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    b'{"results":[{"value":{"kind":"number","array":' + b"9" * 1_000_000 + b"}}]}",
    b'{"results":[{"value":NaN}]}',
    b'{"results":[{"error":{"type":"\\ud800","message":"\\udfff\\u0000\\u202e","line":1e999,"where":"\\ud83d"}}]}',
    b'{"results":[{"error":{"type":"E","message":"m","line":true,"where":{}}}]}',
    b'{"results":[{"value":{"kind":"list","items":' + b'[{"kind":"list","items":' * 4000 + b"[]" + b"}]" * 4000 + b"}}]}",
    b"\xff\xfe{}",
    b"[]",
    b"{}",
]
SENT = [0]


def _send():
    body = BODIES[SENT[0] % len(BODIES)]
    SENT[0] += 1
    os.write(3, struct.pack(">4s8sII", b"RNN1", _nonce(), len(body), 0) + body)
    os._exit(0)


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        _send()

    def forward(self, x, h):
        SENT[0] += 3
        _send()

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    SENT[0] += 6
    _send()
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.reshape(-1))
