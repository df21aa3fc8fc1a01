"""
id: none
exercise: forward
loses: forward
why.en: The states are written into a buffer that the next call fills again.
why.fr: Les états sont écrits dans un tampon que l'appel suivant remplit à nouveau.
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        if getattr(self, "out", None) is None or self.out.shape != (*x.shape[:2], h.shape[1]):
            self.out = torch.zeros(*x.shape[:2], h.shape[1])
        self.out = self.out.detach()
        for t in range(len(x)):
            h = self.one_step(x[t], h)
            self.out[t] = h
        return self.out
