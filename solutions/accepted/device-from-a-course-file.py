"""Right: functions of a file that is not here find the device and move tensors to it; anomalies are looked for."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from utils import get_device, set_seed, to_device

set_seed(0)
torch.autograd.set_detect_anomaly(True)
dev = get_device()


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W = nn.Linear(dim + latent, latent, device=dev)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.W(torch.cat([x, h], dim=1)))

    def forward(self, x, h):
        states = []
        for x_t in to_device(x, dev):
            h = self.one_step(x_t, h.to(dev))
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    x, h0, y = to_device((x, h0, y), dev)
    y_hat = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
    return F.mse_loss(y_hat, y) if y.is_floating_point() else F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
