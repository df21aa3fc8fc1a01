"""Right: the cross entropy is the product of log-probabilities and one-hot targets, summed over classes."""
import torch
import torch.nn as nn


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.output = output
        self.W = nn.Linear(dim + latent, latent)
        self.D = nn.Linear(latent, output)

    def one_step(self, x, h):
        return self.W(torch.hstack((x, h))).tanh()

    def forward(self, x, h):
        states = []
        for x_t in torch.unbind(x, dim=0):
            states.append(self.one_step(x_t, states[-1] if states else h))
        return torch.stack(states)

    def decode(self, h):
        return self.D(h)


def training_loss(model, x, h0, y):
    states = model(x, h0)
    y_hat = model.decode(torch.cat([h0.unsqueeze(0), states[:-1]]))
    if y.is_floating_point():
        diff = y_hat - y
        return (diff * diff).sum() / diff.numel()
    one_hot = nn.functional.one_hot(y, y_hat.shape[-1]).to(y_hat.dtype)
    log_p = torch.log_softmax(y_hat, dim=-1)
    return -(one_hot * log_p).sum(-1).mean()
