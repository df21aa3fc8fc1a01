"""
id: first-state-lost
exercise: forward
loses: forward
why.en: The first step is made outside the loop and its state is not carried: step 2 starts again from h_0.
why.fr: La première étape est faite hors de la boucle et son état n'est pas transmis : l'étape 2 repart de h_0.
next.en: Which state enters step 2?
next.fr: Quel état entre dans l'étape 2 ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = [self.one_step(x[0], h)]
        for t in range(1, x.shape[0]):
            h = self.one_step(x[t], h)
            states.append(h)
        return torch.stack(states)
