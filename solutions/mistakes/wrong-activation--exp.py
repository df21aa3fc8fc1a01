"""
id: wrong-activation
exercise: one_step
loses: one_step, ?learning
why.en: The exponential takes the place of tanh.
why.fr: L'exponentielle prend la place de tanh.
next.en: Between which two numbers does h_{t+1} lie, by its definition, and here?
next.fr: Entre quels nombres h_{t+1} se trouve-t-il, d'après sa définition, et ici ?
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        return torch.exp(self.W_i(x) + self.W_h(h))
