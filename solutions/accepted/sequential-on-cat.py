"""Right: nn.Sequential(Linear, Tanh) on [h, x]; criteria are objects at module level; h0 is optional."""
import torch
import torch.nn as nn

mse = nn.MSELoss()
ce = nn.CrossEntropyLoss()


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        nn.Module.__init__(self)
        self.latent = latent
        self.f = nn.Sequential(nn.Linear(latent + dim, latent), nn.Tanh())
        self.g = nn.Linear(latent, output)

    def one_step(self, x, h):
        return self.f(torch.cat([h, x], -1))

    def forward(self, x, h=None):
        if h is None:
            h = torch.zeros(x.size(1), self.latent, device=x.device)
        out = []
        for xi in x.unbind(0):
            h = self.one_step(xi, h)
            out.append(h)
        return torch.stack(out)

    def decode(self, h):
        return self.g(h)


def training_loss(model, x, h0, y):
    h = torch.vstack([h0.unsqueeze(0), model(x, h0)])[:-1]
    p = model.decode(h)
    if y.dtype == torch.float32 or y.dtype == torch.float64:
        return mse(p, y)
    return ce(p.reshape(-1, p.shape[-1]), y.reshape(-1))
