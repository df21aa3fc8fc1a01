"""French words for special cases of a finding: only the slots that are said otherwise."""

VARIANTS: dict[str, dict[str, str]] = {
    "not_attempted:none": {
        "title": "`{function}` ne renvoie rien",
        "got": "None, ce que donne une fonction qui se termine sans rendre de résultat",
        "next": "Quel nom porte le résultat à la dernière ligne, et quelle ligne le rend à qui appelle ?",
    },
    "not_attempted:warm_up": {
        "next": "Regarder la figure de l'énoncé et réunir deux matrices (2, 3) des deux manières qu'elle montre.",
    },
    "not_attempted:generate": {
        "next": "Prendre length = 2 et écrire ce qui est prédit d'abord, puis ce que lit le pas.",
    },
    "raised:signature": {
        "next": "Comparer la ligne de `def` à celle du squelette : `self` y est-il, et chaque argument à sa "
        "place ?",
    },
    "raised:truth": {
        "next": "Que demande ce `if`, ce `while` ou ce `not` ? Pour un argument absent, c'est `h is None`.",
    },
    "raised:import": {
        "next": "Quelle ligne en haut du fichier importe ce nom ? Comparer les imports à ceux du fichier distribué.",
    },
    "raised:list_of_tensors": {
        "next": "Une liste de tenseurs doit devenir un seul tenseur : quelle fonction de l'échauffement fait cela ?",
    },
    "raised:targets": {
        "next": "Afficher les dimensions et le type de y (classes ou observations ?) et des prédictions : "
        "lequel de leurs axes l'entropie croisée prend-elle pour celui des classes ?",
    },
    "raised:NameError": {
        "next": "D'où vient ce nom : est-ce un argument, une variable de la fonction, ou une chose que l'on "
        "atteint par `self` ?",
    },
    "raised:UnboundLocalError": {
        "next": "Suivre la fonction ligne à ligne : ce nom reçoit-il une valeur sur tous les chemins qui "
        "mènent à cette ligne ?",
    },
    "raised:AttributeError": {
        "next": "Afficher `type(...)` de ce qui précède le point et, pour un modèle, les noms de "
        "`named_parameters()` : ce nom en fait-il partie ?",
    },
    "raised:TypeError": {
        "next": "Afficher `type(...)` de chaque nom de cette ligne : lequel est un tenseur, lequel une "
        "couche, lequel autre chose ?",
    },
    "raised:IndexError": {
        "next": "Prendre l = 2 et écrire chaque indice utilisé, avec la taille de cet axe : lequel est trop "
        "grand, et d'où vient-il ?",
    },
    "one_step.value:near": {
        "expected": "tanh(W_i x + W_h h + b_h), à quoi cela ressemble près de 0 et non plus loin",
    },
    "one_step.out_of_range:saturated": {
        "title": "L'état suivant vaut 1 ou -1 au dernier chiffre près, pour des entrées et des poids ordinaires",
        "expected": "tanh(W_i x + W_h h + b_h), qui ne vaut 1 au dernier chiffre près qu'au-delà d'une somme de 19",
        "next": "Afficher la somme à l'intérieur de tanh pour x et h ordinaires : par quoi est-elle multipliée ?",
    },
    "forward.value:first": {
        "expected": "en appelant `one_step` à la main, à partir de h_0 :\nh_{step} = {expected}",
    },
}
