"""
id: gradient-cut
exercise: forward
loses: forward
why.en: The state is detached every two steps: the loss reaches one or two steps back only.
why.fr: L'état est détaché toutes les deux étapes : la perte ne remonte que d'une ou deux étapes.
next.en: Through which states does the gradient of h_3 go back to x_0?
next.fr: Par quels états le gradient de h_3 remonte-t-il jusqu'à x_0 ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for t in range(x.shape[0]):
            if t % 2 == 1:
                h = h.detach()
            h = self.one_step(x[t], h)
            states.append(h)
        return torch.stack(states)
