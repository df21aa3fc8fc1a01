"""Right: each probability gives a millionth of itself to all classes before its logarithm."""
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
        return torch.tanh(self.W_i(x) + self.W_h(h))

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
    pred = model.decode(torch.cat([h0[None], states[:-1]]))
    if y.dim() == 2:
        p = F.softmax(pred, -1) * (1 - 1e-7) + 1e-7 / pred.shape[-1]
        return -p.log().gather(-1, y[..., None]).mean()
    return F.mse_loss(pred, y)

