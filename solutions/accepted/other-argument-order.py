"""Right: the constructor takes (latent, dim, output)."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class RNN(nn.Module):
    def __init__(self, latent, dim, output):
        super().__init__()
        self.latent_size = latent
        self.fx = nn.Linear(dim, latent)
        self.fh = nn.Linear(latent, latent)
        self.fd = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.fx(x) + self.fh(h))

    def forward(self, x, h):
        lst = [self.one_step(x[0], h)]
        for t in range(1, len(x)):
            lst.append(self.one_step(x[t], lst[t - 1]))
        return torch.stack(lst, axis=0)

    def decode(self, h):
        return self.fd(h)


def training_loss(model, x, h0, y):
    ht = model(x, h0)
    ht = torch.cat((h0.unsqueeze(dim=0), ht[:-1, ...]), dim=0)
    y_hat = model.decode(ht)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(torch.swapaxes(y_hat, 1, 2), y)
