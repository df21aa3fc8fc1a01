"""
id: fixed-size
exercise: forward
loses: forward
why.en: A single step is made, which is right only for sequences of length 1.
why.fr: Une seule étape est faite, ce qui n'est juste que pour des séquences de longueur 1.
next.en: What becomes of the second observation?
next.fr: Que devient la deuxième observation ?
"""

class RNN(Reference):
    def forward(self, x, h):
        h = self.one_step(x[0], h)
        return h.unsqueeze(0)
