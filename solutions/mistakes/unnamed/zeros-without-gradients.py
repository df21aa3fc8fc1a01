"""
id: none
exercise: forward
loses: forward
why.en: Without gradients, the sequence starts from zeros.
why.fr: Sans gradients, la séquence part de zéros.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        h = h if torch.is_grad_enabled() else torch.zeros_like(h)
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states)
