"""
id: same-state-repeated
exercise: forward
loses: forward
why.en: The same final state is returned l times.
why.fr: Le même état final est renvoyé l fois.
next.en: Are the first and the last state of the answer different?
next.fr: Le premier et le dernier état du résultat sont-ils différents ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        for xt in x:
            h = self.one_step(xt, h)
        return torch.stack([h] * x.shape[0])
