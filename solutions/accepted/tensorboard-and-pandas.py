"""Right: pandas, a tensorboard SummaryWriter and sklearn imported; training behind __main__."""
import os
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import torch
from sklearn.preprocessing import StandardScaler
from torch import nn
from torch.utils.data import DataLoader, Dataset
from torch.utils.tensorboard import SummaryWriter

DATA = Path("data") / "tempAMAL_train.csv"


class Temperatures(Dataset):
    def __init__(self, length, data=None):
        self.data = torch.zeros(100, 3) if data is None else data
        self.length = length

    def __len__(self):
        return len(self.data) - self.length

    def __getitem__(self, i):
        return self.data[i:i + self.length], self.data[i + 1:i + self.length + 1]


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.linear_x = nn.Linear(dim, latent)
        self.linear_h = nn.Linear(latent, latent)
        self.linear_d = nn.Linear(latent, output)
        self.act = nn.Tanh()

    def one_step(self, x, h):
        return self.act(self.linear_x(x) + self.linear_h(h))

    def forward(self, x, h):
        length, batch, _ = x.shape
        outputs = []
        for i in range(length):
            h = self.one_step(x[i], h)
            outputs.append(h)
        return torch.stack(outputs, dim=0)

    def decode(self, h):
        return self.linear_d(h)


def training_loss(model, x, h0, y):
    h = model(x, h0)
    h_prev = torch.cat((h0.unsqueeze(0), h[:-1]), dim=0)
    if y.is_floating_point():
        loss = nn.MSELoss(reduction="mean")
        return loss(model.decode(h_prev), y)
    loss = nn.CrossEntropyLoss(reduction="mean")
    return loss(model.decode(h_prev).view(-1, model.decode(h0).shape[1]), y.view(-1))


if __name__ == "__main__":
    df = pd.read_csv(DATA)
    scaler = StandardScaler()
    writer = SummaryWriter(os.path.join("runs", datetime.now().strftime("%H%M%S")))
    loader = DataLoader(Temperatures(20, torch.tensor(df.values)), batch_size=32, shuffle=True)
    model = RNN(3, 10, 3)
    opt = torch.optim.Adam(model.parameters())
    for epoch in range(10):
        for x, y in loader:
            l = training_loss(model, x.transpose(0, 1), torch.zeros(len(x), 10), y.transpose(0, 1))
            opt.zero_grad(); l.backward(); opt.step()
            writer.add_scalar("train", l.item(), epoch)
    torch.save(model.state_dict(), "rnn.pth")
