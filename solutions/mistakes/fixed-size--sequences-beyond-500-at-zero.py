"""
id: fixed-size
exercise: one_step
loses: one_step
why.en: The states of sequences beyond the 500th are zero.
why.fr: Les états des séquences au-delà de la 500e sont nuls.
next.en: What comes out for the last sequence of a batch of 600?
next.fr: Que sort-il pour la dernière séquence d'un lot de 600 ?
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        z = torch.tanh(self.W_i(x) + self.W_h(h))
        return torch.cat([z[:500], 0 * z[500:]])
