#!/usr/bin/env python3
"""Right: argparse, logging and an own train function behind __main__; static helper methods."""
import argparse
import logging
import sys

import torch
import torch.nn as nn
import torch.nn.functional as F

logging.basicConfig(level=logging.INFO)
log = logging.getLogger(__name__)


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)
        log.info("RNN(%d, %d, %d)", dim, latent, output)

    @staticmethod
    def activation(z):
        return torch.tanh(z)

    @classmethod
    def from_sizes(cls, sizes):
        return cls(*sizes)

    def one_step(self, x, h):
        return self.activation(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        states = []
        for x_t in x:
            h = self.one_step(x_t, h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    states = model(x, h0)
    y_hat = model.decode(torch.cat([h0[None, ...], states[:-1]]))
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())


def main(argv=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("--latent", type=int, default=16)
    args = parser.parse_args(argv)
    model = RNN.from_sizes((2, args.latent, 2))
    print(sum(p.numel() for p in model.parameters()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
