from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class RNN(nn.Module):
    """Vanilla (Elman) RNN, Linear + Tanh on the concatenation."""

    def __init__(self, dim: int, latent: int, output: int) -> None:
        super().__init__()
        self.cell = nn.Sequential(nn.Linear(dim + latent, latent), nn.Tanh())
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x: Tensor, h: Tensor) -> Tensor:
        assert x.shape[0] == h.shape[0], "batch sizes differ"
        return self.cell(torch.cat([x, h], dim=-1))

    def forward(self, x: Tensor, h: Tensor) -> Tensor:
        states: list[Tensor] = []
        for x_t in x.unbind(0):
            h = self.one_step(x_t, h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h: Tensor) -> Tensor:
        return self.decoder(h)


def training_loss(model: RNN, x: Tensor, h0: Tensor, y: Tensor) -> Tensor:
    states = model(x, h0)
    y_hat = model.decode(torch.cat([h0.unsqueeze(0), states[:-1]]))
    match y.dtype:
        case torch.int64:
            return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
        case _:
            return F.mse_loss(y_hat, y)


def main() -> None:
    model = RNN(2, 16, 2)
    print(sum(p.numel() for p in model.parameters()), "parameters")


if __name__ == "__main__":
    main()
