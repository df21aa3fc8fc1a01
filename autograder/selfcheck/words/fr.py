"""French words of the self-check: what it says beside findings, and the hints of what is not graded."""

from __future__ import annotations

from .fr_properties import PROPERTIES

__all__ = ["HINTS", "PROPERTIES", "SAYS"]

SAYS: dict[str, str] = {
    "banner": "Vérification {kit} de {file}. Sans bac à sable : réservée à son propre code.",
    "starting": "Démarrage de PyTorch…",
    "exercise.warm_up": "L'échauffement",
    "exercise.generate": "L'inférence",
    "ungraded": "non noté",
    "later": "pas encore vérifié",
    "state": "{name} : {state}",
    "unwritten": "reste à écrire",
    "needs": "pas encore vérifié, dépend de {parts}",
    "progress": "{passed} vérifications sur {count}   {points} / {most} points",
    "all_passed": "Tout ce qui est vérifié est juste. Le correcteur pose les mêmes questions avec d'autres "
    "nombres.",
    "next_hint": "Un indice : {command}",
    "hint": "Indice {step} sur {steps}, {exercise} : {text}",
    "hint_last": "C'était le dernier indice de cet exercice.",
    "hint_later": "Les indices viennent quand le fichier peut être exécuté du début : voir ce qui est dit plus haut.",
    "hint_none": "Rien n'échoue : aucun indice n'est nécessaire.",
    "traceback": "à {place}, ligne {line}, dans {function} : {source}",
    "source": "à {place}, ligne {line} : {source}",
    "watching": "{file} est suivi : chaque enregistrement est vérifié. Entrée : encore, h : un indice, p : "
    "les figures, q ou Ctrl-C : arrêter.",
    "seconds": "{seconds} s après l'enregistrement",
    "changed": "Le fichier a changé : la vérification reprend.",
    "stopped": "Arrêté.",
    "plotted": "Les figures sont dans {file} : à ouvrir dans un navigateur.",
    "saved_long_ago": "Le carnet a été enregistré à {time} : ce qui a été tapé depuis n'est pas vérifié "
    "(enregistrer, puis relancer).",
    "checkpoint_newer": "La sauvegarde automatique du carnet est plus récente que lui : enregistrer le "
    "carnet, puis relancer.",
    "shadows": "{name} dans ce dossier cache le module `{module}` à `python rnn.py` : donner un autre nom "
    "au fichier.",
    "with_modules": "{name} est importé, et vérifié avec ce fichier : à rendre aussi.",
    "part_failed": "{cell} s'arrête à la ligne {line} pendant le chargement ({error}) ; le reste est "
    "vérifié.",
    "top_level_cut": "Le travail au premier niveau (ligne {line}) a été interrompu : sa place est sous `if "
    '__name__ == "__main__":`.',
    "fault": "La vérification elle-même a échoué ({what}) : le fichier n'y est pour rien ; le signaler aux "
    "enseignants.",
    "error.no_file": "Le fichier {file} n'existe pas : donner le chemin de rnn.py ou de rnn.ipynb.",
    "error.nothing_here": "Il n'y a ni rnn.py ni rnn.ipynb dans {file} : donner le chemin de l'un des deux.",
    "error.kind": "{file} n'est ni un fichier .py ni un fichier .ipynb : donner le chemin de rnn.py ou de "
    "rnn.ipynb.",
    "error.no_access": "{file} ne peut pas être lu ({why}) : regarder ses droits, ou si un autre programme "
    "le retient.",
    "error.torch_missing": "Ce Python ({python}) n'a pas PyTorch : l'installer par `python -m pip install "
    "torch numpy`, ou lancer la vérification avec le Python qui l'a.",
    "error.module_missing": "Ce Python ({python}) n'a pas le module `{name}`, dont PyTorch a besoin : "
    "`python -m pip install {name}`.",
    "error.torch_broken": "PyTorch est installé mais ne peut pas être importé ({why}) : l'installer à "
    "nouveau, `python -m pip install --force-reinstall torch`.",
    "error.torch_hidden": "Le nom torch mène à {file}, qui n'est pas PyTorch : donner un autre nom à ce "
    "fichier.",
    "error.torch_old": "PyTorch {version} est trop ancien, il faut 2.0 : `python -m pip install --upgrade "
    "torch`.",
    "error.usage": "La ligne de commande n'a pas été comprise ({why}) : `python check.pyz --help` dit ce "
    "qu'elle accepte.",
    "error.plot_unwritable": "Les figures ne peuvent être écrites ni à côté du fichier ni dans le dossier "
    "temporaire.",
    "help.about": "Vérifier les exercices du TME, à volonté, sans réseau. Sans bac à sable : réservé à son "
    "propre code.",
    "help.file": "rnn.py ou rnn.ipynb, ou leur dossier (celui où l'on est, par défaut)",
    "help.exercise": "vérifier un seul exercice",
    "help.lang": "langue de ce qui est dit",
    "help.hint": "un indice pour le premier exercice qui échoue, plus précis à chaque appel",
    "help.watch": "vérifier à chaque enregistrement",
    "help.json": "écrire les résultats en JSON",
    "help.plot": "dessiner les états, les gradients et l'apprentissage dans une page HTML",
    "help.version": "dire la version du kit",
    "help.help": "dire ceci",
    "help.codes": "Code de retour : 0 tout est juste, 1 quelque chose échoue, 2 la commande n'est pas "
    "comprise ou ne peut pas être lancée, 3 la vérification elle-même a échoué.",
    "plot.title": "Le réseau en images",
    "plot.states": "Les états cachés au cours du temps",
    "plot.states_note": "Traits : ce que renvoie `forward`. Cercles : la récurrence tanh(W_i x + W_h h + "
    "b_h) avec les paramètres lus dans les réponses de `one_step`. Si les deux sont d'accord, chaque trait "
    "passe par ses cercles.",
    "plot.losses": "La perte pendant l'apprentissage de la petite tâche",
    "plot.losses_note": "Pointillés : le mieux que l'on puisse faire sans mémoire ({floor} pour des "
    "séquences de longueur {l}).",
    "plot.gradients": "Jusqu'où remonte le gradient",
    "plot.gradients_note": "Taille du gradient de h_l par rapport à x_0 .. x_{{l-1}}, en échelle logarithmique. "
    "Elle diminue avec la distance ; un pas sans barre n'a aucun gradient.",
    "plot.learnt": "Ce que le réseau a appris",
    "plot.learnt_note": "Part de prédictions justes de y_t sur de nouvelles séquences : y_t est le symbole "
    "vu deux pas plus tôt.",
    "plot.chance": "hasard",
    "plot.step": "pas de temps",
    "plot.training_step": "pas d'apprentissage",
    "plot.missing": "Pas encore dessiné : {why}",
    "plot.loss": "perte",
}

HINTS: dict[str, tuple[str, str, str, str]] = {
    "warm_up": (
        "Afficher les dimensions de ce qui est renvoyé pour deux matrices (2, 3). Quelle dimension a "
        "grandi, et y en a-t-il une nouvelle ?",
        "L'un des deux résultats a autant de dimensions que a et b, l'autre en a une de plus. Lequel est "
        "lequel ?",
        "Regarder la figure de l'énoncé : où arrive b, sous a ou derrière ?",
        "Lire : documentation de PyTorch, torch.cat et torch.stack.",
    ),
    "generate": (
        "Prendre length = 1. De quoi dépend la seule prédiction ?",
        "La première prédiction est decode(h_0) ; la deuxième est decode d'un pas fait à partir de la "
        "première. Laquelle des deux n'est pas vraie ?",
        "Regarder ce que lit le pas : quel x reçoit-il, quand rien n'est plus observé ?",
        "Lire : l'énoncé sur l'inférence.",
    ),
}
