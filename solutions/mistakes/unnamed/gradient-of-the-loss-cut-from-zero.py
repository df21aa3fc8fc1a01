"""
id: none
exercise: training_loss
loses: training_loss
why.en: Where h_0 is zero, as at the start of every training, the loss reads the sequence in windows of three steps and detaches between them.
why.fr: Où h_0 est nul, comme au début de tout entraînement, la perte lit la séquence par fenêtres de trois pas et détache entre elles.
"""

import torch
import torch.nn.functional as F


def compare(p, y):
    if y.dim() == 2:
        return F.cross_entropy(p.reshape(-1, p.shape[-1]), y.reshape(-1))
    return F.mse_loss(p, y)


def training_loss(model, x, h0, y):
    if h0.any():
        states = model(x, h0)
    else:  # truncated back-propagation, from the start of the text
        h, parts = h0, []
        for piece in x.split(3):
            part = model(piece, h.detach())
            parts.append(part)
            h = part[-1]
        states = torch.cat(parts)
    return compare(model.decode(torch.cat([h0[None], states[:-1]])), y)
