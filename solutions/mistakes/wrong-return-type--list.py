"""
id: wrong-return-type
exercise: forward
loses: forward
why.en: Something else than one tensor comes back: a list, a tuple, an array or a number.
why.fr: Autre chose qu'un seul tenseur est renvoyé : une liste, un tuple, un tableau ou un nombre.
next.en: What does the answer say when it is asked for its shape?
next.fr: Que répond le résultat quand on lui demande sa forme ?
"""

class RNN(Reference):
    def forward(self, x, h):
        t = []
        for i in range(x.shape[0]):
            h = self.one_step(x[i], h)
            t.append(h)
        return t
