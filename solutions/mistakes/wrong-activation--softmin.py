"""
id: wrong-activation
exercise: one_step
loses: one_step, ?learning
why.en: The softmax takes the place of tanh.
why.fr: Le softmax prend la place de tanh.
next.en: What is the sum of the numbers of one state, and should it always be that?
next.fr: Que vaut la somme des nombres d'un état, et doit-elle toujours valoir cela ?
"""

import torch.nn.functional as F


class RNN(Reference):
    def one_step(self, x, h):
        return F.softmin(self.W_i(x) + self.W_h(h), dim=-1)
