"""
id: gradient-cut
exercise: forward
loses: forward
why.en: The state is detached every five steps: the loss does not reach the steps before.
why.fr: L'état est détaché toutes les cinq étapes : la perte n'atteint pas les étapes d'avant.
next.en: Through which states does the gradient of h_3 go back to x_0?
next.fr: Par quels états le gradient de h_3 remonte-t-il jusqu'à x_0 ?
"""

import torch

TBPTT = 5


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for t in range(x.shape[0]):
            if t > 0 and t % TBPTT == 0:
                h = h.detach()  # truncated backpropagation through time
            h = self.one_step(x[t], h)
            states.append(h)
        return torch.stack(states)
