"""
id: wrong-activation
exercise: one_step
loses: one_step
why.en: 1.7159 tanh(2 z / 3) takes the place of tanh(z).
why.fr: 1,7159 tanh(2 z / 3) prend la place de tanh(z).
next.en: For a sum of 0.5 and one of 3, what does the activation give, and what does tanh give?
next.fr: Pour une somme de 0,5 et une de 3, que donne l'activation, et que donne tanh ?
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        z = self.W_i(x) + self.W_h(h)
        return 1.7159 * torch.tanh(2 / 3 * z)
