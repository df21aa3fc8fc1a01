"""Right: one_step and decode are modules kept as attributes; forward is a generator's list; hooks and threads."""

import threading
from concurrent.futures import ThreadPoolExecutor

import torch
import torch.nn as nn
import torch.nn.functional as F

lock = threading.Lock()


class Cell(nn.Module):
    def __init__(self, dim, latent):
        super().__init__()
        self.from_x, self.from_h = nn.Linear(dim, latent), nn.Linear(latent, latent)
        self.register_forward_hook(lambda module, inputs, output: None)

    def forward(self, x, h):
        waiting = torch.jit.fork(self.from_x, x)
        return torch.tanh(self.from_h(h) + torch.jit.wait(waiting))


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.one_step = Cell(dim, latent)
        self.decode = nn.Linear(latent, output)

    def forward(self, x, h):
        with lock:
            return torch.stack([h := self.one_step(x_t, h) for x_t in x])


@torch.compile(mode="reduce-overhead")
def training_loss(model, x, h0, y):
    with ThreadPoolExecutor(1) as pool:
        states = pool.submit(model, x, h0).result()
    y_hat = model.decode(torch.cat([h0[None], states[:-1]]))
    return F.mse_loss(y_hat, y) if y.dim() == 3 else F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
