import torch
import torch.nn as nn
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from torch.utils.tensorboard import SummaryWriter
from tqdm import tqdm

print("Version de torch :", torch.__version__)
torch.manual_seed(0)

# exercice 0
a, b = torch.ones(2, 3), torch.zeros(2, 3)
print(torch.cat([a, b]).shape)
print(torch.stack([a, b]).shape)


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super(RNN, self).__init__()
        self.linx = nn.Linear(dim, latent)
        self.linh = nn.Linear(latent, latent)
        self.lind = nn.Linear(latent, output)
        self.activation = nn.Tanh()

    def one_step(self, x, h):
        return self.activation(self.linx(x) + self.linh(h))

    def forward(self, x, h):
        sortie = []
        for i in range(x.shape[0]):
            h = self.one_step(x[i], h)
            sortie.append(h)
        return torch.stack(sortie)

    def decode(self, h):
        return self.lind(h)


critere_classes = nn.CrossEntropyLoss()
critere_reels = nn.MSELoss()


def training_loss(model, x, h0, y):
    sortie = model(x, h0)
    decale = torch.cat([h0.unsqueeze(0), sortie[:-1]])
    y_chapeau = model.decode(decale)
    if len(y.shape) == 2:
        return critere_classes(y_chapeau.view(-1, y_chapeau.shape[-1]), y.view(-1))
    return critere_reels(y_chapeau, y)


modele = RNN(1, 10, 1)
optimiseur = torch.optim.Adam(modele.parameters(), lr=0.01)
t = np.linspace(0, 10, 40)
serie = torch.tensor(np.sin(t), dtype=torch.float32).view(-1, 1, 1)
pertes = []
for epoch in tqdm(range(25)):
    optimiseur.zero_grad()
    loss = training_loss(modele, serie, torch.zeros(1, 10), serie)
    loss.backward()
    optimiseur.step()
    pertes.append(loss.item())
    print(epoch, loss.item())

plt.figure(figsize=(10, 5))
plt.plot(pertes)
plt.title("perte au cours de l'apprentissage")
plt.savefig("perte.png")
plt.show()
