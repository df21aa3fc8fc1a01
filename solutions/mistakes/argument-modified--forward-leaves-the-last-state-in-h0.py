"""
id: argument-modified
exercise: forward
loses: forward
why.en: An argument is changed in place: it belongs to the caller.
why.fr: Un argument est modifié en place : il appartient à l'appelant.
next.en: Are the arguments still the same after the call?
next.fr: Les arguments sont-ils les mêmes après l'appel ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        ht = h.clone()
        for xt in x:
            ht = self.one_step(xt, ht)
            states.append(ht)
        with torch.no_grad():
            h.copy_(ht)  # the next batch goes on from here
        return torch.stack(states)
