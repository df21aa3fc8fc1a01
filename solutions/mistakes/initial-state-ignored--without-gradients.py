"""
id: initial-state-ignored
exercise: forward
loses: forward
why.en: Without gradients, the sequence starts from zeros.
why.fr: Sans gradients, la séquence part de zéros.
next.en: Under torch.no_grad(), does another h_0 give other states?
next.fr: Sous torch.no_grad(), un autre h_0 donne-t-il d'autres états ?
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
