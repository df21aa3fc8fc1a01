"""
id: none
exercise: one_step
loses: one_step, ?learning
why.en: The sizes of W_i are exchanged: it takes n entries and gives d.
why.fr: Les tailles de W_i sont échangées : elle prend n composantes et en donne d.
"""

import torch


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.W_i = torch.nn.Linear(latent, dim)
