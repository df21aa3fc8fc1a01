"""
id: state-not-carried
exercise: forward
loses: forward
why.en: Every step starts again from h_0.
why.fr: Chaque étape repart de h_0.
next.en: Does the state that enters step 3 depend on x_0?
next.fr: L'état qui entre dans l'étape 3 dépend-il de x_0 ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        for xt in x:
            h_new = self.one_step(xt, h)
            states.append(h_new)
        return torch.stack(states)
