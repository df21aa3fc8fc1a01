"""
id: none
exercise: training_loss
loses: training_loss
why.en: decode squeezes what it returns: of one sequence, or of one number, the loss faces other axes.
why.fr: decode retire les axes de taille 1 : pour une seule séquence, ou un seul nombre, la perte voit d'autres axes.
"""

import torch
import torch.nn.functional as F


class RNN(Reference):
    def decode(self, h):
        return self.decoder(h).squeeze()


def training_loss(model, x, h0, y):
    states = model(x, h0)
    predictions = model.decode(torch.cat([h0[None], states[:-1]]))
    if y.is_floating_point():
        return F.mse_loss(predictions, y)
    return F.cross_entropy(predictions.permute(0, 2, 1), y)
