"""
id: state-ignored
exercise: one_step
loses: one_step, learning
why.en: The state h that is passed in is replaced by zeros at every step.
why.fr: L'état h reçu en argument est remplacé par des zéros à chaque étape.
next.en: Change h alone: what changes in the answer?
next.fr: Changer h seul : qu'est-ce qui change dans le résultat ?
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        # initialisation de l'état
        h = torch.zeros(x.shape[0], self.W_h.in_features)
        h = torch.tanh(self.W_i(x) + self.W_h(h))
        return h
