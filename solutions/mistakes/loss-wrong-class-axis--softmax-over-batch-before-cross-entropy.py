"""
id: loss-wrong-class-axis
also: loss-softmax-twice
exercise: training_loss
loses: training_loss
why.en: The softmax before cross_entropy, which has its own, is taken over the batch.
why.fr: Le softmax devant cross_entropy, qui a le sien, est pris selon le lot.
next.en: What does cross_entropy expect: scores or probabilities? And along which dimension do yours sum to 1?
next.fr: Qu'attend cross_entropy : des scores ou des probabilités ? Et selon quelle dimension les vôtres ont-elles pour somme 1 ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = torch.cat([h0[None], model(x, h0)[:-1]])
    y_hat = model.decode(states)
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.softmax(1).permute(0, 2, 1), y)
