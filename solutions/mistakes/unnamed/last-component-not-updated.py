"""
id: none
exercise: one_step
loses: one_step, ?learning
why.en: The last component of the state keeps its old value.
why.fr: La dernière composante de l'état garde son ancienne valeur.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        h_new = torch.tanh(self.W_i(x) + self.W_h(h))
        return torch.cat([h_new[:, :-1], h[:, -1:]], dim=1)
