"""
id: wrong-return-type
exercise: forward
loses: forward
why.en: The states are returned as a list, where one tensor is asked.
why.fr: Les états sont renvoyés dans une liste, là où un seul tenseur est demandé.
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
