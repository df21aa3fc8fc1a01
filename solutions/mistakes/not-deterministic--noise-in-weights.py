"""
id: not-deterministic
exercise: one_step
loses: one_step, ?forward, ?training_loss, ?learning
why.en: Noise is added to W_h at every call.
why.fr: Du bruit est ajouté à W_h à chaque appel.
next.en: For the same x and h, does the step give the same answer twice?
next.fr: Pour les mêmes x et h, l'étape donne-t-elle deux fois la même réponse ?
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        W_h = self.W_h.weight + 0.01 * torch.randn_like(self.W_h.weight)
        return torch.tanh(self.W_i(x) + h @ W_h.T)
