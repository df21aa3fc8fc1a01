"""Right: forward projects all inputs at once and does not call one_step."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.i2h = nn.Linear(dim, latent)
        self.h2h = nn.Linear(latent, latent, bias=False)
        self.h2o = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.i2h(x) + self.h2h(h))

    def forward(self, x, h):
        # the projection of the inputs does not depend on h: one big product
        wx = self.i2h(x)
        hs = []
        for t in range(wx.size(0)):
            h = torch.tanh(wx[t] + self.h2h(h))
            hs.append(h)
        return torch.stack(hs)

    def decode(self, h):
        return self.h2o(h)


def training_loss(model, x, h0, y):
    states = model(x, h0)
    first = model.decode(h0).unsqueeze(0)
    rest = model.decode(states)[:-1]
    y_hat = torch.cat([first, rest])
    assert y_hat.shape[:2] == y.shape[:2]
    if y.dtype.is_floating_point:
        return torch.mean((y_hat - y).pow(2))
    o = y_hat.shape[-1]
    return F.cross_entropy(y_hat.reshape(-1, o), y.reshape(-1))
