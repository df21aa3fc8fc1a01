"""
id: no-bias
exercise: one_step
loses: one_step
why.en: Nothing plays the part of b_h.
why.fr: Rien ne joue le rôle de b_h.
next.en: With x = 0 and h = 0, what can the new state be after training?
next.fr: Avec x = 0 et h = 0, que peut valoir le nouvel état après apprentissage ?
"""

from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.W_i = nn.Linear(dim, latent, bias=False)
        self.W_h = nn.Linear(latent, latent, bias=False)
