"""
id: gradient-cut
exercise: forward
loses: forward
why.en: The values are right, but they no longer remember how they were computed: no gradient goes back.
why.fr: Les valeurs sont justes, mais elles ne se souviennent plus de leur calcul : aucun gradient ne remonte.
next.en: Does the answer say that it requires a gradient?
next.fr: Le résultat indique-t-il qu'il demande un gradient ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        t = []
        for xt in x:
            h = self.one_step(xt, h)
            t.append(h.tolist())
        return torch.tensor(t)
