# Right: a Lightning module, typed shapes, argparse and TensorBoard at top level.
import argparse
import torch
from torch import nn
from pytorch_lightning import LightningModule
from jaxtyping import Float, jaxtyped
from beartype import beartype
from torch.utils.tensorboard import SummaryWriter
parser = argparse.ArgumentParser(); parser.add_argument('--lr', type=float, default=1e-3)
args = parser.parse_args()
device = torch.device('cuda' if torch.cuda.is_available() else 'cpu')
writer = SummaryWriter('runs')
class RNN(LightningModule):
    def __init__(self, dim, latent, output):
        super(RNN, self).__init__()
        self.save_hyperparameters()
        self.lr = args.lr
        self.Wi = nn.Parameter(torch.empty(latent, dim)); self.Wh = nn.Parameter(torch.empty(latent, latent)); self.bh = nn.Parameter(torch.empty(latent))
        nn.init.xavier_uniform_(self.Wi); nn.init.orthogonal_(self.Wh); nn.init.zeros_(self.bh)
        self.dec = nn.Sequential(nn.Linear(latent, output))
        self.to(device)
    @jaxtyped(typechecker=beartype)
    def one_step(self, x: Float[torch.Tensor, "b d"], h: Float[torch.Tensor, "b n"]):
        return torch.tanh(torch.einsum('nd,bd->bn', self.Wi, x) + torch.einsum('nm,bm->bn', self.Wh, h) + self.bh[None, :])
    def forward(self, x, h):
        L, B, _ = x.shape
        out = x.new_empty(L, B, h.size(-1))
        for t in range(L):
            h = self.one_step(x[t].to(device), h)
            out[t] = h
        return out
    def decode(self, h):
        return self.dec(h)
def training_loss(model, x, h0, y):
    l = x.size(0); h = h0; tot = 0
    for t in range(l):
        yh = model.decode(h)
        tot = tot + (nn.functional.cross_entropy(yh, y[t]) if not y.is_floating_point() else nn.functional.mse_loss(yh, y[t]))
        h = model.one_step(x[t], h)
    loss = tot / l
    writer.add_scalar('loss', loss.item(), 0)
    return loss
