"""
id: same-input-repeated
exercise: forward
loses: forward
why.en: The same observation, x_0, enters every step.
why.fr: La même observation, x_0, entre dans chaque étape.
next.en: Change the second observation alone: which states change?
next.fr: Changer la deuxième observation seule : quels états changent ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for i in range(x.shape[0]):
            h = self.one_step(x[0], h)
            states.append(h)
        return torch.stack(states)
