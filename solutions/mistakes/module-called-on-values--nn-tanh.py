"""
id: module-called-on-values
exercise: one_step
loses: one_step, learning
why.en: nn.Tanh is a module that is built first and called afterwards: here it is built from values.
why.fr: nn.Tanh est un module que l'on construit d'abord et que l'on appelle ensuite : ici, il est construit à partir de valeurs.
next.en: What do the parentheses after nn.Tanh do, and what do those of torch.tanh do?
next.fr: Que font les parenthèses après nn.Tanh, et que font celles de torch.tanh ?
"""

from torch import nn


class RNN(Reference):
    def one_step(self, x, h):
        return nn.Tanh(self.W_i(x) + self.W_h(h))
