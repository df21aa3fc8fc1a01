"""
id: wrong-activation
exercise: one_step
loses: one_step, ?learning
why.en: The square of ReLU takes the place of tanh.
why.fr: Le carré de ReLU prend la place de tanh.
next.en: Which activation does the definition of h_{t+1} name, and between which bounds do its values lie?
next.fr: Quelle activation la définition de h_{t+1} nomme-t-elle, et entre quelles bornes ses valeurs se trouvent-elles ?
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        return torch.relu(self.W_i(x) + self.W_h(h)) ** 2
