# Right: sizes in another order, reduce, the sigmoid's form of tanh, a loss in two loops.
import torch
from torch import nn
from functools import reduce
class RNN(nn.Module):
    def __init__(self, dim, output, latent):
        super().__init__()
        self.A, self.B = nn.Linear(dim, latent), nn.Linear(latent, latent, bias=False)
        self.lin = nn.Linear(latent, output)
    def decode(self, h): return self.lin(h)
    def one_step(self, x, h):
        pre = 0.5 * self.A(2 * x) - self.B(-h)
        return 2 * torch.sigmoid(2 * pre) - 1
    def forward(self, x, h):
        return torch.stack(reduce(lambda acc, xt: acc + [self.one_step(xt, acc[-1])], x, [h])[1:])
def training_loss(model, x, h0, y):
    l, b = x.shape[0], x.shape[1]
    states = model(x, h0)
    total = torch.zeros(())
    for i in range(l):
        prev = h0 if i == 0 else states[i - 1]
        out = model.decode(prev)
        for j in range(b):
            if y.dtype in (torch.int64, torch.int32):
                total = total + (torch.logsumexp(out[j], 0) - out[j][y[i, j]])
            else:
                total = total + torch.mean((out[j] - y[i, j]) ** 2)
    return total / (l * b)
