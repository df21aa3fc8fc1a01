"""French words for the findings that any exercise can show."""

MESSAGES: dict[str, dict[str, str]] = {
    "not_attempted": {
        "title": "`{function}` reste à écrire",
        "got": "le squelette fourni",
        "expected": "{contract}",
        "next": "Relire la définition de `{function}` dans l'énoncé et la dérouler à la main pour l = 1 "
        "et b = 1.",
    },
    "missing": {
        "title": "`{function}` est introuvable",
        "got": "rien de ce nom",
        "expected": "`{function}` à la place du squelette, avec le même nom et les mêmes arguments",
        "next": "Comparer avec le squelette : le nom a-t-il changé, ou l'indentation qui place une "
        "méthode dans sa classe ?",
    },
    "raised": {
        "title": "`{function}` s'arrête sur une exception",
        "got": "{error}{where}",
        "expected": "{contract}{at}",
        "next": "Appeler `{function}` sur des tenseurs aléatoires de ces tailles et afficher les "
        "dimensions juste avant cette ligne.",
    },
    "raised_at_size": {
        "title": "`{function}` ne fonctionne que pour certaines tailles",
        "got": "{error}{where} pour {fails_at} ; une réponse pour {works_at}",
        "expected": "une réponse pour tous l, b, d et n",
        "next": "Chercher une taille écrite en chiffres, ou lue sur un autre axe : qu'est-ce qui "
        "distingue ces tailles ?",
    },
    "hangs": {
        "title": "`{function}` ne se termine pas",
        "got": "pas de réponse après {seconds}",
        "expected": "une réponse en quelques centièmes de seconde",
        "next": "Pour l = 2, compter les tours de chaque boucle : qu'est-ce qui l'arrête ?",
    },
    "slow": {
        "title": "`{function}` prend trop de temps",
        "got": "plus de {seconds} pour toutes les questions ensemble",
        "expected": "une réponse en quelques centièmes de seconde",
        "next": "Quelle boucle parcourt plus que les pas de temps, ou qu'est-ce qui est refait sans besoin à chaque "
        "appel ?",
    },
    "crashed": {
        "title": "`{function}` met fin à tout le processus",
        "got": "pas de réponse : mémoire épuisée, récursion sans fin ou sortie du programme",
        "expected": "{contract}",
        "next": "Chercher un appel à `exit`, une fonction qui s'appelle elle-même, et la taille du plus "
        "grand tenseur créé.",
    },
    "too_large": {
        "title": "Un paramètre est trop grand pour être examiné",
        "got": "{name} : plus d'un million de coefficients pour de petites tailles",
        "expected": "W_i, W_h et b_h : autant de coefficients que d et n le demandent",
        "next": "Afficher les dimensions de chaque élément de `model.named_parameters()` : de quelles "
        "tailles vient-il ?",
    },
    "wrong_type": {
        "title": "`{function}` renvoie un autre type",
        "got": "{got}",
        "expected": "{expected}",
        "next": "Afficher `type(...)` du résultat et de ce dont il est fait : à quel endroit n'est-ce "
        "plus un tenseur ?",
    },
    "not_handed_in": {
        "title": "`{function}` a besoin de ce qui n'a pas été rendu",
        "got": "rien de {modules}",
        "expected": "tout ce dont une réponse est faite, dans le fichier ou dans ceux qu'il importe à côté de lui",
        "next": "Rendre aussi les fichiers importés, ou copier dans le fichier ce qui en est utilisé.",
    },
    "wrong_shape": {
        "title": "`{function}` renvoie d'autres dimensions",
        "got": "{got}",
        "expected": "{expected}{at}",
        "next": "Afficher les dimensions après chaque ligne et nommer chaque axe par sa lettre : l, b, "
        "d ou n.",
    },
    "wrong_dtype": {
        "title": "`{function}` change le type des nombres",
        "got": "{got}",
        "expected": "{expected}, comme les entrées et les paramètres",
        "next": "Afficher `.dtype` des entrées, des paramètres et de chaque résultat intermédiaire : où "
        "change-t-il ?",
    },
    "not_finite": {
        "title": "`{function}` renvoie des nombres qui ne sont pas finis",
        "got": "NaN ou un infini{at}",
        "expected": "des nombres finis pour de petites entrées finies",
        "next": "Trouver la première ligne dont le résultat n'est pas fini : une division, un "
        "logarithme, une mémoire jamais remplie ?",
    },
    "ready_made": {
        "title": "`{function}` s'appuie sur une couche récurrente toute faite",
        "got": "{name}",
        "expected": "la récurrence écrite de zéro : deux applications linéaires, un biais et tanh",
        "why": "la récurrence est l'objet de l'exercice : ce que répond une couche toute faite ne "
        "rapporte aucun point",
        "next": "Écrire h_{{t+1}} à partir de W_i, W_h et b_h ; la couche toute faite reste utile pour "
        "comparer.",
    },
    "not_deterministic": {
        "title": "`{function}` donne deux réponses à la même question",
        "got": "premier appel :  {first}\nsecond appel :   {second}",
        "expected": "la même réponse à la même question",
        "next": "Chercher ce qui change d'un appel à l'autre : dropout, nombres aléatoires, couches "
        "créées à l'intérieur, état conservé.",
    },
    "other_in_use": {
        "title": "`{function}` donne une autre réponse en mode évaluation, sans gradients",
        "got": "à l'apprentissage : {first}\nà l'utilisation :   {second}",
        "expected": "la même réponse : la définition est la même à l'apprentissage et à l'utilisation",
        "next": "Chercher ce qui dépend du mode (`training`), ou de ce que des gradients soient voulus "
        "(`requires_grad`).",
    },
    "other_with_gradients": {
        "title": "`{function}` donne une autre réponse quand ses arguments demandent des gradients",
        "got": "arguments simples :           {first}\navec `requires_grad=True` : {second}",
        "expected": "la même réponse : la définition est la même à l'apprentissage et à l'utilisation",
        "next": "Chercher ce qui dépend de `requires_grad`, ou de l'enregistrement des gradients.",
    },
    "other_in_single": {
        "title": "`{function}` donne une autre réponse comme on l'entraîne : en float32, sur des parties de tenseurs",
        "got": "en float64, sur un tenseur à part : {first}\ncomme on l'entraîne : {second}",
        "expected": "la même réponse, aux derniers chiffres près",
        "next": "Chercher une conversion (`half`, `bfloat16`, un type entier), et ce qui dépend du `dtype` ou de la "
        "place d'un tenseur en mémoire.",
    },
    "mixed_precision": {
        "title": "`{function}` s'arrête pour toute précision des entrées : le réseau a des nombres de deux sortes",
        "got": "entrées en float32 : {single}\nentrées en float64 : {double}",
        "expected": "tous les paramètres et tampons dans une seule précision, float32 comme les fait `nn.Linear`",
        "next": "Afficher le `dtype` de chacun de `model.parameters()` et de `model.buffers()` : numpy donne du "
        "float64, que `torch.from_numpy` garde ; `.float()` y remédie.",
    },
    "answer_overwritten": {
        "title": "Un appel ultérieur de `{function}` change ce qu'un appel précédent a renvoyé",
        "got": "ce que décode la première réponse : {first}\nle même tenseur, après un second appel : {second}",
        "expected": "une réponse qui reste telle quelle : l'appelant la garde",
        "next": "Chercher un tenseur gardé d'un appel à l'autre et rempli de nouveau (`self.…`, une globale) : en "
        "créer un à chaque appel.",
    },
    "argument_modified": {
        "title": "`{function}` modifie son argument `{name}`",
        "got": "`{name}` n'a plus les mêmes valeurs après l'appel",
        "expected": "des arguments laissés tels quels : l'appelant en a encore besoin",
        "next": "Chercher les opérations en place sur `{name}` : `+=`, une affectation à une tranche, "
        "les noms qui finissent par `_`.",
    },
    "backward_raises": {
        "title": "Le gradient de `{function}` ne peut pas être calculé",
        "got": "{error}",
        "expected": "un résultat à partir duquel appeler `.backward()`",
        "next": "Chercher un tenseur modifié en place après avoir servi, ou une valeur sortie du graphe.",
    },
    "no_gradient": {
        "title": "Aucun gradient n'atteint `{name}` à travers `{function}`",
        "got": "un gradient absent ou nul",
        "expected": "un gradient : la réponse de `{function}` dépend de `{name}`",
        "next": "Suivre `{name}` jusqu'au résultat : quelle opération sort du graphe (`detach`, "
        "`.data`, `.item()`, numpy, un nouveau tenseur bâti sur des valeurs) ?",
    },
    "wrong_gradient": {
        "title": "Le gradient de `{function}` par rapport à `{name}` n'est pas celui de la définition",
        "got": "`.backward()` donne une pente de {got} selon une direction au hasard",
        "expected": "{expected}, en déplaçant un peu `{name}` dans cette direction et en redemandant",
        "next": "Comparer `.backward()` à (f(p + e) - f(p - e)) / 2e pour un coefficient p de `{name}`, "
        "avec e = 1e-3.",
    },
    "no_model": {
        "title": "La classe `RNN` est inutilisable",
        "got": "{error}{where}",
        "expected": "une classe `RNN` que l'on construit à partir de `dim`, `latent` et `output`{at}",
        "next": "Dans une session neuve, exécuter le fichier depuis le début et construire un modèle : "
        "`RNN(4, 5, 3)`.",
    },
    "no_model.no_class": {
        "title": "La classe `RNN` est introuvable",
        "got": "rien de ce nom après l'exécution du fichier",
        "expected": "une classe nommée `RNN`, comme dans le squelette",
        "next": "Dans une session neuve, exécuter le fichier depuis le début : le nom `RNN` est-il "
        "défini à la fin ?",
    },
    "no_model.constructor": {
        "title": "La classe `RNN` ne peut pas être construite",
        "got": "{error}{where}",
        "expected": "un modèle par `RNN(dim, latent, output)`, quelles que soient les trois tailles",
        "next": "Dans une session neuve, construire un modèle : `RNN(4, 5, 3)`. Quelle ligne de "
        "`__init__` s'arrête ?",
    },
    "load_failed": {
        "title": "Le fichier ne s'exécute pas depuis le début",
        "got": "{error}{where}",
        "expected": "un fichier qui définit tout, exécuté une fois de haut en bas dans une session neuve",
        "next": "Redémarrer le noyau ou l'interpréteur et tout exécuter une fois, dans l'ordre.",
    },
    "syntax_error": {
        "title": "Python ne peut pas lire le fichier",
        "got": "{error}{where}",
        "expected": "un fichier que Python peut lire",
        "next": "Regarder cette ligne et la précédente : une parenthèse, un guillemet, un deux-points "
        "ou l'indentation ?",
    },
    "load_hangs": {
        "title": "L'exécution du fichier ne se termine pas",
        "got": "toujours en cours après {seconds}",
        "expected": "des définitions seules au premier niveau ; l'apprentissage et les essais sous "
        '`if __name__ == "__main__":`',
        "next": "Chronométrer le fichier depuis le début : quelle ligne prend ce temps ?",
    },
    "depends_on": {
        "title": "Pas encore vérifié : `{exercise}` d'abord",
        "expected": "un `{exercise}` qui donne une réponse",
        "next": "Y revenir quand `{exercise}` donne une réponse.",
    },
}
