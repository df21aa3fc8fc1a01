"""
id: none
exercise: forward
loses: forward
why.en: The loop calls a method whose name begins as forward's and which was never written: forward itself was.
why.fr: La boucle appelle une méthode qui n'existe pas et dont le nom commence comme forward : forward, lui, est écrit.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for observation in x:
            h = self.forward_one(observation, h)
            states.append(h)
        return torch.stack(states)
