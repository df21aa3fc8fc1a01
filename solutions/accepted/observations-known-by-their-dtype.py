"""Right: the loss knows classes and observations by their dtypes, int64 and float32, and nothing else."""
import torch
import torch.nn as nn


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super(RNN, self).__init__()
        self.U = nn.Linear(dim, latent)
        self.W = nn.Linear(latent, latent)
        self.V = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.U(x) + self.W(h))

    def forward(self, x, h):
        out = []
        for t in range(x.size(0)):
            h = self.one_step(x[t], h)
            out.append(h)
        return torch.stack(out)

    def decode(self, h):
        return self.V(h)


def training_loss(model, x, h0, y):
    H = torch.cat([h0.unsqueeze(0), model(x, h0)[:-1]])
    yhat = model.decode(H)
    if y.dtype == torch.int64:
        return nn.CrossEntropyLoss()(yhat.reshape(-1, yhat.shape[-1]), y.reshape(-1))
    elif y.dtype == torch.float32:
        return nn.MSELoss()(yhat, y)
