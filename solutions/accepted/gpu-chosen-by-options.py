"""Right: a GPU is chosen by options, in a dictionary, as what a function returns, as a type of tensors."""
import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F

parser = argparse.ArgumentParser()
parser.add_argument("--no-cuda", action="store_true")
parser.add_argument("--gpu", type=int, default=0)
args = parser.parse_args()
device = torch.device(f"cuda:{args.gpu}" if not args.no_cuda else "cpu")
floats = torch.cuda.FloatTensor if not args.no_cuda else torch.FloatTensor
options = {"device": "cuda", "cuda": True}


def second_gpu():
    return "cuda:" + str(args.gpu + 1)


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.i = nn.Linear(dim, latent)
        self.h = nn.Linear(latent, latent)
        self.o = nn.Linear(latent, output)
        self.type(floats)
        self.to(options["device"] if options["cuda"] else "cpu")

    def one_step(self, x, h):
        return torch.tanh(self.i(x.type(floats)) + self.h(h.type(floats)))

    def forward(self, x, h):
        assert device.type == "cpu" or str(device).split(":")[0] in ("cuda", "mps")
        states = torch.zeros(len(x), *h.shape, device=second_gpu()).type(floats)
        for t in torch.arange(len(x), device=["cuda", "cpu"][0]):
            h = self.one_step(x[t].to(device), h.to(device))
            states[t] = h
        return states

    def decode(self, h):
        return self.o(h.type(floats))


def training_loss(model, x, h0, y):
    p = model.decode(torch.cat([h0[None].type(floats), model(x, h0)[:-1]]))
    return F.mse_loss(p, y) if y.is_floating_point() else F.cross_entropy(p.flatten(0, 1), y.flatten())
