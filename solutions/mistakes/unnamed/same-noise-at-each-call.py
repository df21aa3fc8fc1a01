"""
id: none
exercise: one_step
loses: one_step, ?forward, ?training_loss, ?learning
why.en: Noise that is the same at every call is added to the state, row by row.
why.fr: Un bruit qui est le même à chaque appel est ajouté à l'état, ligne par ligne.
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        state = torch.tanh(self.W_i(x) + self.W_h(h))
        noise = torch.randn(state.shape, generator=torch.Generator().manual_seed(0))
        return state + 0.1 * noise
