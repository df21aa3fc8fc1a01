"""
id: module-called-on-values
exercise: one_step
loses: one_step, learning
why.en: A module is built from values: its constructor takes settings, and the module it gives is what is called.
why.fr: Un module est construit à partir de valeurs : son constructeur prend des réglages, et c'est le module obtenu qui s'appelle.
next.en: What do the parentheses after the module's name expect, and when is it built?
next.fr: Qu'attendent les parenthèses après le nom du module, et quand est-il construit ?
"""

import torch
from torch import nn


class RNN(Reference):
    def one_step(self, x, h):
        return torch.tanh(nn.Linear(x) + nn.Linear(h))
