"""
id: hidden-state-across-calls
exercise: forward
loses: forward
why.en: A state is kept from one call to the next: the second call does not start from its own h_0.
why.fr: Un état est gardé d'un appel à l'autre : le deuxième appel ne part pas de son propre h_0.
next.en: Call it twice with the same arguments: is the second answer equal to the first?
next.fr: Appeler deux fois avec les mêmes arguments : le deuxième résultat est-il égal au premier ?
"""

import torch


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.first_call = True

    def forward(self, x, h):
        if not self.first_call:
            h = self.last
        self.first_call = False
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        self.last = h.detach()
        return torch.stack(states)
