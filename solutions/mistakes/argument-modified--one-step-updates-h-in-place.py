"""
id: argument-modified
exercise: one_step
loses: one_step, ?forward, ?learning
why.en: The state h that is passed in is overwritten in place.
why.fr: L'état h reçu en argument est écrasé sur place.
next.en: Is h_0 still the same after the call?
next.fr: h_0 est-il encore le même après l'appel ?
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        new = torch.tanh(self.W_i(x) + self.W_h(h.clone()))
        with torch.no_grad():
            h.copy_(new)
        return new
