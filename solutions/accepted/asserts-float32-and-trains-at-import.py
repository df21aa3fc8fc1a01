# Right: asserts float32, projects inputs at once, trains and plots at top level.
import torch
import torch.nn as nn
import matplotlib.pyplot as plt
import seaborn as sns; sns.set()
from einops import rearrange
class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W = nn.ModuleDict({'i': nn.Linear(dim, latent), 'h': nn.Linear(latent, latent)})
        self.decoder = nn.Linear(latent, output)
    def one_step(self, x, h):
        assert x.dtype == torch.float32, "float32 attendu"
        return torch.tanh(self.W['i'](x.float()) + self.W['h'](h.float()))
    def forward(self, x, h):
        l, b, d = x.size(); n = h.size(1)
        Xi = self.W['i'](rearrange(x, 'l b d -> (l b) d')).view(l, b, n)
        etats = []
        for t in range(l):
            h = torch.tanh(Xi[t] + self.W['h'](h))
            etats += [h.unsqueeze(0)]
        return torch.cat(etats, dim=0)
    def decode(self, h): return self.decoder(h)
def training_loss(model, x, h0, y):
    etats = model(x, h0)
    precedents = torch.roll(etats, 1, 0)
    precedents = torch.cat([h0.unsqueeze(0), precedents[1:]])
    pred = model.decode(precedents)
    if 'float' in str(y.dtype):
        return nn.MSELoss(reduction='mean')(pred, y)
    return nn.CrossEntropyLoss()(rearrange(pred, 'l b o -> l o b'), y)
fig, ax = plt.subplots(1, 2, figsize=(8, 3))
m = RNN(3, 8, 2); opt = torch.optim.Adam(m.parameters(), 1e-2); L = []
for epoch in range(2000):
    x = torch.randn(10, 16, 3); y = (x.sum(-1) > 0).long()
    loss = training_loss(m, x, torch.zeros(16, 8), y); opt.zero_grad(); loss.backward(); opt.step(); L.append(loss.item())
    if epoch % 100 == 0: print(epoch, loss)
ax[0].plot(L); plt.show()
