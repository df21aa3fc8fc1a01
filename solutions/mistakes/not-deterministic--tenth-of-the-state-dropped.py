"""
id: not-deterministic
exercise: one_step
loses: one_step, ?learning
why.en: Two equal calls give two different answers: something is drawn at random in the computation.
why.fr: Deux appels identiques donnent deux résultats différents : quelque chose est tiré au hasard dans le calcul.
next.en: Call it twice with the same arguments: where does the difference come from?
next.fr: Appeler deux fois avec les mêmes arguments : d'où vient la différence ?
"""

import torch
import torch.nn.functional as F


class RNN(Reference):
    def one_step(self, x, h):
        return F.dropout(torch.tanh(self.W_i(x) + self.W_h(h)), 0.1)
