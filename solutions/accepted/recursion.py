"""Right: forward is recursive; the loss picks log-probabilities with gather."""
import torch
import torch.nn as nn


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h))

    def _states(self, x, h):
        if x.shape[0] == 0:
            return []
        h = self.one_step(x[0], h)
        return [h] + self._states(x[1:], h)

    def forward(self, x, h):
        return torch.stack(self._states(x, h))

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    h = model(x, h0)
    y_hat = model.decode(torch.cat([h0[None, :, :], h[:-1, :, :]]))
    if y.is_floating_point():
        return (y_hat - y).square().mean()
    logp = y_hat.log_softmax(-1)
    return -logp.gather(-1, y.unsqueeze(-1)).mean()
