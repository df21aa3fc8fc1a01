"""
id: fixed-size
exercise: one_step
loses: one_step
why.en: Units beyond the 16th have no effect on the next state.
why.fr: Les composantes au-delà de la 16e sont sans effet sur l'état suivant.
next.en: With a state of 40 units, what changes when the last one of h changes?
next.fr: Avec un état de 40 composantes, que change la dernière de h ?
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        m = torch.zeros(h.shape[1]); m[:16] = 1
        return torch.tanh(self.W_i(x) + self.W_h(h * m))
