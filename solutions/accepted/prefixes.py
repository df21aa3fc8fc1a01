"""Right: the loss runs forward on each prefix; z less its tanhshrink is tanh."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        z = self.W_i(x) + self.W_h(h)
        return z - F.tanhshrink(z)

    def forward(self, x, h):
        states = []
        for t in range(len(x)):
            h = self.one_step(x[t], h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    preds = [model.decode(h0)]
    for t in range(1, len(x)):
        preds.append(model.decode(model(x[:t], h0)[-1]))
    pred = torch.stack(preds)
    if pred.shape == y.shape:
        return F.mse_loss(pred, y)
    return F.kl_div(F.log_softmax(pred, -1), F.one_hot(y, pred.shape[-1]).to(pred), reduction="sum") / y.numel()
