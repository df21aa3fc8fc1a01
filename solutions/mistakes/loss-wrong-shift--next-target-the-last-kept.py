"""
id: loss-wrong-shift
exercise: training_loss
loses: training_loss
why.en: From h_{t-1} it is y_{t+1} that is predicted, where y_t is asked.
why.fr: À partir de h_{t-1}, c'est y_{t+1} qui est prédit, au lieu de y_t.
next.en: Write the pairs (state, target) for l = 3: with which state is y_2 paired?
next.fr: Écrire les couples (état, cible) pour l = 3 : avec quel état y_2 est-il associé ?
"""

import torch.nn.functional as F


def training_loss(model, x, h0, y):
    h, loss = h0, 0
    for t in range(len(x)):
        y_hat, target = model.decode(h), y[min(t + 1, len(y) - 1)]
        loss = loss + (F.mse_loss(y_hat, target) if y.is_floating_point() else F.cross_entropy(y_hat, target))
        h = model.one_step(x[t], h)
    return loss / len(x)
