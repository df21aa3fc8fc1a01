"""
id: last-state-only
also: decoded-output
exercise: forward
loses: forward
why.en: What the last state predicts is returned, as for a whole sequence's class: all l states are asked.
why.fr: Ce que prédit le dernier état est renvoyé, comme pour classer une séquence : les l états sont demandés.
next.en: How many states does a sequence of 3 observations go through?
next.fr: Par combien d'états passe une séquence de 3 observations ?
"""

class RNN(Reference):
    def forward(self, x, h):
        for t in range(x.size(0)):
            h = self.one_step(x[t], h)
        return self.decode(h)
