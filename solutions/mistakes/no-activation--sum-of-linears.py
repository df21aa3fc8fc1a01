"""
id: no-activation
exercise: one_step
loses: one_step
why.en: The new state is the sum of the two terms, without tanh.
why.fr: Le nouvel état est la somme des deux termes, sans tanh.
next.en: Between which bounds does every number of h_{t+1} lie, by its definition?
next.fr: Entre quelles bornes se trouve chaque nombre de h_{t+1}, d'après sa définition ?
"""

class RNN(Reference):
    def one_step(self, x, h):
        return self.W_i(x) + self.W_h(h)
