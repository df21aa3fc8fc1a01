"""
id: none
exercise: one_step
loses: one_step, ?learning
also: wrong-activation
why.en: tanhshrink, which is z - tanh(z), takes the place of tanh.
why.fr: tanhshrink, qui vaut z - tanh(z), prend la place de tanh.
"""

import torch.nn.functional as F


class RNN(Reference):
    def one_step(self, x, h):
        return F.tanhshrink(self.W_i(x) + self.W_h(h))
