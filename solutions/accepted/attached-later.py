"""Right: the methods are functions attached to the class afterwards; the class is redefined by inheritance."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        raise NotImplementedError

    def forward(self, x, h):
        raise NotImplementedError

    def decode(self, h):
        return self.decoder(h)


def one_step(self, x, h):
    return torch.tanh(self.W_i(x) + self.W_h(h))


RNN.one_step = one_step


class RNN(RNN):
    def forward(self, x, h):
        states = []
        for x_t in x:
            h = self.one_step(x_t, h)
            states.append(h)
        return torch.stack(states)


def training_loss(model, x, h0, y):
    raise NotImplementedError


def training_loss(model, x, h0, y):
    y_hat = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
    return F.mse_loss(y_hat, y) if y.is_floating_point() else F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
