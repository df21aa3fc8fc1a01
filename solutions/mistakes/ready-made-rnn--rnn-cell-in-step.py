"""
id: ready-made-rnn
exercise: one_step
loses: one_step, learning
why.en: A ready-made recurrent layer answers, where the recurrence is to be written from scratch.
why.fr: Une couche récurrente toute faite répond, alors que la récurrence est à écrire soi-même.
next.en: Which sums and which activation make up h_{t+1}, and which of them are written here?
next.fr: Quelles sommes et quelle activation composent h_{t+1}, et lesquelles sont écrites ici ?
"""

from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.cell = nn.RNNCell(dim, latent)

    def one_step(self, x, h):
        return self.cell(x, h)
