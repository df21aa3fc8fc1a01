"""
id: gradient-cut
exercise: one_step
loses: one_step, ?learning
why.en: The step detaches h: the loss does not reach the earlier steps.
why.fr: L'étape détache h : la perte n'atteint pas les étapes précédentes.
next.en: Through which states does the gradient of h_3 go back to x_0?
next.fr: Par quels états le gradient de h_3 remonte-t-il jusqu'à x_0 ?
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h.detach()))
