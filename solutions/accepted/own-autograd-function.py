"""Right: tanh as an autograd function with a backward of its own; one-hot targets as probabilities."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class MyTanh(torch.autograd.Function):
    @staticmethod
    def forward(ctx, z):
        y = torch.tanh(z)
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, g):
        y, = ctx.saved_tensors
        return g * (1 - y ** 2)


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent)
        self.decoder = nn.Linear(latent, output)

    def decode(self, h):
        return self.decoder(h)

    def one_step(self, x, h):
        return MyTanh.apply(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        out = []
        for xt in torch.chunk(x, x.size(0), dim=0):
            h = self.one_step(xt.squeeze(0), h)
            out.append(h)
        return torch.stack(out)


def training_loss(model, x, h0, y):
    states = model(x, h0)
    prev = torch.cat([h0.unsqueeze(0), states[:-1]], dim=0)
    yhat = model.decode(prev)
    if y.dtype == torch.long:
        o = F.one_hot(y, yhat.shape[-1]).to(yhat.dtype)
        return F.cross_entropy(yhat.flatten(0, 1), o.flatten(0, 1))
    else:
        return nn.functional.mse_loss(yhat, y)
