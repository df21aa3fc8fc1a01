"""French: what is said of a known mistake that has several forms; no line of it holds for one form alone."""

from __future__ import annotations

from collections.abc import Mapping

MISTAKES: Mapping[str, Mapping[str, str]] = {
    "activation-on-one-term": {
        "why": "tanh est appliqué à un seul terme, ou à chaque terme séparément, alors qu'il "
        "s'applique à leur somme.",
    },
    "activation-outside-recurrence": {
        "why": "La récurrence est linéaire\u00a0: ce qui entre dans l'étape suivante n'est pas "
        "passé par tanh.",
    },
    "argument-modified": {
        "why": "Ce qui appartient à l'appelant est modifié sur place.",
        "next": "x, h et y sont-ils encore les mêmes après l'appel\u00a0?",
    },
    "batch-first": {
        "why": "Le lot vient en premier dans ce qui est lu ou renvoyé, alors que le temps vient "
        "en premier\u00a0: (l, b, .).",
    },
    "batch-mixed": {
        "why": "Le résultat d'une séquence dépend des autres séquences du lot.",
    },
    "cat-not-stack": {
        "why": "torch.cat met les états le long d'une dimension qui existe, alors que (l, b, n) "
        "en a une nouvelle pour le temps.",
    },
    "decoded-output": {
        "why": "Les prédictions sont renvoyées à la place des états.",
        "next": "Quelle est la dernière dimension du résultat\u00a0: n ou la taille d'une prédiction\u00a0?",
    },
    "fixed-size": {
        "why": "Le résultat n'est juste que pour certaines tailles\u00a0: l'une est écrite dans le "
        "code, ou lue dans une autre dimension.",
        "next": "Que sort-il pour une autre taille de lot, et pour une autre longueur\u00a0?",
    },
    "gradient-cut": {
        "why": "Au retour, une valeur ne se souvient plus de la façon dont elle a été "
        "calculée\u00a0: le gradient s'y arrête.",
        "next": "En remontant depuis le résultat, quelle est la première valeur sans grad_fn\u00a0?",
    },
    "hidden-state-across-calls": {
        "why": "Quelque chose est gardé d'un appel à l'autre\u00a0: le deuxième appel ne repart pas à neuf.",
    },
    "initial-state-ignored": {
        "why": "h_0 n'a aucun effet\u00a0: autre chose prend sa place.",
        "next": "Changer h_0 seul\u00a0: qu'est-ce qui change dans le résultat\u00a0?",
    },
    "inputs-swapped": {
        "why": "x et h sont échangés.",
        "next": "Dans la signature et dans la somme, sur lequel de x et h agit W_i, et sur "
        "lequel agit W_h\u00a0?",
    },
    "last-state-only": {
        "why": "Des l états demandés, seul est renvoyé ce que donne le dernier.",
    },
    "loss-first-prediction-missing": {
        "why": "La prédiction de y_1 à partir de h_0 est laissée de côté.",
        "next": "Combien de prédictions entrent dans la perte pour une séquence de longueur "
        "l, et y_1 en fait-il partie\u00a0?",
    },
    "loss-last-step-only": {
        "why": "Seule la dernière prédiction compte dans la perte.",
        "next": "Changer y_1 seul\u00a0: la perte change-t-elle\u00a0?",
    },
    "loss-scrambled-axes": {
        "why": "Prédictions et cibles sont rangées dans des ordres différents\u00a0: elles ne "
        "se font plus face.",
        "next": "À quelle séquence et à quelle étape la deuxième cible est-elle associée\u00a0?",
    },
    "loss-softmax-twice": {
        "why": "Un softmax précède cross_entropy, qui applique le sien.",
    },
    "loss-sum": {
        "why": "Des pertes sont additionnées là où leur moyenne est demandée.",
        "next": "Comment la perte croît-elle avec le nombre d'étapes, de séquences, de "
        "composantes\u00a0: le doit-elle\u00a0?",
    },
    "loss-wrong-class-axis": {
        "why": "Une autre dimension est prise pour celle des classes.",
        "next": "Le long de quelle dimension des scores les classes se trouvent-elles, et "
        "laquelle est lue comme telle\u00a0?",
    },
    "loss-wrong-criterion": {
        "why": "Un autre critère prend la place de celui qui est demandé.",
        "next": "Quel critère l'exercice nomme-t-il pour les classes, et lequel pour les observations\u00a0?",
    },
    "loss-wrong-shift": {
        "why": "Le décalage est autre\u00a0: y_t n'est pas prédit à partir de h_{t-1}.",
    },
    "module-called-on-values": {
        "why": "Un module se construit d'abord et s'appelle ensuite\u00a0: ici, il est "
        "construit à partir de valeurs.",
        "next": "Qu'attendent les parenthèses après le nom du module, et quand les modules "
        "sont-ils construits\u00a0?",
    },
    "no-bias": {
        "why": "Rien de ce qui s'apprend ne joue le rôle de b_h.",
    },
    "not-attempted": {
        "why": "L'exercice n'est pas encore commencé.",
        "next": "Quelles formes cette partie reçoit-elle, et quelle forme renvoie-t-elle\u00a0?",
    },
    "not-deterministic": {
        "why": "Deux appels identiques donnent deux résultats différents\u00a0: quelque chose "
        "est tiré au hasard dans le calcul.",
    },
    "off-by-one": {
        "why": "Ce qui est renvoyé est décalé d'une étape, ou il en manque une\u00a0: ce n'est "
        "pas [h_1 .. h_l].",
        "next": "Avec une seule observation, combien d'états attend-on, et lesquels\u00a0?",
    },
    "parameters-not-registered": {
        "why": "Les poids ne sont pas là où le modèle cherche ses paramètres.",
    },
    "stack-of-last": {
        "why": "Ce qui est empilé est le dernier état seul, pas la liste des états.",
    },
    "state-ignored": {
        "why": "L'état h reçu n'a aucun effet sur le nouvel état.",
    },
    "state-not-carried": {
        "why": "Chaque étape repart de h_0.",
    },
    "time-reversed": {
        "why": "Le temps va à rebours, dans ce qui est lu ou dans ce qui est renvoyé.",
        "next": "De quelle observation le premier état du résultat dépend-il\u00a0?",
    },
    "weights-not-shared": {
        "why": "Les poids diffèrent d'une étape ou d'un appel à l'autre, alors que W_i, W_h et "
        "b_h sont partagés par tous.",
        "next": "Avec les mêmes x et h, deux étapes sont-elles égales, et deux appels\u00a0?",
    },
    "wrong-activation": {
        "why": "Une autre fonction prend la place de tanh.",
        "next": "Pour une somme de 0,5 et une de 3, que donne l'activation, et que donne tanh\u00a0?",
    },
    "wrong-return-type": {
        "why": "Ce qui est renvoyé n'est pas un seul tenseur.",
        "next": "De quel type est le résultat, et quel type est demandé\u00a0?",
    },
}
"""What is true of all programs of a known mistake whose programs say different things of themselves."""
