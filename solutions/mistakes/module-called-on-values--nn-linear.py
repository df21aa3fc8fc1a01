"""
id: module-called-on-values
exercise: one_step
loses: one_step, learning
why.en: nn.Linear is a module that is built from two sizes: here it is built from values.
why.fr: nn.Linear est un module que l'on construit à partir de deux tailles : ici, il est construit à partir de valeurs.
next.en: What do the parentheses after nn.Linear expect, and when are the layers built?
next.fr: Qu'attendent les parenthèses après nn.Linear, et quand les couches sont-elles construites ?
"""

import torch
from torch import nn


class RNN(Reference):
    def one_step(self, x, h):
        return torch.tanh(nn.Linear(x) + nn.Linear(h))
