"""
id: wrong-return-type
exercise: forward
loses: forward
why.en: The states are returned as a numpy array, which carries no gradient.
why.fr: Les états sont renvoyés dans un tableau numpy, qui ne porte pas de gradient.
next.en: Can a loss computed from this array still reach the weights?
next.fr: Une perte calculée à partir de ce tableau peut-elle encore atteindre les poids ?
"""

import numpy as np


class RNN(Reference):
    def forward(self, x, h):
        t = []
        for i in range(x.shape[0]):
            h = self.one_step(x[i], h)
            t.append(h.detach().numpy())
        return np.array(t)
