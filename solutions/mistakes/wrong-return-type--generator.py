"""
id: wrong-return-type
exercise: forward
loses: forward
why.en: With `yield` in it, `forward` returns a generator, which computes nothing yet, where one tensor of shape (l, b, n) is asked for.
why.fr: Avec un `yield`, `forward` renvoie un générateur, qui n'a encore rien calculé, là où l'on demande un seul tenseur de forme (l, b, n).
next.en: What does `type(model(x, h))` print, and how do the states become one tensor?
next.fr: Que donne `type(model(x, h))`, et comment les états deviennent-ils un seul tenseur ?
"""


class RNN(Reference):
    def forward(self, x, h):
        for x_t in x:
            h = self.one_step(x_t, h)
            yield h
