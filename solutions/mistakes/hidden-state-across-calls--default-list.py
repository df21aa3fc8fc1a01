"""
id: hidden-state-across-calls
exercise: forward
loses: forward
why.en: The default list is created once and keeps the states of all calls.
why.fr: La liste par défaut est créée une seule fois et garde les états de tous les appels.
next.en: Call it twice with the same arguments: is the second answer equal to the first?
next.fr: Appeler deux fois avec les mêmes arguments : le deuxième résultat est-il égal au premier ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h, states=[]):
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states[:])
