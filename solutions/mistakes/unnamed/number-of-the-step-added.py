"""
id: none
exercise: forward
loses: forward, ?training_loss, ?learning
why.en: A multiple of the time is added to each observation.
why.fr: Un multiple du temps est ajouté à chaque observation.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        return super().forward(x + 0.1 * torch.arange(len(x), dtype=x.dtype)[:, None, None], h)
