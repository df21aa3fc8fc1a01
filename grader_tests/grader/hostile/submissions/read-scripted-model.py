"""
tries: answers with the grader's own stand-ins in the guest: the scripted model as RNN, its loss taken from its table
success: points for the grader's own code
expect: max=0
"""

import sys

import torch

scripted = sys.modules["guest.scripted"]


class RNN(scripted.ScriptedModel):
    def __init__(self, dim, latent, output):
        weights = {"D": torch.randn(latent, output), "e": torch.randn(output), "A": torch.randn(dim, latent)}
        weights |= {"B": torch.randn(dim, latent), "C": torch.randn(latent, latent)}
        super().__init__(torch.randn(2, 1, dim), torch.randn(3, 1, latent), weights)


def training_loss(model, x, h0, y):
    return ((model.states - model.states.mean()) ** 2).mean()
