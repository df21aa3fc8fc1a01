"""
id: none
exercise: one_step
loses: one_step
why.en: The step returns a record that holds the state, not the state.
why.fr: Le pas renvoie un enregistrement qui contient l'état, non l'état.
"""

from dataclasses import dataclass

import torch


@dataclass
class State:
    value: torch.Tensor


class RNN(Reference):
    def one_step(self, x, h):
        return State(super().one_step(x, h))

    def forward(self, x, h):
        states = []
        for x_t in x:
            h = self.one_step(x_t, h).value
            states.append(h)
        return torch.stack(states)
