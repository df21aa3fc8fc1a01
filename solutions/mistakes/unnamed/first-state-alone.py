"""
id: none
exercise: forward
loses: forward, ?training_loss, ?learning
also: fixed-size
why.en: A single step is made, and the first state alone comes back.
why.fr: Une seule étape est faite, et seul le premier état est renvoyé.
"""


class RNN(Reference):
    def forward(self, x, h):
        return self.one_step(x[0], h).unsqueeze(0)
