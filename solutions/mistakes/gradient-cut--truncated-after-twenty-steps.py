"""
id: gradient-cut
exercise: forward
loses: forward
why.en: The state is detached every twenty steps: the loss does not reach the steps before.
why.fr: L'état est détaché toutes les vingt étapes : la perte n'atteint pas les étapes d'avant.
next.en: Through which states does the gradient of h_30 go back to x_0?
next.fr: Par quels états le gradient de h_30 remonte-t-il jusqu'à x_0 ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for t, observation in enumerate(x):
            if t % 20 == 0 and t > 0:
                h = h.detach()
            h = self.one_step(observation, h)
            states.append(h)
        return torch.stack(states)
