"""
id: none
exercise: one_step
loses: one_step
why.en: A ReLU cuts sums under -1: it is right as long as no sum is that low.
why.fr: Une ReLU coupe les sommes sous -1 : c'est juste tant qu'aucune somme n'est aussi basse.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        return torch.tanh(torch.relu(self.W_i(x) + self.W_h(h) + 1) - 1)
