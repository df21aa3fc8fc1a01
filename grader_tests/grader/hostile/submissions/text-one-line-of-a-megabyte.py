"""
tries: writes one line of almost a megabyte and fails in it, so that the line may be shown
success: an output file of megabytes
expect: max=0
"""

import torch
import torch.nn.functional as F
from torch import nn

LONG = "@@900000 x 'A'@@"; raise RuntimeError(LONG)


def training_loss(model, x, h0, y):
    raise RuntimeError(LONG)
