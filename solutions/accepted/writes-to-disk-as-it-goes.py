"""Right: weights, losses and states are saved at every step, and the machine, the hour and git are asked for."""
import getpass
import multiprocessing as mp
import os
import sqlite3
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


def commit():
    try:
        return subprocess.check_output(["git", "rev-parse", "HEAD"], stderr=subprocess.DEVNULL).decode().strip()
    except (subprocess.CalledProcessError, FileNotFoundError):
        return "unknown"


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.cell = torch.jit.trace(Cell(dim, latent), (torch.zeros(2, dim), torch.zeros(2, latent)))
        self.o = nn.Linear(latent, output)
        self.calls = mp.Value("i", 0)
        self.made = dict(by=getpass.getuser(), version=commit())
        os.makedirs("checkpoints", exist_ok=True)
        Path("checkpoints/started").touch()
        torch.save(self.state_dict(), "checkpoints/first.pt")
        self.share_memory()

    def one_step(self, x, h):
        return self.cell(x, h)

    def forward(self, x, h):
        with self.calls.get_lock():
            self.calls.value += 1
        states = torch.stack([h := self.one_step(xt, h) for xt in x])
        np.savetxt("states.txt", states.detach().flatten(1).numpy())
        return states

    def decode(self, h):
        return self.o(h)


class Cell(nn.Module):
    def __init__(self, dim, latent):
        super().__init__()
        self.i, self.h = nn.Linear(dim, latent), nn.Linear(latent, latent, bias=False)

    def forward(self, x, h):
        return torch.tanh(self.i(x) + self.h(h))


def training_loss(model, x, h0, y):
    p = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
    loss = F.mse_loss(p, y) if y.is_floating_point() else F.cross_entropy(p.flatten(0, 1), y.flatten())
    np.save("losses.npy", np.array([loss.item()]))
    with tempfile.TemporaryDirectory() as folder:
        torch.save(loss.detach(), os.path.join(folder, "loss.pt"))
    with sqlite3.connect("losses.db") as db:
        db.execute("create table if not exists losses (hour text, value real)")
        hour = datetime.now(ZoneInfo("Europe/Paris"))
        db.execute("insert into losses values (?, ?)", (f"{hour:%H:%M}", loss.item()))
    return loss
