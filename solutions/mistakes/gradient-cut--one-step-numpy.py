"""
id: gradient-cut
exercise: one_step
loses: one_step, ?learning
why.en: The step goes through numpy: no gradient comes back from the new state.
why.fr: L'étape passe par numpy : aucun gradient ne revient du nouvel état.
next.en: Does the answer say that it requires a gradient?
next.fr: Le résultat indique-t-il qu'il demande un gradient ?
"""

import numpy as np
import torch


class RNN(Reference):
    def one_step(self, x, h):
        z = self.W_i(x) + self.W_h(h)
        return torch.tensor(np.tanh(z.detach().numpy()))
