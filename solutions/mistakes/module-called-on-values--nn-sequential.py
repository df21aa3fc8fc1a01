"""
id: module-called-on-values
exercise: one_step
loses: one_step, learning
why.en: nn.Sequential chains modules: here it is built from values.
why.fr: nn.Sequential enchaîne des modules : ici, il est construit à partir de valeurs.
next.en: What do the parentheses after nn.Sequential expect, and when are modules built?
next.fr: Qu'attendent les parenthèses après nn.Sequential, et quand construit-on des modules ?
"""

from torch import nn


class RNN(Reference):
    def one_step(self, x, h):
        return nn.Sequential(self.W_i(x) + self.W_h(h), nn.Tanh())
