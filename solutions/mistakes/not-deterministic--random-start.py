"""
id: not-deterministic
exercise: forward
loses: forward
why.en: The first state is drawn at random at every call, and h_0 is not used.
why.fr: Le premier état est tiré au hasard à chaque appel, et h_0 n'est pas utilisé.
next.en: Call it twice with the same arguments: where does the difference come from?
next.fr: Appeler deux fois avec les mêmes arguments : d'où vient la différence ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        h = torch.randn(h.shape)
        states = []
        for xt in x:
            h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states)
