"""Right: everything is moved to a device, a GPU where there is one."""
import torch
import torch.nn as nn
import torch.nn.functional as F

device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
print("device :", device)


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super(RNN, self).__init__()
        self.W_i = nn.Linear(dim, latent).to(device)
        self.W_h = nn.Linear(latent, latent).to(device)
        self.W_d = nn.Linear(latent, output).to(device)

    def one_step(self, x, h):
        x, h = x.to(device), h.to(device)
        return torch.tanh(self.W_i(x) + self.W_h(h)).to(device)

    def forward(self, x, h):
        x, h = x.to(device), h.to(device)
        seq = []
        for t in range(x.size()[0]):
            h = self.one_step(x[t], h)
            seq.append(h)
        return torch.stack(seq).to(device)

    def decode(self, h):
        return self.W_d(h.to(device))


def training_loss(model, x, h0, y):
    model = model.to(device)
    x, h0, y = x.to(device), h0.to(device), y.to(device)
    H = torch.cat([h0.unsqueeze(0), model(x, h0)[:-1]])
    Y = model.decode(H)
    if Y.shape == y.shape and y.is_floating_point():
        return F.mse_loss(Y, y)
    return F.cross_entropy(Y.reshape(-1, Y.size(-1)), y.reshape(-1))
