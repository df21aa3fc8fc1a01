"""
id: fixed-size
exercise: forward
loses: forward, ?learning
why.en: A length of 12 is written into the loop and the buffer.
why.fr: Une longueur de 12 est écrite dans la boucle et le tampon.
next.en: What happens for a sequence of another length?
next.fr: Que se passe-t-il pour une séquence d'une autre longueur ?
"""

import torch

LENGTH = 12


class RNN(Reference):
    def forward(self, x, h):
        states = torch.zeros(LENGTH, x.shape[1], h.shape[1])
        for t in range(LENGTH):
            h = self.one_step(x[t], h)
            states[t] = h
        return states
