"""Type parameters and aliases of Python 3.12 (PEP 695), left out for an older Python. Imported by `older`."""

from __future__ import annotations

import re

_PARAMETERS = r"\[(?P<parameters>[^\[\]\n]*(?:\[[^\[\]\n]*\][^\[\]\n]*)*)\]"
_GENERIC = re.compile(
    rf"^(?P<head>[ \t]*(?:(?:async[ \t]+)?def|class)[ \t]+\w+)[ \t]*{_PARAMETERS}(?=[ \t]*[(:])", re.MULTILINE
)
_ALIAS = re.compile(
    rf"^(?P<head>[ \t]*)type[ \t]+(?P<name>\w+)[ \t]*(?:{_PARAMETERS}[ \t]*)?=(?!=)", re.MULTILINE
)
_NAME = re.compile(r"(?:^|,)\s*\*{0,2}(\w+)")
_COMPOUND = re.compile(r"[ \t]*(?:@|(?:class|def|async|if|for|while|with|try|match)\b)")


def without_type_parameters(source: str) -> str:
    """Return the source with `class A[T](B)` as `class A(B)` and `type X = …` as `X = …`, on the same lines.

    The parameters' names, which annotations and bodies use, are bound on the first line where that can hold them.
    """
    names: list[str] = []
    for found in (*_GENERIC.finditer(source), *_ALIAS.finditer(source)):
        names += _NAME.findall(re.sub(r"\[[^\]]*\]", "", found["parameters"] or ""))
    plain = _ALIAS.sub(r"\g<head>\g<name> =", _GENERIC.sub(r"\g<head>", source))
    if not names or _COMPOUND.match(plain):
        return plain
    return f"{' = '.join(dict.fromkeys(names))} = object; {plain}"
