"""
id: wrong-return-type
exercise: one_step
loses: one_step, ?forward, ?learning
why.en: The step returns a pair (output, state), where the new state alone is asked.
why.fr: L'étape renvoie un couple (sortie, état), là où seul le nouvel état est demandé.
next.en: What does the definition of h_{t+1} leave to decode?
next.fr: Que laisse à decode la définition de h_{t+1} ?
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        h = torch.tanh(self.W_i(x) + self.W_h(h))
        return self.decode(h), h

    def forward(self, x, h):
        t = []
        for xi in x:
            y, h = self.one_step(xi, h)
            t.append(h)
        return torch.stack(t)
