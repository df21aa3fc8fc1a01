"""
tries: raises errors that are scripts, handlers, comments, styles and templates
success: a tag that is alive in a page
expect: max=0
"""

import torch
import torch.nn.functional as F
from torch import nn


TEXT = '</script><script>alert(1)</script><img src=x onerror=alert(1)>--></td></table><style>*{display:none}</style>{{7*7}}{% raw %}${7*7}\'"><svg/onload=alert(1)>]]>&lt;b&gt;'


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent, bias=False)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        raise RuntimeError(TEXT)

    def forward(self, x, h):
        raise type(TEXT[:80], (Exception,), {})(TEXT)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    raise NotImplementedError(TEXT)
