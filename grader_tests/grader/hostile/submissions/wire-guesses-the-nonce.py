"""
tries: answers before being asked, a thousand times, with guessed nonces
success: an answer that is taken
expect: max=0
"""

import torch
import torch.nn.functional as F
from torch import nn


import os
import random
import struct


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()


text = b'{"results":[{"parameters":[],"lazy":false}]}'
for _ in range(1000):
    try:
        os.write(3, struct.pack(">4s8sII", b"RNN1", random.randbytes(8), len(text), 0) + text)
    except OSError:
        break
