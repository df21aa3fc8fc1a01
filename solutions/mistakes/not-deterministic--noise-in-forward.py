"""
id: not-deterministic
exercise: forward
loses: forward
why.en: Two equal calls give two different answers: something is drawn at random in the computation.
why.fr: Deux appels identiques donnent deux résultats différents : quelque chose est tiré au hasard dans le calcul.
next.en: Call it twice with the same arguments: where does the difference come from?
next.fr: Appeler deux fois avec les mêmes arguments : d'où vient la différence ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for xt in x:
            h = self.one_step(xt, h) + 0.01 * torch.randn_like(h)
            states.append(h)
        return torch.stack(states)
