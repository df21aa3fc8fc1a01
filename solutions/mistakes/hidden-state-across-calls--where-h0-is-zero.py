"""
id: hidden-state-across-calls
exercise: forward
loses: forward
why.en: Where h_0 is zero, the last state of the call before takes its place.
why.fr: Là où h_0 est nul, le dernier état de l'appel d'avant prend sa place.
next.en: Call it twice with the same arguments: is the second answer equal to the first?
next.fr: Appeler deux fois avec les mêmes arguments : le deuxième résultat est-il égal au premier ?
"""

import torch


class RNN(Reference):
    last = None

    def forward(self, x, h):
        if self.last is not None and self.last.shape == h.shape and not h.any():
            h = self.last  # go on where the last batch ended
        states = []
        for x_t in x:
            h = self.one_step(x_t, h)
            states.append(h)
        self.last = h.detach()
        return torch.stack(states)
