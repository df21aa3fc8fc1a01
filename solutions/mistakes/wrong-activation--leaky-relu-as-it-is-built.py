"""
id: wrong-activation
exercise: one_step
loses: one_step
why.en: Leaky ReLU takes the place of tanh.
why.fr: Leaky ReLU prend la place de tanh.
next.en: Which activation does the definition of h_{t+1} name, and between which bounds do its values lie?
next.fr: Quelle activation la définition de h_{t+1} nomme-t-elle, et entre quelles bornes ses valeurs se trouvent-elles ?
"""

from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.activation = nn.LeakyReLU()

    def one_step(self, x, h):
        return self.activation(self.W_i(x) + self.W_h(h))
