"""Right: a log_softmax before cross_entropy changes nothing (a softmax would)."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent)
        self.W_o = nn.Linear(latent, output)

    def one_step(self, x, h):
        return F.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        return torch.stack([h := self.one_step(x_t, h) for x_t in x])

    def decode(self, h):
        return self.W_o(h)


def training_loss(model, x, h0, y):
    states = torch.cat([h0.unsqueeze(0), model(x, h0)])[:-1]
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    log_p = F.log_softmax(y_hat, dim=2)
    return F.cross_entropy(log_p.view(-1, log_p.shape[2]), y.view(-1))
