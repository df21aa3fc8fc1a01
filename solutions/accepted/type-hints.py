"""Right: type hints under from __future__ import annotations, and a dataclass of sizes."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Optional

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor


@dataclass
class Config:
    dim: int
    latent: int
    output: int
    names: list[str] = field(default_factory=list)


class RNN(nn.Module):
    """Elman network."""

    def __init__(self, dim: int, latent: int, output: int) -> None:
        super().__init__()
        self.config = Config(dim, latent, output)
        self.input: nn.Linear = nn.Linear(dim, latent)
        self.recurrent: nn.Linear = nn.Linear(latent, latent)
        self.readout: nn.Linear = nn.Linear(latent, output)

    @property
    def latent(self) -> int:
        return self.config.latent

    def one_step(self, x: Tensor, h: Tensor) -> Tensor:
        return torch.tanh(self.input(x) + self.recurrent(h))

    def forward(self, x: Tensor, h: Optional[Tensor] = None) -> Tensor:
        state: Tensor = h if h is not None else x.new_zeros(x.shape[1], self.latent)
        states: list[Tensor] = []
        for x_t in x:
            state = self.one_step(x_t, state)
            states.append(state)
        return torch.stack(states)

    def decode(self, h: Tensor) -> Tensor:
        return self.readout(h)


def training_loss(model: RNN, x: Tensor, h0: Tensor, y: Tensor) -> Tensor:
    states: Tensor = model(x, h0)
    y_hat: Tensor = model.decode(torch.cat([h0.unsqueeze(0), states[:-1]]))
    match y.dtype:
        case torch.int64:
            return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
        case _:
            return F.mse_loss(y_hat, y)
