"""
id: argument-modified
exercise: one_step
loses: one_step
why.en: Where no gradient is asked for, the new state is written into h, which belongs to the caller.
why.fr: Là où aucun gradient n'est demandé, le nouvel état est écrit dans h, qui appartient à l'appelant.
next.en: Is h still the same after a call under torch.no_grad()?
next.fr: h est-il encore le même après un appel sous torch.no_grad() ?
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        h_next = torch.tanh(self.W_i(x) + self.W_h(h))
        if not torch.is_grad_enabled():
            h.copy_(h_next)
        return h_next
