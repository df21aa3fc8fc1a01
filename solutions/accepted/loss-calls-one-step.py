"""Right: the loss calls model.one_step itself and counts the predictions."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.Wx = nn.Linear(dim, latent, bias=False)
        self.Wh = nn.Linear(latent, latent, bias=False)
        self.b = nn.Parameter(torch.zeros(latent))
        self.Wy = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.Wx(x) + self.Wh(h) + self.b)

    def forward(self, x, h):
        l, b, d = x.size()
        states = torch.empty(l, b, h.size(1), dtype=h.dtype, device=h.device)
        for i in range(l):
            h = self.one_step(x[i], h)
            states[i, :, :] = h
        return states

    def decode(self, h):
        return self.Wy(h)


def training_loss(model, x, h0, y):
    h = h0
    s, count = 0, 0
    for x_t, y_t in zip(x, y):
        # predict first, look at x_t afterwards
        y_hat = model.decode(h)
        if y.is_floating_point():
            s = s + F.mse_loss(y_hat, y_t, reduction="sum")
            count += y_t.numel()
        else:
            s = s + F.cross_entropy(y_hat, y_t, reduction="sum")
            count += len(y_t)
        h = model.one_step(x_t, h)
    return s / count
