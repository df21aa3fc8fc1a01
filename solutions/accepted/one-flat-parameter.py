# Right: all weights in one flat parameter, a lazy decoder, one sequence at a time in the loss.
import torch, math
from torch import nn
class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        nn.Module.__init__(self)
        self.theta = nn.Parameter(torch.randn((dim + latent + 1) * latent) / math.sqrt(latent))
        self.lin = nn.LazyLinear(output)
        self.d, self.n = dim, latent
    def _mats(self):
        d, n = self.d, self.n
        return self.theta[:d*n].view(d, n), self.theta[d*n:(d+n)*n].view(n, n), self.theta[(d+n)*n:]
    def one_step(self, x, h):
        Wi, Wh, b = self._mats()
        return torch.tanh(torch.addmm(b, x, Wi).addmm(h, Wh))
    def forward(self, x, h):
        hs = torch.empty(0, *h.shape, dtype=h.dtype)
        t = 0
        while t < x.shape[0]:
            h = self.one_step(x[t], h)
            hs = torch.cat([hs, h[None]], 0)
            t += 1
        return hs
    def decode(self, h): return self.lin(h)
def training_loss(model, x, h0, y):
    """moyenne sur les pas et les séquences"""
    losses = []
    l, b = y.shape[:2]
    for j in range(b):
        hs = model(x[:, j:j+1], h0[j:j+1])
        prev = torch.cat([h0[None, j:j+1], hs[:-1]])
        p = model.decode(prev)[:, 0]
        if y.dim() == 3: losses.append(((p - y[:, j])**2).mean())
        else: losses.append(nn.functional.cross_entropy(p, y[:, j]))
    return sum(losses) / len(losses)
