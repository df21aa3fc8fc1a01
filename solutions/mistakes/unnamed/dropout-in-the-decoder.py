"""
id: none
exercise: training_loss
loses: training_loss
why.en: The decoder drops a fifth of the state at random: two equal calls of the loss give two losses.
why.fr: Le décodeur annule au hasard un cinquième de l'état : deux appels égaux de la perte donnent deux pertes.
"""

from torch import nn


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.dropout = nn.Dropout(0.2)

    def decode(self, h):
        return self.decoder(self.dropout(h))
