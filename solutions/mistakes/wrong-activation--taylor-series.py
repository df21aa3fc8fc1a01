"""
id: wrong-activation
exercise: one_step
loses: one_step, ?learning
why.en: The first terms of the series of tanh take its place: they agree with it near 0 only.
why.fr: Les premiers termes du développement de tanh prennent sa place : ils ne coïncident avec lui que près de 0.
next.en: For a sum of 0.5 and one of 3, what does the activation give, and what does tanh give?
next.fr: Pour une somme de 0,5 et une de 3, que donne l'activation, et que donne tanh ?
"""

class RNN(Reference):
    def one_step(self, x, h):
        z = self.W_i(x) + self.W_h(h)
        return z - z ** 3 / 3  # tanh autour de 0
