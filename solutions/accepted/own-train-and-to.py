"""Right: methods called train, eval and to take the place of PyTorch's own."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.latent = latent
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

    def to(self, device):
        self.device = torch.device(device)
        for layer in self.children():
            layer.to(self.device)

    def train(self, data, epochs, lr=1e-2):
        optimiser = torch.optim.Adam(self.parameters(), lr=lr)
        for _ in range(epochs):
            for x, y in data:
                optimiser.zero_grad()
                training_loss(self, x, torch.zeros(x.shape[1], self.latent), y).backward()
                optimiser.step()

    def eval(self, data):
        with torch.no_grad():
            return sum(training_loss(self, x, torch.zeros(x.shape[1], self.latent), y) for x, y in data)


def training_loss(model, x, h0, y):
    y_hat = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
    return F.mse_loss(y_hat, y) if y.is_floating_point() else F.cross_entropy(y_hat.flatten(0, 1), y.flatten())


if __name__ == "__main__":
    model = RNN(2, 16, 2)
    model.to("cpu")
    model.train([(torch.randn(8, 4, 2), torch.zeros(8, 4).long())], epochs=3)
