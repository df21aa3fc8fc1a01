"""
id: state-not-carried
exercise: forward
loses: forward
why.en: All steps are made at once from h_0, where each one needs the state before it.
why.fr: Toutes les étapes sont faites d'un coup à partir de h_0, alors que chacune a besoin de l'état précédent.
next.en: Does the state that enters step 3 depend on x_0?
next.fr: L'état qui entre dans l'étape 3 dépend-il de x_0 ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        l, b, d = x.shape
        return self.one_step(x, h.expand(l, b, -1))
