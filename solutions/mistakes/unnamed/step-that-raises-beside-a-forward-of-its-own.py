"""
id: none
exercise: one_step
loses: one_step
why.en: one_step uses a name that does not exist; forward has its own step, and the network trains.
why.fr: one_step utilise un nom qui n'existe pas ; forward fait son propre pas, et le réseau apprend.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        return torch.tanh(self.W_x(x) + self.W_h(h))

    def forward(self, x, h):
        states = []
        for x_t in x:
            h = torch.tanh(self.W_i(x_t) + self.W_h(h))
            states.append(h)
        return torch.stack(states)
