"""
id: argument-modified
exercise: forward
loses: forward
why.en: The last state is written into h_0, which belongs to the caller.
why.fr: Le dernier état est écrit dans h_0, qui appartient à l'appelant.
next.en: Is h_0 still the same after the call?
next.fr: h_0 est-il encore le même après l'appel ?
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
