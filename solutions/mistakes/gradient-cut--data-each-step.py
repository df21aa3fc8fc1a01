"""
id: gradient-cut
exercise: forward
loses: forward
why.en: The graph is cut on the way: the gradient does not reach all that it should.
why.fr: Le graphe est coupé en chemin : le gradient n'atteint pas tout ce qu'il devrait.
next.en: Which values on the way from the parameters to the answer still know how they were computed?
next.fr: Quelles valeurs, des paramètres à la réponse, savent encore comment elles ont été calculées ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        t = []
        for i in range(x.shape[0]):
            h_new = self.one_step(x[i], h)
            t.append(h_new)
            h = h_new.data
        return torch.stack(t)
