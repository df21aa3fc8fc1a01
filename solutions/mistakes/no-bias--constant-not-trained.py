"""
id: no-bias
exercise: one_step
loses: one_step
why.en: The bias is a constant: it is not a parameter and can't be trained.
why.fr: Le biais est une constante : ce n'est pas un paramètre et il ne peut pas être entraîné.
next.en: With x = 0 and h = 0, what can the new state be after training?
next.fr: Avec x = 0 et h = 0, que peut valoir le nouvel état après apprentissage ?
"""

import torch
from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.W_i = nn.Linear(dim, latent, bias=False)
        self.b_h = torch.zeros(latent)

    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h) + self.b_h)
