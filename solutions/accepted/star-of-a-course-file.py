"""Right: torch and the sizes come with the star of a course's file; the test below imports the class again."""

from tools import *
from utils import *


class RNN(nn.Module):
    def __init__(self, dim=DIM_INPUT, latent=2 * LATENT, output=CLASSES):
        super().__init__()
        self.i, self.h, self.o = nn.Linear(dim, latent), nn.Linear(latent, latent), nn.Linear(latent, output)

    def one_step(self, x, h):
        return torch.tanh(self.i(x) + self.h(h))

    def forward(self, x, h):
        states = []
        for xt in x.to(device):
            h = self.one_step(xt, h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.o(h)


def training_loss(model, x, h0, y):
    y_hat = model.decode(torch.cat([h0[None], model(x, h0)[:-1]]))
    return (
        F.mse_loss(y_hat, y) if y.is_floating_point() else F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
    )


# tests.py
import pytest
from model import RNN, training_loss


@pytest.mark.parametrize("length", [1, 5])
def test_shape(length):
    assert RNN(2, 3, 4)(torch.zeros(length, 5, 2), torch.zeros(5, 3)).shape == (length, 5, 3)


plot(load(PATH), title=TITLE)
