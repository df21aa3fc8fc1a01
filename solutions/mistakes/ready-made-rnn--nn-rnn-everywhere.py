"""
id: ready-made-rnn
exercise: one_step, forward
loses: one_step, forward, learning
why.en: A ready-made recurrent layer answers, where the recurrence is to be written from scratch.
why.fr: Une couche récurrente toute faite répond, alors que la récurrence est à écrire soi-même.
next.en: Which sums and which activation make up h_{t+1}, and which of them are written here?
next.fr: Quelles sommes et quelle activation composent h_{t+1}, et lesquelles sont écrites ici ?
"""

from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.rnn = nn.RNN(input_size=dim, hidden_size=latent, nonlinearity="tanh")

    def one_step(self, x, h):
        return self.rnn(x.unsqueeze(0), h.unsqueeze(0))[1].squeeze(0)

    def forward(self, x, h):
        return self.rnn(x, h.unsqueeze(0))[0]
