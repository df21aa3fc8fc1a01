"""
id: fixed-size
exercise: training_loss
loses: training_loss
why.en: The scores are reshaped for 12 steps, 32 sequences and 2 classes, whatever the sizes are.
why.fr: Les scores sont remis en forme pour 12 pas, 32 séquences et 2 classes, quelles que soient les tailles.
next.en: Does the answer still hold with one sequence alone, and with another length?
next.fr: Le résultat tient-il encore avec une seule séquence, et avec une autre longueur ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    before = torch.cat([h0.unsqueeze(0), model(x, h0)[:-1]])
    scores = model.decode(before)
    if y.is_floating_point():
        return F.mse_loss(scores, y)
    return F.cross_entropy(scores.view(12 * 32, 2), y.view(12 * 32))
