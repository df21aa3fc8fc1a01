"""Right: settings of pydantic give the defaults; the device comes from a utils.py of the course."""
import torch
import torch.nn as nn
import torch.nn.functional as F
from omegaconf import OmegaConf
from pydantic import BaseModel
from utils import SampleMetroDataset, device


class Config(BaseModel):
    dim: int = 2
    latent: int = 8
    output: int = 2


cfg = Config(latent=16)
conf = OmegaConf.create({"lr": 1e-3})


class RNN(nn.Module):
    def __init__(self, dim=cfg.dim, latent=cfg.latent, output=cfg.output):
        super().__init__()
        self.i = nn.Linear(dim, latent)
        self.h = nn.Linear(latent, latent)
        self.o = nn.Linear(latent, output)
        self.to(device)

    def one_step(self, x, h):
        return torch.tanh(self.i(x) + self.h(h))

    def forward(self, x, h):
        x = x.to(device)
        out = []
        for xt in x:
            h = self.one_step(xt, h)
            out.append(h)
        return torch.stack(out)

    def decode(self, h):
        return self.o(h)


def training_loss(model, x, h0, y):
    p = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
    return F.mse_loss(p, y) if y.is_floating_point() else F.cross_entropy(p.flatten(0, 1), y.flatten())
