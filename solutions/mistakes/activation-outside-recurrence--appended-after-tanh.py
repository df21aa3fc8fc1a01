"""
id: activation-outside-recurrence
exercise: forward
loses: forward
why.en: The recurrence is linear: what is kept has been through tanh, what is carried to the next step has not.
why.fr: La récurrence est linéaire : ce qui est gardé est passé par tanh, ce qui passe à l'étape suivante non.
next.en: Has the state that enters step 2 been through tanh?
next.fr: L'état qui entre dans l'étape 2 est-il passé par tanh ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for t in range(x.shape[0]):
            h = self.W_i(x[t]) + self.W_h(h)
            states.append(torch.tanh(h))
        return torch.stack(states)
