"""The four drawings of the lab, in both languages; for `autograder.handout` alone."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.handout.svg import BLUE, GREEN, GREY, ORANGE, PALE, box, curve, line, picture, text
from autograder.model import Lang

FIGURES = ("unrolled", "tensor", "cat_stack", "predictions")

_Words = Mapping[str, str]

ALT: Mapping[Lang, _Words] = {
    "en": {
        "unrolled": "The network unrolled in time: h_0 and x_0 give h_1, then h_1 and x_1 give h_2, and so "
        "on up to h_l. The same weights W_i, W_h and b_h serve at every step; each state is decoded into a "
        "prediction.",
        "tensor": "A tensor l x b x d as a pile of l sheets, one for each time step, of b rows and d "
        "columns. In memory x[0] is one block of b times d numbers, then comes x[1]. With the batch first, "
        "the numbers of one time step lie in b separate pieces.",
        "cat_stack": "Two matrices (2, 3): torch.cat puts one below the other, (4, 3); torch.stack lays "
        "one on the other along a new dimension, (2, 2, 3).",
        "predictions": "The prediction of y_1 comes from h_0, that of y_2 from h_1, up to y_l from "
        "h_{l-1}; h_l has nothing to be compared with.",
    },
    "fr": {
        "unrolled": "Le réseau déplié dans le temps : h_0 et x_0 donnent h_1, puis h_1 et x_1 donnent h_2, "
        "et ainsi de suite jusqu'à h_l. Les mêmes poids W_i, W_h et b_h servent à chaque pas ; chaque état "
        "est décodé en une prédiction.",
        "tensor": "Un tenseur l x b x d comme une pile de l feuilles, une par pas de temps, de b lignes et "
        "d colonnes. En mémoire, x[0] est un bloc de b fois d nombres, puis vient x[1]. Avec le lot en "
        "premier, les nombres d'un pas de temps sont en b morceaux séparés.",
        "cat_stack": "Deux matrices (2, 3) : torch.cat met l'une sous l'autre, (4, 3) ; torch.stack pose "
        "l'une sur l'autre selon une nouvelle dimension, (2, 2, 3).",
        "predictions": "La prédiction de y_1 vient de h_0, celle de y_2 de h_1, jusqu'à y_l qui vient de "
        "h_{l-1} ; h_l n'a rien à quoi être comparé.",
    },
}

_WORDS: Mapping[Lang, _Words] = {
    "en": {
        "shared": "with the same W_i, W_h, b_h at every step",
        "folded": "folded",
        "unrolled": "unrolled in time",
        "time": "time",
        "sheets": "time steps",
        "rows": "sequences in the batch",
        "columns": "numbers in an observation",
        "memory": "in memory, time first (l, b, d): the first step, x[0], is one block",
        "other": "batch first (b, l, d): the first step, x[:, 0], is in b pieces",
        "two": "two tensors (2, 3)",
        "along": "along a dimension that exists",
        "new": "along a new dimension, in front",
        "observed": "to be predicted",
        "compared": "compared by the loss",
        "predicted": "predicted",
        "states": "states",
        "read": "read",
        "none": "nothing to compare",
    },
    "fr": {
        "shared": "avec les mêmes W_i, W_h, b_h à chaque pas",
        "folded": "replié",
        "unrolled": "déplié dans le temps",
        "time": "temps",
        "sheets": "pas de temps",
        "rows": "séquences dans le lot",
        "columns": "nombres dans une observation",
        "memory": "en mémoire, le temps en premier (l, b, d) : le premier pas, x[0], est d'un seul bloc",
        "other": "le lot en premier (b, l, d) : le premier pas, x[:, 0], est en b morceaux",
        "two": "deux tenseurs (2, 3)",
        "along": "selon une dimension qui existe",
        "new": "selon une nouvelle dimension, devant",
        "observed": "à prédire",
        "compared": "comparés par la perte",
        "predicted": "prédit",
        "states": "états",
        "read": "lu",
        "none": "rien à comparer",
    },
}

_TIMES = (BLUE, ORANGE, GREEN)


def drawings(lang: Lang) -> dict[str, str]:
    """Return the drawings as SVG, by name, in the order of `FIGURES`."""
    words, alt = _WORDS[lang], ALT[lang]
    drawn = {
        "unrolled": (_unrolled(words), 760, 350),
        "tensor": (_tensor(words), 760, 350),
        "cat_stack": (_cat_stack(words), 760, 240),
        "predictions": (_predictions(words), 760, 330),
    }
    return {name: picture(width, height, alt[name], parts) for name, (parts, width, height) in drawn.items()}


def _node(x: float, y: float, label: str, fill: str, width: float = 48) -> list[str]:
    return [box(x - width / 2, y - 18, width, 36, fill=fill, round_=8), text(x, y + 5, label)]


def _unrolled(words: _Words) -> list[str]:
    parts = [text(85, 26, words["folded"], bold=True), text(440, 26, words["unrolled"], bold=True)]
    parts += (
        _node(85, 165, "f", GREY, 44) + _node(85, 255, "x_t", BLUE) + _node(85, 75, "h_{t+1}", ORANGE, 60)
    )
    parts += [line([(85, 237), (85, 183)], arrow=True), line([(85, 147), (85, 93)], arrow=True)]
    parts.append(curve("M115 75 C165 75 165 165 107 165", (150, 165), (107, 165)))
    parts += [*_node(225, 165, "h_0", ORANGE), line([(249, 165), (288, 165)], arrow=True)]
    for x, state, read in zip((310, 440, 620), ("h_1", "h_2", "h_l"), ("x_0", "x_1", "x_{l-1}")):
        parts += (
            _node(x, 165, "f", GREY, 44)
            + _node(x, 255, read, BLUE, 54)
            + _node(x + 64, 165, state, ORANGE, 40)
        )
        parts += [line([(x, 237), (x, 183)], arrow=True), line([(x + 22, 165), (x + 44, 165)], arrow=True)]
    parts += [
        line([(394, 165), (418, 165)], arrow=True),
        line([(524, 165), (547, 165)]),
        text(561, 170, "…"),
        line([(575, 165), (598, 165)], arrow=True),
    ]
    for x, guess in zip((225, 374, 504, 684), ("ŷ_1", "ŷ_2", "ŷ_3", "ŷ_{l+1}")):
        parts += [line([(x, 147), (x, 93)], arrow=True), text(x, 82, guess)]
        parts.append(text(x + 8, 124, "decode", size=12, fill=PALE, anchor="start"))
    parts += _node(225, 318, "f", GREY, 44)
    parts.append(
        text(258, 323, f"= tanh(W_i x_t + W_h h_t + b_h)   {words['shared']}", anchor="start", size=14)
    )
    return [
        *parts,
        line([(690, 255), (740, 255)], arrow=True),
        text(715, 276, words["time"], size=13, fill=PALE),
    ]


def _tensor(words: _Words) -> list[str]:
    parts: list[str] = []
    side = 30
    for t in (2, 1, 0):  # the last sheet is drawn first, the nearest covers it
        left, top = 80 + 34 * t, 110 - 34 * t
        for i in range(8):
            parts.append(box(left + i % 4 * side, top + i // 4 * side, side, side, fill=_TIMES[t]))
        parts.append(text(left - 8, top + 14, f"x[{t}]", size=13, anchor="end"))
    parts += [
        line([(34, 111), (34, 169)]),
        text(26, 145, "b", anchor="end"),
        line([(81, 182), (199, 182)]),
        text(140, 200, "d"),
        line([(215, 172), (287, 100)], arrow=True),
        text(262, 152, "l", anchor="start"),
        text(350, 62, "x ∈ R^{l × b × d}", anchor="start", size=17),
    ]
    for i, (letter, key) in enumerate((("l", "sheets"), ("b", "rows"), ("d", "columns"))):
        parts.append(text(350, 96 + 26 * i, letter, anchor="start", bold=True))
        parts.append(text(374, 96 + 26 * i, words[key], anchor="start"))
    small, left = 28, 44
    parts.append(text(left, 243, words["memory"], anchor="start", size=14))
    parts.append(text(left, 303, words["other"], anchor="start", size=14))
    for i in range(24):
        parts.append(box(left + i * small, 251, small, 24, fill=_TIMES[i // 8], stroke=PALE))
        parts.append(box(left + i * small, 311, small, 24, fill=_TIMES[i // 4 % 3], stroke=PALE))
    for t in range(3):
        parts += _over(left + (8 * t + 4) * small, 263, f"x[{t}]", _TIMES[t])
    for piece in range(6):
        parts += _over(
            left + (4 * piece + 2) * small, 323, f"x[{piece // 3}, {piece % 3}]", _TIMES[piece % 3]
        )
    return parts


def _over(x: float, y: float, label: str, fill: str) -> list[str]:
    return [box(x - 24, y - 9, 48, 18, fill=fill, stroke=fill), text(x, y + 5, label, size=13)]


def _matrix(x: float, y: float, first: int, fill: str) -> list[str]:
    parts: list[str] = []
    for i in range(6):
        left, top = x + i % 3 * 32, y + i // 3 * 28
        parts += [box(left, top, 32, 28, fill=fill), text(left + 16, top + 19, str(first + i), size=14)]
    return parts


def _cat_stack(words: _Words) -> list[str]:
    parts = [text(88, 26, words["two"], bold=True, size=14)]
    parts += [text(24, 94, "a"), *_matrix(40, 60, 1, BLUE), text(24, 194, "b"), *_matrix(40, 160, 7, ORANGE)]
    parts += [
        text(330, 26, "torch.cat", bold=True),
        text(330, 46, words["along"], size=13, fill=PALE),
        *_matrix(282, 82, 1, BLUE),
        *_matrix(282, 138, 7, ORANGE),
        text(330, 222, "(4, 3)"),
        line([(170, 140), (250, 140)], arrow=True),
    ]
    parts += [
        text(600, 26, "torch.stack", bold=True),
        text(600, 46, words["new"], size=13, fill=PALE),
        *_matrix(616, 76, 7, ORANGE),
        *_matrix(536, 128, 1, BLUE),
        text(600, 222, "(2, 2, 3)"),
        text(526, 161, "[0]", size=13, fill=PALE, anchor="end"),
        text(722, 109, "[1]", size=13, fill=PALE, anchor="start"),
    ]
    return parts


def _predictions(words: _Words) -> list[str]:
    xs = (170, 310, 520, 650)
    states, inputs = ("h_0", "h_1", "h_{l-1}", "h_l"), ("x_0", "x_1", "x_{l-1}")
    guesses, targets = ("ŷ_1", "ŷ_2", "ŷ_l"), ("y_1", "y_2", "y_l")
    parts: list[str] = []
    rows = (("observed", 48), ("predicted", 138), ("states", 222), ("read", 300))
    parts += [text(14, y + 5, words[key], size=13, fill=PALE, anchor="start") for key, y in rows]
    parts.append(text(415, 98, words["compared"], size=13, fill=PALE))
    for x, target, guess in zip(xs, targets, guesses):
        parts += [*_node(x, 48, target, GREEN), text(x, 144, guess)]
        parts += [line([(x, 68), (x, 126)], dashed=True, ink=PALE), line([(x, 204), (x, 152)], arrow=True)]
    for x, state in zip(xs, states):
        parts += _node(x, 222, state, ORANGE if state != "h_l" else GREY)
    parts += [
        line([(650, 204), (650, 152)], dashed=True, ink=PALE),
        text(680, 142, words["none"], size=13, fill=PALE),
        line([(194, 222), (286, 222)], arrow=True),
        line([(334, 222), (392, 222)]),
        text(415, 227, "…"),
        line([(438, 222), (496, 222)], arrow=True),
        line([(544, 222), (626, 222)], arrow=True),
    ]
    for x, inp in zip((240, 380, 585), inputs):
        parts += [*_node(x, 300, inp, BLUE), line([(x, 282), (x, 226)], arrow=True)]
    return parts
