"""The lab's formulas, from the few words of LaTeX that they use to MathML; for `page` alone.

A browser draws MathML by itself, without network; notebooks and Markdown viewers read the LaTeX.
"""

from __future__ import annotations

import re
from html import escape

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[A-Za-z]|\d+(?:(?:\.|\{,\})\d+)?|\s+|.")

_OPERATORS = {
    r"\times": "×",
    r"\in": "∈",
    r"\to": "→",
    r"\ldots": "…",
    r"\sum": "∑",
    r"\cdot": "·",
}
_NAMES = {r"\ell": "ℓ"}
_FUNCTIONS = (r"\tanh", r"\log")


def mathml(latex: str, *, display: bool) -> str:
    """Return a formula as a `<math>` element that carries its LaTeX as an annotation.

    Raises:
        ValueError: the formula uses a command that is not known here (the kit's fault).
    """
    body = _row(_Reader(latex))
    block = ' display="block"' if display else ""
    return (
        f'<math xmlns="http://www.w3.org/1998/Math/MathML"{block}><semantics><mrow>{body}</mrow>'
        f'<annotation encoding="application/x-tex">{escape(latex)}</annotation></semantics></math>'
    )


class _Reader:
    def __init__(self, latex: str) -> None:
        self.latex = latex
        self.tokens = [t for t in _TOKEN.findall(latex) if not t.isspace()]
        self.at = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        if not token:
            raise ValueError(f"the formula stops too early: {self.latex}")
        self.at += 1
        return token


def _row(reader: _Reader, until: str = "") -> str:
    parts = []
    while reader.peek() != until:
        parts.append(_scripted(reader))
    if until:
        reader.take()
    return "".join(parts)


def _scripted(reader: _Reader) -> str:
    big = reader.peek() == r"\sum"
    base, scripts = _atom(reader), {"_": "", "^": ""}
    while reader.peek() in ("_", "^"):
        script = reader.take()
        scripts[script] = _atom(reader)
    low, high = scripts["_"], scripts["^"]
    if low and high:
        tag = "munderover" if big else "msubsup"
        return f"<{tag}>{base}{low}{high}</{tag}>"
    if low:
        return f"<msub>{base}{low}</msub>"
    return f"<msup>{base}{high}</msup>" if high else base


def _atom(reader: _Reader) -> str:
    token = reader.take()
    if token == "{":
        return f"<mrow>{_row(reader, '}')}</mrow>"
    if token == r"\frac":
        return f"<mfrac>{_atom(reader)}{_atom(reader)}</mfrac>"
    if token == r"\hat":
        return f'<mover accent="true">{_atom(reader)}<mo>^</mo></mover>'
    if token == r"\mathbb":
        return _atom(reader).replace("<mi>R</mi>", "<mi>ℝ</mi>")
    if token == r"\mathrm":
        return f"<mtext>{_word(reader)}</mtext>"
    if token in _FUNCTIONS:
        return f"<mi>{token[1:]}</mi>"
    if token in _NAMES or token.isalpha():
        return f"<mi>{_NAMES.get(token, token)}</mi>"
    if token[0].isdigit():
        return f"<mn>{token.replace('{,}', ',')}</mn>"  # {,} is a decimal comma
    if token.startswith("\\") and token not in _OPERATORS:
        raise ValueError(f"{token} is not known to autograder/handout/mathml.py: {reader.latex}")
    if token == "-":
        sign = reader.at == 1 or reader.tokens[reader.at - 2] in ("=", "(", "{")
        return '<mo form="prefix">−</mo>' if sign else "<mo>−</mo>"
    if token in ("(", ")"):
        return f'<mo stretchy="false">{token}</mo>'  # as LaTeX draws them without \\left and \\right
    return f"<mo>{escape(_OPERATORS.get(token, token))}</mo>"


def _word(reader: _Reader) -> str:
    if reader.take() != "{":
        raise ValueError(f"a brace is missing: {reader.latex}")
    word = ""
    while reader.peek() != "}":
        word += reader.take()
    reader.take()
    return word
