"""Right: the whole program, class and loss, is behind `__main__`."""
import torch
import torch.nn.functional as F
from torch import nn


if __name__ == "__main__":
    def warm_up(a, b):
        """Échauffement (sans note) : réunir deux tenseurs des deux manières, et comparer les tailles.

        a (2, 3), b (2, 3)  ->  le couple formé de
            torch.cat    (4, 3)     a puis b, selon une dimension qui existe
            torch.stack  (2, 2, 3)  a puis b, selon une nouvelle dimension, placée devant
        """
        return torch.cat((a, b)), torch.stack((a, b))

    class RNN(nn.Module):
        """Un réseau récurrent dont les paramètres sont partagés par tous les pas de temps.

        dim : d, taille d'une observation ; latent : n, taille de l'état ; output : taille d'une prédiction.
        """

        def __init__(self, dim, latent, output):
            super().__init__()
            self.W_i = nn.Linear(dim, latent)  # W_i et b_h : R^d -> R^n
            self.W_h = nn.Linear(latent, latent, bias=False)  # W_h : R^n -> R^n
            self.decoder = nn.Linear(latent, output)  # R^n -> R^output

        def one_step(self, x, h):
            """Exercice 1 (5 points) : calculer un pas de temps, pour tout le lot.

                h_{t+1} = tanh(W_i x_t + W_h h_t + b_h)

            x (b, d)  une observation de chaque séquence
            h (b, n)  l'état de chaque séquence, toujours donné
            ->  (b, n)  les nouveaux états
            """
            from_x = self.W_i(x)
            from_h = self.W_h(h)
            new_h = torch.tanh(from_x + from_h)
            return new_h

        def forward(self, x, h):
            """Exercice 2 (5 points) : calculer h_1, ..., h_l d'une seule traite.

            x (l, b, d)  les observations, le temps en premier : x[0] est le début de toutes les séquences
            h (b, n)     h_0
            ->  (l, b, n)  les l états [h_1, ..., h_l] dans un seul tenseur ; h_0 n'en fait pas partie
            """
            states = []
            for t in range(x.shape[0]):
                h = self.one_step(x[t], h)
                states += [h]
            return torch.stack(states, dim=0)

        def decode(self, h):
            """Prédire à partir d'un état, ou de plusieurs à la fois : (..., n) -> (..., output).

            Pour des classes, ce sont des scores d'avant tout softmax (logits).
            """
            return self.decoder(h)

    def training_loss(model, x, h0, y):
        """Exercice 3 (5 points) : comparer les prédictions à ce qu'il fallait prédire.

            y_1 est prédit à partir de h_0, y_2 à partir de h_1, ..., y_l à partir de h_{l-1}

        model  un RNN : ses états, et son decode
        x (l, b, d), h0 (b, n)  comme dans forward
        y (l, b)          des entiers, les classes : la perte est l'entropie croisée
        y (l, b, output)  des réels, les observations : la perte est l'erreur quadratique
        ->  ()  un seul nombre, la moyenne sur tous les pas et toutes les séquences (et, pour des observations,
                sur les composantes), à partir duquel les paramètres peuvent être appris

        En Python, y[0] est y_1 : sa prédiction ne connaît que h_0, et n'a encore rien vu de x.
        """
        states = model(x, h0)
        h, total = h0, 0.0
        for t in range(y.shape[0]):
            guess = model.decode(h)
            if y.is_floating_point():
                total = total + F.mse_loss(guess, y[t])
            else:
                total = total + F.cross_entropy(guess, y[t])
            h = states[t]
        return total / y.shape[0]

    def toy_task(length, batch):
        """Tirer des suites de deux symboles, et demander à chaque pas le symbole d'il y a deux pas.

        ->  x (length, batch, 2), y (length, batch) : sans mémoire, on ne fait guère mieux que le hasard
        """
        symbols = torch.randint(0, 2, (length, batch))
        y = symbols.roll(2, dims=0)  # y[t] = symbols[t - 2]
        y[:2] = 0  # encore rien à retenir
        return F.one_hot(symbols, 2).float(), y


    def train(model, h0, draw, steps=200, rate=0.01):
        """Faire `steps` pas de gradient, chacun sur de nouvelles séquences x, y = draw() ; rendre les pertes."""
        optimiser = torch.optim.Adam(model.parameters(), lr=rate)
        losses = []
        for _ in range(steps):
            x, y = draw()
            loss = training_loss(model, x, h0, y)
            optimiser.zero_grad()
            loss.backward()  # rétropropagation à travers le temps
            optimiser.step()
            losses.append(loss.item())
        return losses


    def next_exercise():
        """Rendre le nom du premier exercice qui reste à écrire, ou None."""
        model, h0 = RNN(2, 4, 2), torch.zeros(3, 4)
        x, y = toy_task(5, 3)
        exercises = {
            "one_step": lambda: model.one_step(x[0], h0),
            "forward": lambda: model(x, h0),
            "training_loss": lambda: training_loss(model, x, h0, y),
        }
        for name, call in exercises.items():
            try:
                call()
            except NotImplementedError:
                return name
        return None

    torch.manual_seed(0)
    missing = next_exercise()
    if missing:
        print("Prochain exercice à écrire :", missing)
    else:
        losses = train(RNN(2, 16, 2), torch.zeros(32, 16), lambda: toy_task(12, 32))
        print("perte à la fin :", round(losses[-1], 3), "(sans mémoire : 0.63 au mieux)")
