"""Right: on Python 3.14 annotations may name what is not there yet, and the library has more to import."""
from collections.abc import Buffer, Iterator
from itertools import accumulate, batched

import torch
import torch.nn as nn
import torch.nn.functional as F
from warnings import deprecated


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.i = nn.Linear(dim, latent)
        self.h = nn.Linear(latent, latent)
        self.o = nn.Linear(latent, output)

    def twin(self) -> RNN:
        return type(self)(self.i.in_features, self.h.in_features, self.o.out_features)

    def one_step(self, x: Tensor, h: Tensor) -> Tensor:
        return torch.tanh(self.i(x) + self.h(h))

    def forward(self, x: Tensor, h: Tensor) -> Tensor:
        _, *states = accumulate(x, lambda state, xt: self.one_step(xt, state), initial=h)
        return torch.stack(states)

    @deprecated("decode")
    def predict(self, h: Buffer) -> Iterator[Tensor]:
        yield self.o(h)

    def decode(self, h):
        return self.o(h)


RNN.name = "rnn"
for batch in batched(range(10), 3):
    print(batch)


def training_loss(model: RNN, x, h0, y):
    p = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
    return F.mse_loss(p, y) if y.is_floating_point() else F.cross_entropy(p.flatten(0, 1), y.flatten())
