"""Right: prints and logs tensors and the model in the functions, as one does while searching for a fault."""

import logging
import pprint
import traceback
import warnings
from datetime import datetime

import torch
import torch.nn as nn
import torch.nn.functional as F

logging.basicConfig(format="%(asctime)s %(message)s", level=logging.INFO)
log = logging.getLogger("tme4")


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent)
        self.decoder = nn.Linear(latent, output)
        print(self, sum(p.numel() for p in self.parameters()))
        for name, p in self.named_parameters():
            print(name, p.shape, p)

    def one_step(self, x, h):
        print("x:", x, "h:", h)
        h = torch.tanh(self.W_i(x) + self.W_h(h))
        log.info("h %s, mean %.3f", h, h.mean())
        warnings.warn(f"requires_grad: {h.requires_grad}")
        return h

    def forward(self, x, h):
        started = datetime.strptime("2024-03-01", "%Y-%m-%d")
        states = []
        for t, x_t in enumerate(x):
            h = self.one_step(x_t, h)
            states.append(h)
            print(f"{t}: {h[0, 0]:.4f} {h.norm()}", states[-1].grad_fn)
        pprint.pprint({"states": states, "shape": x.shape, "since": started})
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    y_hat = model.decode(torch.cat([h0.unsqueeze(0), model(x, h0)[:-1]]))
    try:
        loss = F.nll_loss(F.log_softmax(y_hat, -1).transpose(1, 2), y)
    except (RuntimeError, ValueError):
        traceback.print_exc()
        loss = F.mse_loss(y_hat, y)
    print("loss", loss, y_hat.detach().numpy(), y)
    return loss


torch.set_grad_enabled(False)
print("states", RNN(2, 3, 2)(torch.ones(2, 1, 2), torch.zeros(1, 3)))
