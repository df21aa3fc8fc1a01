"""Right: imports from another system and of packages that are not there, in one line with torch; answers unpacked."""

import tkinter as tk, msvcrt, doctest, seaborn as sns, torch, torch.nn as nn
import matplotlib.pyplot as plt
import torch.nn.functional as F
from sklearn.model_selection import train_test_split

fig, ((ax1, ax2), (ax3, ax4)) = plt.subplots(2, 2, figsize=(10, 4))
ax1.set_title("train")
x_train, x_test, y_train, y_test = train_test_split(torch.randn(10, 2), torch.randn(10), test_size=0.2)
counts, bins, patches = plt.hist(x_train)


class RNN(nn.Module):
    def __init__(self, **sizes):
        super().__init__()
        self.line, = ax1.plot([])
        dim, latent = sizes["dim"], sizes["latent"]
        self.cell = nn.Linear(dim + latent, latent)
        self.decoder = nn.Linear(latent, sizes["output"])

    def one_step(self, x, h):
        return torch.tanh(self.cell(torch.cat([x, h], dim=1)))

    def forward(self, x, h):
        states = []
        for x_t in x:
            h = self.one_step(x_t, h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    y_hat = model.decode(torch.cat([h0.unsqueeze(0), model(x, h0)[:-1]]))
    if y.dim() == 3:
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.transpose(1, 2), y)
