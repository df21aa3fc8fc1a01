"""
id: weights-not-shared
exercise: one_step
loses: one_step, ?learning
why.en: New layers are created at every call: the weights are not those that are trained.
why.fr: De nouvelles couches sont créées à chaque appel : les poids ne sont pas ceux qui sont entraînés.
next.en: How many weights does the model have after a sequence of 10 steps, and after one of 20?
next.fr: Combien de poids le modèle a-t-il après une séquence de 10 étapes, et après une de 20 ?
"""

import torch
from torch import nn


class RNN(Reference):
    def one_step(self, x, h):
        W_i = nn.Linear(x.shape[1], h.shape[1])
        W_h = nn.Linear(h.shape[1], h.shape[1])
        return torch.tanh(W_i(x) + W_h(h))
