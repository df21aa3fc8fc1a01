"""
id: argument-modified
exercise: one_step
loses: one_step, ?forward, ?learning
why.en: The observations x that are passed in are changed in place.
why.fr: Les observations x reçues en argument sont modifiées sur place.
next.en: Is x still the same after the call?
next.fr: x est-il encore le même après l'appel ?
"""

import torch


class RNN(Reference):
    def one_step(self, x, h):
        x -= x.mean(1, keepdim=True)
        return torch.tanh(self.W_i(x) + self.W_h(h))
