"""
id: wrong-activation
exercise: one_step
loses: one_step
why.en: The sigmoid takes the place of tanh.
why.fr: La sigmoïde prend la place de tanh.
next.en: Can a number of h_{t+1} be negative, by its definition, and here?
next.fr: Un nombre de h_{t+1} peut-il être négatif, d'après sa définition, et ici ?
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        return torch.sigmoid(self.W_i(x) + self.W_h(h))
