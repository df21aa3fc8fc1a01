"""
id: inputs-swapped
exercise: one_step
loses: one_step, ?learning
why.en: x and h are exchanged.
why.fr: x et h sont échangés.
next.en: What are the sizes of W_i and W_h, and on which of x and h can each act when d and n differ?
next.fr: Quelles sont les tailles de W_i et de W_h, et sur lequel de x et h chacune peut-elle agir quand d et n diffèrent ?
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        return torch.tanh(self.W_i(h) + self.W_h(x))
