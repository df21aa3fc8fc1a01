"""French words for the properties that a wrong program shows: why, and what to try next."""

PROPERTIES: dict[str, dict[str, str]] = {
    "step.straight": {
        "why": "rien ne courbe la réponse : des entrées deux fois plus grandes la déplacent exactement deux "
        "fois plus\n"
        "en 0 : {zero}, en (x, h) : {once}, en (2x, 2h) : {twice}",
        "next": "Tracer la réponse en fonction de x pour n = d = 1 : quelle partie de la définition en fait "
        "une courbe ?",
    },
    "step.apart": {
        "why": "l'effet de x sur la réponse est le même pour tout h : les deux ne se rencontrent jamais\n"
        "effet de x avec h : {with_h}, avec h = 0 : {without}",
        "next": "Compter ce qui se trouve dans la tanh de la définition, et ce qui se trouve dans celle du "
        "programme.",
    },
    "step.unbounded": {
        "why": "rien ne borne la réponse : pour des entrées mille fois plus grandes, elle va de {low} à "
        "{high}",
        "next": "Quelle fonction de la définition garde chaque état entre -1 et 1 ?",
    },
    "step.zero_to_one": {
        "why": "pour de très grandes entrées, la réponse est entre {low} et {high}, alors que tanh est "
        "entre -1 et 1",
        "next": "Comparer les courbes de quelques activations loin de 0 : laquelle a ces bornes ?",
    },
    "step.moved": {
        "why": "pour de très grandes entrées, une des unités est entre {low} et {high} : les bornes de "
        "tanh, déplacées",
        "next": "Qu'ajoute-t-on à la réponse après l'activation, et où la définition l'ajoute-t-elle ?",
    },
    "step.narrow": {
        "why": "pour de très grandes entrées, la réponse reste entre {low} et {high}, et tanh(1) = 0,7616",
        "next": "Combien de fois l'activation agit-elle, entre x et la réponse ?",
    },
    "step.square": {
        "why": "le pas fonctionne si d = n, et à aucune autre taille : deux tailles sont échangées quelque "
        "part",
        "next": "Prendre d = 2 et n = 3 et écrire les dimensions sous chaque terme : quel produit ne "
        "convient pas ?",
    },
    "step.two_answers": {
        "why": "la même question posée deux fois a deux réponses\nla première : {first}, puis : {second}",
        "next": "Que fabrique ou que tire le pas à chaque appel, qui devrait être fait une seule fois ?",
    },
    "step.one_row": {
        "why": "le pas ne fonctionne que pour b = 1",
        "next": "Prendre b = 2 et écrire les dimensions sous chaque terme : quelle taille est écrite en "
        "chiffres, ou supposée égale à 1 ?",
    },
    "states.one": {
        "why": "la réponse a les dimensions {shape} d'un seul état, pour l = {l} observations",
        "next": "Des l états calculés, lesquels existent encore après le dernier pas ?",
    },
    "states.decoded": {
        "why": "le dernier axe de {shape} a la taille {o} d'une sortie, et non la taille n = {n} d'un état",
        "next": "Que renvoie `forward` : des états, ou ce qu'ils permettent de prédire ?",
    },
    "states.count": {
        "why": "{count} états sont renvoyés pour l = {l} observations",
        "next": "Écrire la liste des états pour l = 2 : lequel vient en premier, lequel en dernier ?",
    },
    "states.batch": {
        "why": "les états d'une séquence changent quand une autre séquence du lot change\n"
        "dernier état : {before}, et après le changement ailleurs : {after}",
        "next": "Quelle opération mêle les lignes : une moyenne, un view, une transposition, une "
        "normalisation ?",
    },
    "states.two_answers": {
        "why": "la même question posée deux fois a deux réponses : quelque chose survit à l'appel, ou est "
        "tiré à nouveau\n"
        "dernier état : {first}, puis : {second}",
        "next": "Que contient l'objet après un appel qu'il ne contenait pas avant ?",
    },
    "states.not_carried": {
        "why": "h_3 ne change pas quand x_0 change : chaque pas repart de h_0\n{table}",
        "next": "Prendre l = 2 : quel état entre dans le deuxième pas ?",
    },
    "states.first_lost": {
        "why": "x_0 change h_1 et aucun état suivant : le premier pas est fait, puis oublié\n{table}",
        "next": "Prendre l = 2 : quel état entre dans le deuxième pas, celui qui est donné ou celui qui "
        "vient d'être calculé ?",
    },
    "states.one_input": {
        "why": "x_0 change tous les états et aucune autre observation n'en change\n{table}",
        "next": "Afficher l'observation que reçoit chaque pas : change-t-elle d'un pas à l'autre ?",
    },
    "states.backwards": {
        "why": "le temps va à l'envers : les observations changent les états d'avant au lieu de ceux "
        "d'après\n"
        "{table}",
        "next": "Dans quel ordre les observations sont-elles lues, et dans quel ordre les états sont-ils "
        "assemblés ?",
    },
    "states.all_equal": {
        "why": "tous les états de la réponse sont le même\n{table}",
        "next": "Que met-on dans la liste à chaque pas : un nouvel état, ou plusieurs fois le même ?",
    },
    "states.starts_too_early": {
        "why": "le premier état de la réponse est h_0 lui-même : chaque état arrive une place trop tard\n"
        "{table}",
        "next": "À chaque tour de la boucle, qu'est-ce qui vient en premier : le pas, ou la mise de côté de "
        "l'état ?",
    },
    "states.start_ignored": {
        "why": "h_0 ne change aucun des états\n{table}",
        "next": "De quel état part le premier pas ?",
    },
    "states.unread": {
        "why": "{name} ne change aucun des états : elle n'est jamais lue\n{table}",
        "next": "Prendre l = 2 et faire la liste des observations que reçoivent les pas : lesquelles "
        "manquent ?",
    },
    "states.other_effects": {
        "why": "h_t ne dépend pas de h_0 et de x_0 .. x_{{t-1}}, dont la récurrence le fait dépendre, et d'elles "
        "seules\n"
        "{table}",
        "next": "Prendre l = 2 et écrire chaque appel de `one_step` avec ses deux arguments.",
    },
    "states.cut": {
        "why": "changer x_{t} change h_{l} (de {change}), et pourtant le gradient de h_{l} par rapport à "
        "x_{t} est nul",
        "next": "D'un pas à l'autre, qu'est-ce qui fait sortir l'état du graphe ?",
    },
    "loss.targets_ignored": {
        "why": "la perte ne change pas quand y change",
        "next": "À quoi les prédictions sont-elles comparées ?",
    },
    "loss.not_a_sum": {
        "why": "chaque y_t rencontre chaque état : la perte n'est pas une moyenne de termes, un par "
        "prédiction\n"
        "{table}",
        "next": "Prendre l = 2 et b = 1 : écrire les deux termes, puis ce que l'on en fait. Que vient-il "
        "après la moyenne ?",
    },
    "loss.across_sequences": {
        "why": "le y d'une séquence est comparé aux prédictions d'une autre : les axes ne sont pas dans le "
        "même ordre\n"
        "{table}",
        "next": "Numéroter les coefficients de y et ceux des prédictions : le k-ième des uns fait-il face "
        "au k-ième des autres ?",
    },
    "loss.sees_the_answer": {
        "why": "y_t est prédit à partir de h_t, qui a lu une observation de plus que permis\n{table}",
        "next": "Pour l = 1, la perte peut-elle dépendre de x ?",
    },
    "loss.last_alone": {
        "why": "seul y_l compte : la perte ne change pas quand un autre y_t change\n{table}",
        "next": "Combien de prédictions une séquence de longueur l a-t-elle ?",
    },
    "loss.first_missing": {
        "why": "la perte ne change pas quand y_1 change : sa prédiction manque\n{table}",
        "next": "Quel état prédit y_1, et quelle fonction renvoie cet état ?",
    },
    "loss.start_ignored": {
        "why": "y_1 compte, mais h_0, à partir duquel il est prédit, ne change rien\n{table}",
        "next": "À partir de quel état y_1 est-il prédit ?",
    },
    "loss.shifted": {
        "why": "y_t et l'état qui le prédit ne sont pas voisins : y_1 va avec h_0, y_2 avec h_1, et ainsi "
        "de suite\n"
        "{table}",
        "next": "Prendre l = 2 et écrire la liste des états que l'on décode, puis la liste des y.",
    },
    "loss.level": {
        "why": "ajouter 1 à tous les scores d'une prédiction change la perte : {before} devient {after}\n"
        "les probabilités des classes ne dépendent que des différences de scores",
        "next": "Sur quel axe la somme des probabilités vaut-elle 1, et quel axe porte les classes ?",
    },
    "loss.squeezed": {
        "why": "quand toutes les prédictions sont justes et sûres, la perte vaut {got} et non 0 : les "
        "scores sont d'abord écrasés",
        "next": "cross_entropy attend-elle des scores ou des probabilités ?",
    },
    "loss.not_squared": {
        "why": "des erreurs deux fois plus grandes rendent la perte {ratio} fois plus grande ({once}, puis "
        "{twice}) : une erreur quadratique, 4 fois",
        "next": "Calculer à la main la perte d'une seule erreur de 1, puis de 2.",
    },
}
