"""Right: default sizes, an argument of its own behind the imposed ones, and add_module."""
import torch
import torch.nn as nn
import torch.nn.functional as F

DIM, LATENT, OUTPUT = 2, 20, 2


class RNN(nn.Module):
    def __init__(self, dim=DIM, latent=LATENT, output=OUTPUT, seed=None):
        super().__init__()
        if seed is not None:
            torch.manual_seed(seed)
        self.add_module("step", nn.Linear(dim + latent, latent))
        self.add_module("dec", nn.Linear(latent, output))
        self.register_buffer("gain", torch.ones(1))

    def one_step(self, x, h):
        return torch.tanh(self.gain * self.step(torch.cat([x, h], dim=-1)))

    def forward(self, x, h):
        states = []
        for x_t in x:
            states.append(self.one_step(x_t, h))
            h = states[-1]
        return torch.stack(states)

    def decode(self, h):
        return self.dec(h)


def training_loss(model, x, h0, y):
    y_hat = model.decode(torch.cat([h0.unsqueeze(0), model(x, h0)])[:-1])
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())


model = RNN()
optimiser = torch.optim.SGD(model.parameters(), lr=0.1)
for _ in range(5):
    x = torch.rand(4, 3, DIM)
    loss = training_loss(model, x, torch.zeros(3, LATENT), torch.randint(OUTPUT, (4, 3)))
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()

# évaluation
with torch.no_grad():
    model.eval()
    acc = (model.decode(model(x, torch.zeros(3, LATENT))).argmax(-1) == 0).float().mean().item()
    print(f"accuracy {acc:.2f}")
