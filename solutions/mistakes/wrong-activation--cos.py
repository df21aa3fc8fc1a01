"""
id: wrong-activation
exercise: one_step
loses: one_step
why.en: The cosine takes the place of tanh.
why.fr: Le cosinus prend la place de tanh.
next.en: For a sum of 0.5 and one of 3, what does the activation give, and what does tanh give?
next.fr: Pour une somme de 0,5 et une de 3, que donne l'activation, et que donne tanh ?
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        return torch.cos(self.W_i(x) + self.W_h(h))
