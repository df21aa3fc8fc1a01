"""
id: not-attempted
exercise: one_step
loses: one_step, learning
why.en: The exercise is not attempted yet.
why.fr: L'exercice n'est pas encore commencé.
next.en: Which shapes does this part take, and which shape does it return?
next.fr: Quelles formes cette partie reçoit-elle, et quelle forme renvoie-t-elle ?
"""

class RNN(Reference):
    def one_step(self, x, h):
        raise NotImplementedError
