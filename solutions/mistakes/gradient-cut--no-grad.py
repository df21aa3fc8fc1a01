"""
id: gradient-cut
exercise: forward
loses: forward
why.en: The states are computed under no_grad, so that no gradient goes back.
why.fr: Les états sont calculés sous no_grad, si bien qu'aucun gradient ne remonte.
next.en: Does the answer say that it requires a gradient?
next.fr: Le résultat indique-t-il qu'il demande un gradient ?
"""

import torch


class RNN(Reference):
    @torch.no_grad()
    def forward(self, x, h):
        t = []
        for xt in x:
            h = self.one_step(xt, h)
            t.append(h)
        return torch.stack(t)
