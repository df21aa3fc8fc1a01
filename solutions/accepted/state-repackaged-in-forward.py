"""Right: `forward` detaches the initial state, which nothing trains; the loss decodes it as it came."""
import torch
import torch.nn as nn


def repackage_hidden(h):
    return h.detach()


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.i2h = nn.Linear(dim + latent, latent)
        self.h2o = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.i2h(torch.cat((x, h), dim=1)))

    def forward(self, x, h):
        h = repackage_hidden(h)
        hs = []
        for t in range(x.size(0)):
            h = self.one_step(x[t], h)
            hs.append(h)
        return torch.stack(hs, dim=0)

    def decode(self, h):
        return self.h2o(h)


def training_loss(model, x, h0, y):
    hs = torch.cat((h0.unsqueeze(0), model(x, h0)[:-1]), dim=0)
    out = model.decode(hs)
    if torch.is_floating_point(y):
        return nn.MSELoss()(out, y)
    return nn.CrossEntropyLoss()(out.view(-1, out.size(-1)), y.view(-1))
