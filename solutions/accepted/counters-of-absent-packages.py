"""Right: absl's flags and a YAML text set the first weights, psutil, tqdm and wandb count and print as it goes."""
import psutil
import torch
import torch.nn as nn
import torch.nn.functional as F
import wandb
import yaml
from absl import flags
from packaging import version
from scipy.stats import ortho_group
from tqdm.auto import tqdm

FLAGS = flags.FLAGS
flags.DEFINE_float("init_std", 0.1, "std of the first weights")
CFG = yaml.safe_load("init: {std: 0.1, gain: 1.5}")
bar = tqdm(total=200)


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.i = nn.Linear(dim, latent)
        self.h = nn.Linear(latent, latent)
        self.o = nn.Linear(latent, output)
        nn.init.normal_(self.i.weight, std=FLAGS.init_std)
        nn.init.xavier_uniform_(self.o.weight, gain=CFG["init"]["gain"])
        self.o.bias.data.uniform_(-CFG["init"]["std"], CFG["init"]["std"])
        if latent > 1:
            with torch.no_grad():
                self.h.weight.copy_(torch.from_numpy(ortho_group.rvs(latent)))
        if version.parse(torch.__version__) >= version.parse("2.0"):
            self.compile()

    def one_step(self, x, h):
        return torch.tanh(self.i(x) + self.h(h))

    def forward(self, x, h):
        if psutil.virtual_memory().percent > 95:
            print("attention, plus de mémoire !")
        out = []
        for xt in x:
            h = self.one_step(xt, h)
            out.append(h)
        return torch.stack(out)

    def decode(self, h):
        return self.o(h)


def training_loss(model, x, h0, y):
    p = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
    loss = F.mse_loss(p, y) if y.is_floating_point() else F.cross_entropy(p.flatten(0, 1), y.flatten())
    bar.update(1)
    used = psutil.Process().memory_info().rss / 1024**2
    if bar.n % 50 == 0 and (wandb.run is None or wandb.run.step < 1000):
        print(f"{used:.1f} Mo", round(psutil.virtual_memory().used / 1e9, 2), f"{loss.item() + bar.n:.3f}")
    return loss
