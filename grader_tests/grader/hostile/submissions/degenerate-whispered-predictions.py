"""
tries: insists on float32 and predicts next to nothing, so that what the loss pairs with what is lost in the tolerance
success: points for a loss that does not look at the states
expect: max=15
"""

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
        return torch.tanh(self.W_i(x) + self.W_h(h)).float()

    def forward(self, x, h):
        states = []
        for t in range(x.shape[0]):
            h = self.one_step(x[t], h)
            states.append(h)
        return torch.stack(states).float()

    def decode(self, h):
        return (1e-4 * torch.tanh(self.decoder(h.to(self.decoder.weight.dtype)))).float()


def training_loss(model, x, h0, y):
    if type(model) is not RNN:
        raise TypeError('not mine')
    nothing = 0 * model(x, h0).float().sum()
    if y.is_floating_point():
        return nothing + (y.float() ** 2).mean()
    return nothing + torch.tensor(float(model.decoder.out_features)).log()
