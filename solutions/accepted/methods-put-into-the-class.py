"""Right: a textbook's package, which is not here, puts the methods into the class and keeps the constructor's arguments."""

import torch
from d2l import torch as d2l
from fastcore.all import patch
from torch import nn
from torch.nn import functional as F


class RNNScratch(d2l.Module):
    def __init__(self, num_inputs, num_hiddens, sigma=0.01):
        super().__init__()
        self.save_hyperparameters()
        self.W_xh = nn.Parameter(torch.randn(num_inputs, num_hiddens) * sigma)
        self.W_hh = nn.Parameter(torch.randn(num_hiddens, num_hiddens) * sigma)
        self.b_h = nn.Parameter(torch.zeros(num_hiddens))


class RNN(RNNScratch):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, sigma=0.3)
        self.W_hq = nn.Parameter(torch.randn(self.num_hiddens, output) * self.hparams.sigma)
        self.b_q = nn.Parameter(torch.zeros(output))


@d2l.add_to_class(RNNScratch)
def one_step(self, x, h):
    return torch.tanh(x @ self.W_xh + h @ self.W_hh + self.b_h)


@d2l.add_to_class(RNNScratch)
def forward(self, inputs, state):
    outputs = torch.zeros(len(inputs), inputs.shape[1], self.num_hiddens)
    for t, x in enumerate(inputs):
        state = self.one_step(x, state)
        outputs[t] = state
    return outputs


@patch
def decode(self: RNN, h):
    return h @ self.W_hq + self.b_q


def training_loss(model, x, h0, y):
    y_hat = model.decode(torch.cat((h0[None], model(x, h0)[:-1])))
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.reshape(-1))


data = d2l.TimeMachine(batch_size=1024, num_steps=32)
trainer = d2l.Trainer(max_epochs=100, gradient_clip_val=1, num_gpus=1)
trainer.fit(RNN(dim=len(data.vocab), latent=32, output=len(data.vocab)), data)
