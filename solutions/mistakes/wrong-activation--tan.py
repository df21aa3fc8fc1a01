"""
id: wrong-activation
exercise: one_step
loses: one_step, ?learning
why.en: torch.tan, the tangent, stands where torch.tanh, the hyperbolic one, is asked for.
why.fr: torch.tan, la tangente, est à la place de torch.tanh, la tangente hyperbolique.
next.en: For a sum of 1.5, what does torch.tan give, and what does torch.tanh give?
next.fr: Pour une somme de 1,5, que donne torch.tan, et que donne torch.tanh ?
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        return torch.tan(self.W_i(x) + self.W_h(h))
