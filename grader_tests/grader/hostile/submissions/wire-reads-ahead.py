"""
tries: reads the socket in a thread and answers the questions of the grader itself, all with one constant
success: points for constants
expect: max=0
"""

import os
import struct
import threading

import torch
import torch.nn.functional as F
from torch import nn


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


def serve():
    text = b'{"results":[{"value":{"kind":"tensor","dtype":"float64","shape":[1],"requires_grad":true,"array":"t0"}}]}'
    while True:
        header = os.read(3, 20)
        if len(header) == 20:
            _, nonce, json_bytes, blob_bytes = struct.unpack(">4s8sII", header)
            os.read(3, json_bytes)
            os.read(3, blob_bytes)
            os.write(3, struct.pack(">4s8sII", b"RNN1", nonce, len(text), 0) + text)


threading.Thread(target=serve, daemon=True).start()
