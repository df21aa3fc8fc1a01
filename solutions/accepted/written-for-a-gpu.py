"""Right: everything goes to a GPU, asked for by name, in the constructor, in forward and in the loss."""

import torch
import torch.nn as nn
import torch.nn.functional as F

DEVICE = "cuda:0"
torch.set_default_device("cuda")
assert torch.cuda.is_available(), "Exécution > Modifier le type d'exécution > GPU"
print(torch.cuda.get_device_name(0))


class RNN(nn.Module):
    def __init__(self, dim, latent, output, device=torch.device("cuda")):
        super().__init__()
        self.w_i = nn.Linear(dim, latent, device=device)
        self.w_h = nn.Linear(latent, latent, device="cuda")
        self.w_d = nn.Linear(latent, output)
        self.cuda()

    def one_step(self, x, h):
        return torch.tanh(self.w_i(x) + self.w_h(h))

    def forward(self, x, h):
        x, h = x.to(DEVICE), h.cuda(non_blocking=True)
        states = torch.zeros(*x.shape[:2], h.shape[1], device=DEVICE)
        for t in range(len(x)):
            h = self.one_step(x[t], h)
            states[t] = h
        if states.device.type == "cuda":
            torch.cuda.synchronize()
        return states

    def decode(self, h):
        return self.w_d(h)


def training_loss(model, x, h0, y):
    x, h0, y = (tensor.to("cuda") for tensor in (x, h0, y))
    y_hat = model.decode(torch.cat([h0.unsqueeze(0), model(x, h0)[:-1]]))
    return (
        F.mse_loss(y_hat, y) if y.is_floating_point() else F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
    )


model = RNN(2, 32, 2).to("cuda")
optimizer = torch.optim.Adam(model.parameters())
