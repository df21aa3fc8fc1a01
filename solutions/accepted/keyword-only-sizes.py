"""Right: the sizes are keyword-only, with defaults; modules are made with setattr."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class RNN(nn.Module):
    def __init__(self, *, dim=2, latent=16, output=2):
        super().__init__()
        sizes = {"x_to_h": (dim, latent), "h_to_h": (latent, latent), "h_to_y": (latent, output)}
        for name, (n_in, n_out) in sizes.items():
            setattr(self, name, nn.Linear(n_in, n_out))

    def one_step(self, x, h):
        return torch.tanh(self.x_to_h(x) + self.h_to_h(h))

    def forward(self, x, h):
        states = []
        for step in range(x.shape[0]):
            h = self.one_step(x[step], h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.h_to_y(h)


def training_loss(model, x, h0, y):
    states = model(x, h0)
    y_hat = model.decode(torch.concat([h0.unsqueeze(0), states[:-1]]))
    if torch.is_floating_point(y):
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
