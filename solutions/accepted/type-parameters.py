"""Right: type parameters and aliases as of Python 3.12."""

import torch
from typing import override
from torch import nn
from torch.nn import functional as F

type Batch = torch.Tensor
type Pair[T] = tuple[T, T]


class Affine[A: int, B: int](nn.Module):
    def __init__(self, inputs: A, outputs: B) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(inputs, outputs) / inputs**0.5)
        self.bias = nn.Parameter(torch.zeros(outputs))

    @override
    def forward(self, v: Batch) -> Batch:
        return v @ self.weight + self.bias


class RNN(nn.Module):
    def __init__(self, dim: int, latent: int, output: int) -> None:
        super().__init__()
        self.i, self.h, self.o = Affine(dim, latent), Affine(latent, latent), Affine(latent, output)

    def one_step(self, x: Batch, h: Batch) -> Batch:
        return torch.tanh(self.i(x) + self.h(h))

    def forward(self, x: Batch, h: Batch) -> Batch:
        def states[S](h: S):
            for observation in x:
                yield (h := self.one_step(observation, h))

        return torch.stack([*states(h)])

    def decode(self, h: Batch) -> Batch:
        return self.o(h)


def training_loss[M: nn.Module](model: M, x: Batch, h0: Batch, y: Batch) -> torch.Tensor:
    y_hat = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
    return F.mse_loss(y_hat, y) if y.ndim == 3 else F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
