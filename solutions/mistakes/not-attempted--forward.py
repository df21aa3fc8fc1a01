"""
id: not-attempted
exercise: forward
loses: forward, learning
why.en: The exercise is not attempted yet.
why.fr: L'exercice n'est pas encore commencé.
next.en: With two observations, which states come out, and in which order?
next.fr: Avec deux observations, quels états sortent, et dans quel ordre ?
"""

class RNN(Reference):
    def forward(self, x, h):
        pass
