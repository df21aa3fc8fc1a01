"""Right: F.linear with bare weights; tanh written with a stable exponential; orthogonal start of W_h."""
import torch
from torch import nn
import torch.nn.functional as F



class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.w_i = nn.Parameter(torch.empty(latent, dim))
        self.w_h = nn.Parameter(torch.empty(latent, latent))
        self.b_h = nn.Parameter(torch.full((latent,), 0.01))
        nn.init.kaiming_uniform_(self.w_i, a=5 ** 0.5)
        nn.init.orthogonal_(self.w_h)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        z = F.linear(x, self.w_i, self.b_h) + F.linear(h, self.w_h)
        up, down = torch.exp(z - z.abs()), torch.exp(-z - z.abs())
        return (up - down) / (up + down)

    def forward(self, x, h):
        out = []
        for t in range(x.shape[0]):
            h = self.one_step(x[t], h)
            out.append(h)
        return torch.stack(out)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    h = torch.cat([h0.unsqueeze(0), model(x, h0)[:-1]], dim=0)
    y_hat = model.decode(h)
    loss_fn = nn.MSELoss() if y.is_floating_point() else nn.CrossEntropyLoss()
    if y.is_floating_point():
        return loss_fn(y_hat, y)
    return loss_fn(y_hat.permute(1, 2, 0), y.T)
