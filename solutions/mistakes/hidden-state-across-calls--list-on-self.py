"""
id: hidden-state-across-calls
exercise: forward
loses: forward
why.en: The list of states is kept from one call to the next and never emptied.
why.fr: La liste des états est gardée d'un appel à l'autre et n'est jamais vidée.
next.en: Call it twice with the same arguments: is the second answer equal to the first?
next.fr: Appeler deux fois avec les mêmes arguments : le deuxième résultat est-il égal au premier ?
"""

import torch


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.states = []

    def forward(self, x, h):
        for xt in x:
            h = self.one_step(xt, h)
            self.states.append(h)
        return torch.stack(self.states)
