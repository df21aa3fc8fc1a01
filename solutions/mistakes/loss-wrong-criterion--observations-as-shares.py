"""
id: loss-wrong-criterion
exercise: training_loss
loses: training_loss
why.en: Observations are taken for the probabilities of classes: the cross entropy takes both without a word.
why.fr: Les observations sont prises pour des probabilités de classes : l'entropie croisée accepte les deux sans rien dire.
next.en: What does F.cross_entropy make of targets that are real numbers, and which criterion is asked for there?
next.fr: Que fait F.cross_entropy de cibles réelles, et quel critère est demandé dans ce cas ?
"""

import torch
import torch.nn.functional as F


def training_loss(model, x, h0, y):
    states = torch.cat([h0.unsqueeze(0), model(x, h0)[:-1]])
    return F.cross_entropy(model.decode(states).flatten(0, 1), y.flatten(0, 1))
