# Right: split over time, an own reset, training_loss also as a method, a file read at top level.
import torch as th
import torch.nn as nn
class RNN(nn.Module):
    """Boucle avec h0 3D"""
    def __init__(self, dim=10, latent=20, output=5):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(dim, latent, bias=True), nn.Linear(latent, latent, bias=True)])
        self.f = nn.Linear(latent, output)
        self.reset()
    @th.no_grad()
    def reset(self):
        for p in self.layers.parameters(): p.normal_(0, 5)
    def one_step(self, x, h): return th.tanh(sum(l(v) for l, v in zip(self.layers, (x, h))))
    def forward(self, x, h):
        h_list = list()
        for xt in x.split(1, dim=0):
            h = self.one_step(xt.squeeze(0), h)
            h_list.append(h)
        out = th.stack(h_list, 0).contiguous()
        assert out.shape == (x.shape[0], x.shape[1], h.shape[-1])
        return out
    def decode(self, h): return self.f(h)
    def training_loss(self, x, h0, y): return training_loss(self, x, h0, y)
def training_loss(model, x, h0, y):
    h = model(x, h0)
    y_hat = th.cat([model.decode(h0).unsqueeze(0), model.decode(h[:-1])], dim=0)
    if not y.is_floating_point():
        return nn.functional.cross_entropy(y_hat.flatten(0, 1), y.flatten(0, 1))
    return nn.functional.mse_loss(y_hat, y, reduction='mean')
try:
    open('data.txt').read()
except FileNotFoundError:
    pass
