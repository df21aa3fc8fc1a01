"""Right: prints, plots with matplotlib and a progress bar at top level; trained at import."""
import matplotlib.pyplot as plt
import seaborn as sns
import torch
import torch.nn as nn
import torch.nn.functional as F
from tqdm import tqdm

sns.set_theme()
plt.rcParams["figure.figsize"] = (8, 4)


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent)
        self.decodeur = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def forward(self, x, h):
        out = []
        for xt in x:
            h = self.one_step(xt, h)
            out.append(h)
        return torch.stack(out)

    def decode(self, h):
        return self.decodeur(h)


def training_loss(model, x, h0, y):
    h = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(h)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())


print(torch.cat([torch.zeros(2, 3), torch.ones(2, 3)]).shape)
print(torch.stack([torch.zeros(2, 3), torch.ones(2, 3)]).shape)

torch.manual_seed(0)
net = RNN(2, 8, 2)
optim = torch.optim.Adam(net.parameters(), lr=1e-2)
pertes = []
for epoch in tqdm(range(20)):
    x = torch.randn(6, 4, 2)
    y = torch.randint(0, 2, (6, 4))
    optim.zero_grad()
    loss = training_loss(net, x, torch.zeros(4, 8), y)
    loss.backward()
    optim.step()
    pertes.append(loss.item())
    if epoch % 5 == 0:
        print("epoch %d loss %.4f" % (epoch, loss.item()))

fig, ax = plt.subplots()
ax.plot(pertes, label="perte")
ax.set_xlabel("itération")
ax.legend()
plt.title("Apprentissage")
plt.savefig("pertes.png")
plt.show()
