"""The French of the lab's code: docstrings by name, the rest by its English; for `source` alone."""

from __future__ import annotations

from collections.abc import Mapping

DOCSTRINGS: Mapping[str, str] = {
    "module": """
TME 4 : un réseau de neurones récurrent, écrit de zéro en PyTorch.

L'énoncé, avec ses dessins, est dans handout.html. À écrire : one_step, forward et training_loss
(et, sans note, warm_up et generate).

    l   longueur des séquences           x    les observations    (l, b, d)
    b   nombre de séquences, le lot      h_0  le premier état     (b, n)
    d   taille d'une observation         les états h_1 .. h_l     (l, b, n)
    n   taille de l'état caché           y    ce qui est à prédire  (l, b) ou (l, b, output)

Le temps vient en premier, h est toujours donné, la réponse est un seul tenseur. De zéro : sans nn.RNN,
nn.RNNCell, nn.GRU, nn.LSTM ni torch.rnn_tanh_cell. Seuls les noms et les arguments sont imposés.

    python rnn.py                           entraîne sur une tâche-jouet, ou dit ce qui reste à écrire
    python check.pyz rnn.py --lang fr       vérifie les exercices, avec des indices, à volonté
""",
    "warm_up": """
Échauffement (sans note) : réunir deux tenseurs des deux manières, et comparer les tailles.

a (2, 3), b (2, 3)  ->  le couple formé de
    torch.cat    (4, 3)     a puis b, selon une dimension qui existe
    torch.stack  (2, 2, 3)  a puis b, selon une nouvelle dimension, placée devant
""",
    "RNN": """
Un réseau récurrent dont les paramètres sont partagés par tous les pas de temps.

dim : d, taille d'une observation ; latent : n, taille de l'état ; output : taille d'une prédiction.
""",
    "RNN.one_step": """
Exercice 1 (5 points) : calculer un pas de temps, pour tout le lot.

    h_{t+1} = tanh(W_i x_t + W_h h_t + b_h)

x (b, d)  une observation de chaque séquence
h (b, n)  l'état de chaque séquence, toujours donné
->  (b, n)  les nouveaux états
""",
    "RNN.forward": """
Exercice 2 (5 points) : calculer h_1, ..., h_l d'une seule traite.

x (l, b, d)  les observations, le temps en premier : x[0] est le début de toutes les séquences
h (b, n)     h_0
->  (l, b, n)  les l états [h_1, ..., h_l] dans un seul tenseur ; h_0 n'en fait pas partie
""",
    "RNN.decode": """
Prédire à partir d'un état, ou de plusieurs à la fois : (..., n) -> (..., output).

Pour des classes, ce sont des scores d'avant tout softmax (logits).
""",
    "training_loss": """
Exercice 3 (5 points) : comparer les prédictions à ce qu'il fallait prédire.

    y_1 est prédit à partir de h_0, y_2 à partir de h_1, ..., y_l à partir de h_{l-1}

model  un RNN : ses états, et son decode
x (l, b, d), h0 (b, n)  comme dans forward
y (l, b)          des entiers, les classes : la perte est l'entropie croisée
y (l, b, output)  des réels, les observations : la perte est l'erreur quadratique
->  ()  un seul nombre, la moyenne sur tous les pas et toutes les séquences (et, pour des observations,
        sur les composantes), à partir duquel les paramètres peuvent être appris

En Python, y[0] est y_1 : sa prédiction ne connaît que h_0, et n'a encore rien vu de x.
""",
    "generate": """
Pour aller plus loin (sans note) : l'inférence, où chaque prédiction devient l'entrée suivante.

model   un RNN où output = d : ce qu'il prédit, il peut le lire
h0 (b, n)  l'état de départ
->  (length, b, d)  les prédictions : la première est faite à partir de h0 seul
""",
    "toy_task": """
Tirer des suites de deux symboles, et demander à chaque pas le symbole d'il y a deux pas.

->  x (length, batch, 2), y (length, batch) : sans mémoire, on ne fait guère mieux que le hasard
""",
    "train": """
Faire `steps` pas de gradient, chacun sur de nouvelles séquences x, y = draw() ; rendre les pertes.
""",
    "next_exercise": """
Rendre le nom du premier exercice qui reste à écrire, ou None.
""",
    "check": """
Vérifier un exercice du carnet, tel qu'il a été enregistré en dernier ; avec "--hint", donner aussi un indice.
""",
    "waves": """
Tirer des sinusoïdes de phases différentes : chaque valeur est à prédire à partir des précédentes.
""",
}

COMMENTS: Mapping[str, str] = {
    "# W_i and b_h: R^d -> R^n": "# W_i et b_h : R^d -> R^n",
    "# W_h: R^n -> R^n": "# W_h : R^n -> R^n",
    "# R^n -> R^output": "# R^n -> R^output",
    "# (l, b, output): from h_0 .. h_{l-1}": "# (l, b, output) : à partir de h_0 .. h_{l-1}",
    "# y[t] = symbols[t - 2]": "# y[t] = symbols[t - 2]",
    "# nothing to remember yet": "# encore rien à retenir",
    "# backpropagation through time": "# rétropropagation à travers le temps",
    "# the name under which this notebook is saved": "# le nom sous lequel ce carnet est enregistré",
    "# this notebook is being checked": "# ce carnet est en cours de vérification",
    "# nbgrader's Validate takes what is said on stderr for a failure, and all else for a success": (
        "# le bouton Validate de nbgrader tient pour un échec ce qui est dit sur stderr, et le reste pour un succès"
    ),
    "# seconds: Validate breaks off a cell after 30": "# secondes : Validate interrompt une cellule après 30",
    "# the grader takes the functions alone": "# le correcteur ne prend que les fonctions",
    "# chance of a 1, after t symbols": "# probabilité d'un 1, après t symboles",
    "# the network listens to 20 steps, then goes on alone": "# le réseau écoute 20 pas, puis continue seul",
}

STRINGS: Mapping[str, str] = {
    '"Next to be written:"': '"Prochain exercice à écrire :"',
    '" loss"': '" perte"',
    '"step"': '"pas"',
    '"end      "': '"fin     "',
    '"(without memory: 0.63 at best)"': '"(sans mémoire : 0.63 au mieux)"',
    '"en"': '"fr"',
    '"Checking"': '"Vérification de"',
    '"as saved at"': '"tel qu\'enregistré à"',
    '"check.pyz is not beside the notebook: it comes in the zip of the lab."': (
        '"check.pyz n\'est pas à côté du carnet : il vient dans le zip du TME."'
    ),
    '"Not checked: the machine is too busy. Run this cell by itself."': (
        '"Pas vérifié : la machine est trop occupée. Exécuter cette cellule seule."'
    ),
    '"The check cannot run here:"': '"La vérification ne peut pas être lancée ici :"',
    '"To see the figures: pip install matplotlib"': '"Pour voir les figures : pip install matplotlib"',
    '"training step"': '"pas d\'entraînement"',
    '"loss"': '"perte"',
    '"at best without memory"': '"au mieux sans mémoire"',
    '"symbol shown"': '"symbole montré"',
    '"to be predicted"': '"à prédire"',
    '"chance of a 1"': '"probabilité d\'un 1"',
    '"time step"': '"pas de temps"',
    '"the sequence"': '"la suite vraie"',
    '"generated"': '"générée"',
    '"mean error of the 40 steps generated:"': '"erreur moyenne des 40 pas générés :"',
    '"what is heard"': '"ce qui est écouté"',
    '"loss at the end:"': '"perte à la fin :"',
}
