"""
id: gradient-cut
exercise: forward
loses: forward
why.en: The state is detached at every step: the loss does not reach the earlier steps.
why.fr: L'état est détaché à chaque étape : la perte n'atteint pas les étapes précédentes.
next.en: Through which states does the gradient of h_3 go back to x_0?
next.fr: Par quels états le gradient de h_3 remonte-t-il jusqu'à x_0 ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        t = []
        for i in range(x.shape[0]):
            h_new = self.one_step(x[i], h)
            t.append(h_new)
            h = h_new.data
        return torch.stack(t)
