"""
id: none
exercise: one_step
loses: one_step, learning
why.en: A check left in the step ends the process by exit; the loop over time and the loss are right.
why.fr: Une vérification laissée dans le pas termine le processus par exit ; la boucle et la perte sont justes.
"""

import os

import torch


class RNN(Reference):
    def one_step(self, x, h):
        if x.shape != h.shape or True:
            print("wrong shape", flush=True)
            os._exit(1)
        return torch.tanh(self.W_i(x) + self.W_h(h))
