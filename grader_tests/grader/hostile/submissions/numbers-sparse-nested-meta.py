"""
tries: answers with sparse, compressed, nested, meta and mkldnn tensors, uninitialised and fake ones
success: a grader that fails to read one of them, or reads memory
expect: max=5
"""

import torch
import torch.nn.functional as F
from torch import nn


TURN = [0]


def odd(like):
    TURN[0] += 1
    makers = [
        lambda: like.to_sparse(),
        lambda: like.reshape(-1, like.shape[-1]).to_sparse_csr(),
        lambda: torch.nested.nested_tensor([like.flatten(), like.flatten()[:1]]),
        lambda: torch.empty(like.shape, device="meta"),
        lambda: like.float().to_mkldnn(),
        lambda: torch.nn.parameter.UninitializedParameter(),
        lambda: torch.sparse_coo_tensor(torch.tensor([[10**12]]), torch.tensor([1.0]), (10**15,)),
        lambda: torch.empty(10**6, *([1] * 90)),
        lambda: torch.zeros(like.shape, dtype=torch.complex64).conj(),
        lambda: torch._neg_view(like),
    ]
    return makers[TURN[0] % len(makers)]()


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return odd(h)

    def forward(self, x, h):
        return odd(torch.zeros(x.shape[0], *h.shape))

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.reshape(-1, y_hat.shape[-1]), y.reshape(-1))
