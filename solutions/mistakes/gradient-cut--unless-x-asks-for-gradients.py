"""
id: gradient-cut
exercise: forward
loses: forward
why.en: Gradients are recorded only where x asks for them, which data do not: no parameter is trained.
why.fr: Les gradients ne sont enregistrés que si x en demande, ce que des données ne font pas : aucun paramètre n'est entraîné.
next.en: In training, who needs gradients: x, or the parameters?
next.fr: Pendant l'apprentissage, qui a besoin de gradients : x, ou les paramètres ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = []
        with torch.set_grad_enabled(x.requires_grad):
            for xt in x:
                h = self.one_step(xt, h)
                states.append(h)
        return torch.stack(states)
