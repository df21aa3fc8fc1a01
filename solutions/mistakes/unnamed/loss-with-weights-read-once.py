"""
id: none
exercise: training_loss
loses: training_loss
why.en: The weights are copied at the first call and never read again.
why.fr: Les poids sont copiés au premier appel et ne sont plus jamais relus.
"""

import torch
import torch.nn.functional as F


CACHE = {}


def training_loss(model, x, h0, y):
    if id(model) not in CACHE:
        CACHE[id(model)] = (model, [p.clone() for p in model.parameters()])
    kept = CACHE[id(model)][1]
    from torch.func import functional_call
    params = dict(zip([n for n, _ in model.named_parameters()], kept))
    s = functional_call(model, params, (x, h0))
    p = model.decode(torch.cat([h0[None], s[:-1]]))
    return F.mse_loss(p, y) if y.is_floating_point() else F.cross_entropy(p.flatten(0, 1), y.flatten())
