"""French words for the findings that belong to one exercise."""

MESSAGES: dict[str, dict[str, str]] = {
    "one_step.value": {
        "title": "L'état suivant n'est pas celui de la définition",
        "got": "x = {x}\nh = {h}\none_step(x, h) = {got}",
        "expected": "tanh(W_i x + W_h h + b_h) = {expected}, avec les paramètres qui conviennent aux réponses "
        "près de 0",
        "next": "Mettre W_h et b_h à zéro, puis W_i : lequel des trois termes diffère du calcul à la main ?",
    },
    "one_step.not_a_tanh": {
        "title": "L'état suivant n'est pas la tanh d'une application linéaire de x et h",
        "got": "atanh(one_step(x, h)) s'écarte de {residual} de tout W_i x + W_h h + b_h",
        "expected": "h_{{t+1}} = tanh(W_i x_t + W_h h_t + b_h), aux arrondis près, pour chaque unité",
        "next": "Prendre n = 1 et tracer one_step(x, h) en fonction de h pour x = 0 : est-ce la courbe "
        "d'une tanh ?",
    },
    "one_step.out_of_range": {
        "title": "L'état suivant sort des bornes de tanh",
        "got": "{got}",
        "expected": "chaque coefficient entre -1 et 1, quelles que soient les entrées",
        "next": "Appeler `one_step` sur des entrées multipliées par 100 : qu'est-ce qui doit borner la "
        "réponse ?",
    },
    "one_step.no_bias": {
        "title": "Rien ne joue le rôle de b_h",
        "got": "one_step(0, 0) = 0, et aucun paramètre ne peut y changer quoi que ce soit",
        "expected": "one_step(0, 0) = tanh(b_h), où b_h est appris",
        "next": "Compter les paramètres que nomme la définition de h_{{t+1}}, puis ceux du modèle.",
    },
    "one_step.not_bias_trained": {
        "title": "Le biais b_h n'est pas appris",
        "got": "aucun paramètre du modèle ne déplace one_step(0, 0)",
        "expected": "un biais parmi `model.parameters()`, avec un gradient",
        "next": "Afficher les noms de `model.named_parameters()` et y retrouver b_h.",
    },
    "one_step.input_ignored": {
        "title": "L'observation x n'a pas d'effet sur l'état suivant",
        "got": "la même réponse pour deux x différents",
        "expected": "h_{{t+1}} dépend de x_t par W_i",
        "next": "Appeler `one_step` avec deux x différents et le même h. Où x est-il lu ?",
    },
    "one_step.state_ignored": {
        "title": "L'état h n'a pas d'effet sur l'état suivant",
        "got": "la même réponse pour deux h différents",
        "expected": "h_{{t+1}} dépend de h_t par W_h",
        "next": "Appeler `one_step` avec le même x et deux h différents. Où h est-il lu ?",
    },
    "one_step.not_registered": {
        "title": "Le modèle ne connaît pas tous ses paramètres",
        "got": "{what} ne change pas quand tous les paramètres du modèle sont tirés à nouveau",
        "expected": "tous les poids et biais parmi `model.parameters()` : l'optimiseur ne voit rien d'autre",
        "next": "Afficher les noms de `model.named_parameters()`. Quels genres d'attributs `nn.Module` "
        "enregistre-t-il ?",
    },
    "one_step.frozen": {
        "title": "Tous les paramètres ne sont pas appris",
        "got": "{what} ne change pas quand tous les paramètres appris sont tirés à nouveau\u00a0; "
        "gelés\u00a0: {parameters}",
        "expected": "tous les poids et biais sont appris\u00a0: W_i, W_h et b_h",
        "next": "Lesquels de `model.named_parameters()` ont `requires_grad = False`, et où est-ce fixé\u00a0?",
    },
    "one_step.not_any_matrix": {
        "title": "La matrice {name} n'est pas libre",
        "got": "{name} = {matrix}",
        "expected": "une matrice quelconque : chacun de ses coefficients est un paramètre à part entière",
        "next": "Compter les coefficients de {name} dans la définition, puis ceux du paramètre qui en "
        "tient lieu.",
    },
    "one_step.read_once": {
        "title": "{name} est lu une fois, puis gardé",
        "got": "un modèle déjà interrogé répond avec l'ancien {name} quand ses paramètres changent",
        "expected": "les paramètres tels qu'ils sont à chaque appel : l'entraînement les change",
        "next": "Chercher une copie d'un poids faite une seule fois (`clone`, un cache).",
    },
    "one_step.one_sign": {
        "title": "Les coefficients de {name} ont un seul signe, quels que soient les paramètres",
        "got": "{name} = {matrix}",
        "expected": "des nombres quelconques, positifs ou négatifs",
        "next": "Chercher ce que subit le paramètre avant de servir : `abs`, `exp`, un carré, `softplus`.",
    },
    "one_step.bounded": {
        "title": "Les coefficients de {name} sont bornés",
        "got": "avec des paramètres dix fois plus grands, deux coefficients de {name} diffèrent d'au plus {most}",
        "expected": "des nombres quelconques : dix fois plus grands, ils ont dix fois plus d'effet",
        "next": "Chercher ce que subit le paramètre avant de servir : `clamp`, `tanh`, une division par une norme.",
    },
    "one_step.tied": {
        "title": "Des coefficients de {names} bougent ensemble",
        "got": "{free} directions dans lesquelles ils bougent quand chaque paramètre bouge seul",
        "expected": "{entries} : chaque coefficient de W_i, de W_h et de b_h est un paramètre à part entière",
        "next": "Quel paramètre joue deux rôles ? En faire bouger un coefficient, et voir lesquels de {names} "
        "suivent.",
    },
    "one_step.batch_mixed": {
        "title": "L'état suivant d'une séquence dépend des autres séquences du lot",
        "got": "la ligne {row} demandée seule :\n{alone}\nla ligne {row} avec les autres :\n{together}",
        "expected": "la ligne i de la réponse ne dépend que de la ligne i de x et de h",
        "next": "Calculer un lot de 2, puis chaque séquence seule : quelle opération mêle les lignes ?",
    },
    "one_step.differs_by_size": {
        "title": "`one_step` calcule autre chose pour certaines tailles",
        "got": "la définition pour {works_at}, un autre résultat pour {fails_at}",
        "expected": "la même définition pour tous b, d et n",
        "next": "Chercher une opération qui dépend des tailles : un branchement, un reshape, une "
        "diffusion (broadcasting).",
    },
    "forward.layout": {
        "title": "Les états sont justes mais pas disposés en (l, b, n)",
        "got": "{layout} : {got}",
        "expected": "un seul tenseur de dimensions {expected} : les états h_1 .. h_l, le temps d'abord",
        "next": "Afficher le type et les dimensions de la réponse, et nommer chaque axe par sa lettre.",
    },
    "forward.value": {
        "title": "L'état h_{step} n'est pas celui de la récurrence",
        "got": "h_{step} = {got}",
        "expected": "en appelant `one_step` à la main sur l'état précédent, tel qu'il est renvoyé :\n"
        "h_{step} = {expected}",
        "next": "Prendre l = 2 et écrire chaque appel de `one_step` avec ses arguments : quel x et quel "
        "h reçoit-il ?",
    },
    "forward.initial_state_ignored": {
        "title": "L'état initial h_0 n'a pas d'effet",
        "got": "les mêmes états pour deux h_0 différents{at}",
        "expected": "h_1 dépend de h_0",
        "next": "Appeler `forward` avec l = 1 et deux h_0 différents. De quel état part le premier pas ?",
    },
    "forward.second_call_differs": {
        "title": "Le second appel de `forward` répond autrement que le premier",
        "got": "deux réponses aux mêmes x et h_0",
        "expected": "des états qui ne dépendent que de x, de h_0 et des paramètres",
        "next": "Chercher ce qui survit à un appel : que contient `self` après `forward` qu'il ne "
        "contenait pas avant ?",
    },
    "forward.gradient_through_time": {
        "title": "Le gradient ne remonte pas le temps",
        "got": "pas de gradient du dernier état jusqu'au pas {step}",
        "expected": "un gradient de h_l vers chaque x_t et vers h_0 (rétropropagation à travers le temps)",
        "next": "Prendre l = 2 et demander le gradient de h_2 par rapport à x_0 : où la chaîne est-elle "
        "coupée ?",
    },
    "training_loss.not_scalar": {
        "title": "La perte n'est pas un scalaire",
        "got": "dimensions {got}",
        "expected": "dimensions () : un nombre, la moyenne sur tous les pas et toutes les séquences",
        "next": "Afficher les dimensions de la perte : quels axes restent, et que doivent-ils devenir ?",
    },
    "training_loss.value": {
        "title": "La perte n'est pas celle des prédictions ({kind})",
        "got": "perte = {got}{at}",
        "expected": "perte = {expected}{ratio_note}",
        "next": "Prendre l = 2 et b = 1 : écrire quel état prédit y_1, lequel prédit y_2, et comparer à "
        "la main.",
    },
    "training_loss.not_mean": {
        "title": "La perte n'est pas la moyenne sur les pas et les séquences ({kind})",
        "got": "perte = {got}{at}",
        "expected": "la moyenne : {expected}{ratio_note}",
        "next": "Calculer la perte d'une séquence seule, puis de deux copies de celle-ci : doit-elle "
        "changer ?",
    },
    "training_loss.no_gradient": {
        "title": "La perte ne peut pas entraîner le modèle",
        "got": "une perte sans gradient par rapport aux paramètres",
        "expected": "un scalaire dont `.backward()` atteint chaque paramètre",
        "next": "Afficher `loss.requires_grad`, puis celui de ce dont la perte est faite : où "
        "devient-il False ?",
    },
    "training_loss.backward_inside": {
        "title": "`training_loss` appelle elle-même `.backward()`",
        "got": "des paramètres qui ont un gradient dès que `training_loss` a répondu",
        "expected": "la perte seule : c'est l'entraînement qui appelle `loss.backward()`, une fois par pas",
        "next": "Retirer `.backward()` de `training_loss` : appelé deux fois, il ajoute deux fois chaque gradient.",
    },
    "training_loss.wrong_gradient": {
        "title": "Le gradient de la perte n'est pas celui de la définition",
        "got": "par rapport à `{name}`, selon une direction au hasard : {got}",
        "expected": "{expected}, en déplaçant un peu `{name}` dans cette direction et en redemandant",
        "next": "Comparer à (perte(p + e) - perte(p - e)) / 2e pour un coefficient p : une part de la "
        "perte est-elle hors du graphe ?",
    },
    "learning.raised": {
        "title": "L'apprentissage s'arrête sur une exception",
        "got": "{error}{where}",
        "expected": "un apprentissage entier avec `training_loss`, sans exception",
        "next": "Écrire la plus courte boucle d'apprentissage : perte, `backward`, `step`, deux fois. "
        "Quel appel s'arrête ?",
    },
    "decoder_not_affine": {
        "title": "`decode` n'est pas l'application linéaire fournie",
        "got": "une sortie qui n'est pas linéaire en h",
        "expected": "`decode` comme dans le squelette : une couche linéaire, de n vers la taille d'une "
        "sortie",
        "next": "Comparer `decode`, et ce que `__init__` crée pour elle, avec le squelette.",
    },
    "learning.not_trained": {
        "title": "L'apprentissage ne fait pas baisser la perte",
        "got": "perte {loss_first} au début, {loss_last} à la fin",
        "expected": "une perte qui baisse sur une tâche qu'un modèle juste apprend",
        "next": "Entraîner sur un seul lot : sa perte baisse-t-elle ? Quels paramètres changent ?",
    },
    "learning.no_memory": {
        "title": "Le modèle ne se souvient pas",
        "got": "{accuracy} des prédictions sont justes",
        "expected": "au moins {threshold} ; {chance} s'obtiennent sans aucune mémoire",
        "next": "Le dernier état dépend-il de la première observation ? Demander le gradient de h_l par "
        "rapport à x_0.",
    },
    "learning.parts_missing": {
        "title": "Pas encore vérifié : apprendre demande les trois autres exercices",
        "got": "pas de réponse de {parts}",
        "expected": "`one_step`, `forward` et `training_loss` ensemble apprennent une petite tâche",
        "next": "Y revenir quand les trois exercices donnent une réponse.",
    },
    "learning.unmoved": {
        "title": "Des paramètres restent inchangés pendant l'apprentissage",
        "got": "aucun changement dans {names}",
        "expected": "chaque paramètre bouge : chacun a sa part dans la perte",
        "next": "Après un `backward`, afficher `.grad` de ces paramètres : absent, nul, ou ignoré de "
        "l'optimiseur ?",
    },
    "warm_up.shape": {
        "title": "Le tenseur de torch.{name} a d'autres dimensions",
        "got": "{got}",
        "expected": "{expected}",
        "next": "Afficher les dimensions de a, de b et des deux résultats : laquelle a grandi, "
        "et laquelle est nouvelle ?",
    },
    "warm_up.value": {
        "title": "Le tenseur a les dimensions de torch.{name}, mais pas ses nombres",
        "got": "a = {a}\nb = {b}\n{name} = {got}",
        "expected": "les nombres de a, dans leur ordre, puis ceux de b",
        "next": "Comparer avec la figure de l'énoncé : où arrive la première ligne de b ?",
    },
    "generate.value": {
        "title": "La prédiction {step} de `generate` n'est pas celle de la définition",
        "got": "prédiction {step} = {got}",
        "expected": "en appelant decode et one_step à la main, à partir de h_0 :\nprédiction {step} = {expected}",
        "next": "Prendre length = 2 : quel état donne la première prédiction, et que lit ensuite le pas ?",
    },
}
