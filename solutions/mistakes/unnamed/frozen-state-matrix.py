"""
id: none
exercise: one_step
loses: one_step, ?forward, ?training_loss, ?learning
why.en: W_h is a parameter of the model, frozen: no training moves it.
why.fr: W_h est un paramètre du modèle, gelé : aucun apprentissage ne le modifie.
"""

import torch


class RNN(Reference):
    def __init__(self, dim, latent, output):
        super().__init__(dim, latent, output)
        self.W_h.weight.requires_grad_(False)
