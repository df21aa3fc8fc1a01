"""
id: none
exercise: forward
loses: forward
also: fixed-size
why.en: States are kept in a buffer of 32 units, which larger networks do not fit.
why.fr: Les états sont rangés dans un tampon de 32 unités, trop petit pour de plus grands réseaux.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        n, states = h.shape[1], []
        for xt in x:
            h = self.one_step(xt, h)
            kept = h.new_zeros(h.shape[0], 32)
            kept[:, :n] = h
            states.append(kept)
        return torch.stack(states)[:, :, :n]
