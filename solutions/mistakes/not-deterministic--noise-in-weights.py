"""
id: not-deterministic
exercise: one_step
loses: one_step, ?forward, ?training_loss, ?learning
why.en: Noise is added to W_h at every call.
why.fr: Du bruit est ajouté à W_h à chaque appel.
next.en: Call it twice with the same arguments: where does the difference come from?
next.fr: Appeler deux fois avec les mêmes arguments : d'où vient la différence ?
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        W_h = self.W_h.weight + 0.01 * torch.randn_like(self.W_h.weight)
        return torch.tanh(self.W_i(x) + h @ W_h.T)
