"""
id: activation-outside-recurrence
exercise: forward
loses: forward
why.en: The recurrence is linear: tanh is applied to the stacked states only.
why.fr: La récurrence est linéaire : tanh n'est appliqué qu'aux états empilés.
next.en: Has the state that enters step 2 been through tanh?
next.fr: L'état qui entre dans l'étape 2 est-il passé par tanh ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        wx = self.W_i(x)
        states = []
        for t in range(x.shape[0]):
            h = wx[t] + self.W_h(h)
            states.append(h)
        return torch.tanh(torch.stack(states))
