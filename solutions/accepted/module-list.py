"""Right: an nn.ModuleDict and an nn.ModuleList; a generator yields the states."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(dim, latent), nn.Linear(latent, latent)])
        self.head = nn.ModuleDict({"decode": nn.Linear(latent, output)})

    def one_step(self, x, h):
        return torch.tanh(sum(layer(value) for layer, value in zip(self.layers, (x, h))))

    def states(self, x, h):
        for x_t in x:
            h = self.one_step(x_t, h)
            yield h

    def forward(self, x, h):
        return torch.stack(tuple(self.states(x, h)))

    def decode(self, h):
        return self.head["decode"](h)


def training_loss(model, x, h0, y):
    criterion = {True: F.mse_loss, False: lambda p, t: F.cross_entropy(p.flatten(0, 1), t.flatten())}
    states = torch.cat([h0.unsqueeze(0), model(x, h0)])
    return criterion[y.is_floating_point()](model.decode(states[:-1]), y)
