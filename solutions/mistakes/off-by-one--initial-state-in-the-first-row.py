"""
id: off-by-one
exercise: forward
loses: forward
why.en: The first row is h_0, and the loop begins at x_1: x_0 is never read, and h_0 stands where h_1 belongs.
why.fr: La première ligne est h_0, et la boucle commence à x_1 : x_0 n'est jamais lu, et h_0 est à la place de h_1.
next.en: For l = 1, which state comes back, and which observation has it seen?
next.fr: Pour l = 1, quel état est renvoyé, et quelle observation a-t-il vue ?
"""

import torch


class RNN(Reference):
    def forward(self, x, h):
        states = [h]
        for t in range(1, x.size(0)):
            states.append(self.one_step(x[t], states[-1]))
        return torch.stack(states)
