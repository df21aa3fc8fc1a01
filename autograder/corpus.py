"""The corpus of right and wrong programs under `solutions/`, read and composed; for the trusted side only.

Imports the model and the parser alone and never runs a program: a mistake is held as text and handed on as bytes.
"""

from __future__ import annotations

import ast
import functools
import io
import tokenize
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.model import EXERCISES, LANGS, ROOT
from autograder.parsing import tree_of

SOLUTIONS = ROOT / "solutions"
_SLOTS = tuple(f"{slot}.{lang}" for slot in ("why", "next") for lang in LANGS)
_KEYS = ("id", "exercise", "loses", *_SLOTS)
_OPTIONAL = ("also",)


@dataclass(frozen=True, slots=True)
class Program:
    """A whole submission whose judgement is known beforehand."""

    name: str  # the file below its folder, without suffix: "loss-sum--over-steps", "unnamed/leaky-state"
    submission: bytes  # what a student would hand in
    filename: str  # "rnn.py" or "rnn.ipynb"
    mistake: str | None  # an id of the catalogue; None where nothing must be named
    exercise: str | None  # where the mistake is named; None for an accepted program
    loses: frozenset[str]  # exercises that must lose points; those neither here nor in `maybe` keep them all
    maybe: frozenset[str]  # exercises that may lose points or not
    why: Mapping[str, str]  # by language; for staff alone where none is named; empty for an accepted program
    next: Mapping[str, str]
    also: frozenset[str] = frozenset()  # ids that are true of the program too, though it is not made for them


@dataclass(frozen=True, slots=True)
class Header:
    """The docstring of a mistake: what it is, what it costs and what to say about it."""

    mistake: str | None
    exercises: tuple[str, ...]  # the first is where the mistake is named
    loses: frozenset[str]
    maybe: frozenset[str]
    why: Mapping[str, str]
    next: Mapping[str, str]
    also: frozenset[str] = frozenset()


def accepted() -> list[Program]:
    """Return the right programs of `solutions/accepted/`, which must earn full marks, in order of name."""
    nothing: frozenset[str] = frozenset()
    paths = sorted(p for p in (SOLUTIONS / "accepted").iterdir() if p.suffix in (".py", ".ipynb"))
    return [
        Program(p.stem, p.read_bytes(), f"rnn{p.suffix}", None, None, nothing, nothing, {}, {}) for p in paths
    ]


def mistakes() -> list[Program]:
    """Return the wrong programs of `solutions/mistakes/`, composed with the reference, in order of name.

    Raises:
        ValueError: a mistake's header or source, or the reference, is wrong; names file and line.
    """
    folder = SOLUTIONS / "mistakes"
    reference = (SOLUTIONS / "rnn.py").read_text(encoding="utf-8")
    programs = [_program(path, folder, reference) for path in sorted(folder.rglob("*.py"))]
    ids = {program.mistake for program in programs}
    for program in programs:
        for unknown in sorted(program.also - ids):
            raise ValueError(f"{folder / program.name}.py:1: {unknown!r} in 'also' is no known mistake's id")
    return programs


def _program(path: Path, folder: Path, reference: str) -> Program:
    source = path.read_text(encoding="utf-8")
    head = header(source, str(path))
    if head.mistake is not None and path.stem.split("--")[0] != head.mistake:
        raise ValueError(f"{path}:1: the file's name does not start with its id, {head.mistake!r}")
    return Program(
        name=path.relative_to(folder).with_suffix("").as_posix(),
        submission=compose(source, reference).encode(),
        filename="rnn.py",
        mistake=head.mistake,
        exercise=head.exercises[0],
        loses=head.loses,
        maybe=head.maybe,
        why=head.why,
        next=head.next,
        also=head.also,
    )


def compose(mistake_source: str, reference_source: str) -> str:
    """Merge a mistake into the reference: a whole submission that is wrong in this one way.

    The reference's class RNN becomes `Reference`, and its functions that the mistake has too are left out; the
    mistake's source follows without its header, which no student would write. Where it defines no class RNN, an
    empty subclass of `Reference` is added.

    Raises:
        ValueError: the mistake can't be parsed, or the reference has no class RNN.
    """
    tree = tree_of(mistake_source)
    lines = mistake_source.splitlines(keepends=True)
    first = tree.body[0] if tree.body else None
    is_header = isinstance(first, ast.Expr) and ast.get_docstring(tree, clean=False) is not None
    body = "".join(lines[(first.end_lineno or 0) if first and is_header else 0 :]).lstrip("\n")
    parts = [_without(_renamed(reference_source), _functions(tree)).rstrip("\n") + "\n", body]
    if not _defines_rnn(tree):
        parts.append("class RNN(Reference):\n    pass\n")
    return "\n\n".join(parts)


def _defines_rnn(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.ClassDef) and node.name == "RNN" for node in tree.body)


def _functions(tree: ast.Module) -> frozenset[str]:
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


@functools.lru_cache(maxsize=64)
def _without(source: str, functions: frozenset[str]) -> str:
    """Leave out functions at the top level: two of one name would be two answers to one exercise."""
    lines = source.splitlines(keepends=True)
    for node in reversed(tree_of(source).body):
        if isinstance(node, ast.FunctionDef) and node.name in functions:
            first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            del lines[first - 1 : node.end_lineno]
    return "".join(lines)


@functools.lru_cache(maxsize=4)
def _renamed(reference: str) -> str:
    """Rename RNN to Reference, in code alone: strings and comments stay as they are."""
    if not _defines_rnn(tree_of(reference)):
        raise ValueError("the reference solution defines no class RNN")
    lines = reference.splitlines(keepends=True)
    names = [t for t in tokenize.generate_tokens(io.StringIO(reference).readline) if t.string == "RNN"]
    for token in reversed([t for t in names if t.type == tokenize.NAME]):
        row, start, end = token.start[0] - 1, token.start[1], token.end[1]
        lines[row] = lines[row][:start] + "Reference" + lines[row][end:]
    return "".join(lines)


def header(source: str, file: str) -> Header:
    """Parse the header in a mistake's docstring: one `key: value` a line.

    Raises:
        ValueError: no docstring, or a line that is wrong or missing; names the file and the line.
    """
    values = _values(source, file)
    lines = {key: line for key, (line, _) in values.items()}
    text = {key: value for key, (_, value) in values.items()}
    mistake = None if text.get("id") == "none" else text.get("id")
    required = _KEYS if mistake is not None or "id" not in text else _KEYS[:3]
    for key in required:
        if not text.get(key):
            raise ValueError(f"{file}:{lines.get(key, 1)}: the header lacks a value for {key!r}")
    where = {key: f"{file}:{lines[key]}" for key in ("exercise", "loses")}
    exercises = tuple(_exercises(text["exercise"], where["exercise"]))
    loses, maybe = set[str](), set[str]()
    for word in text["loses"].split(","):
        group = maybe if word.strip().startswith("?") else loses
        group.update(_exercises(word.strip().removeprefix("?"), where["loses"]))
    if not set(exercises) <= loses:
        raise ValueError(f"{where['loses']}: an exercise in which the mistake is made must lose points")
    if loses & maybe:
        raise ValueError(f"{where['loses']}: {sorted(loses & maybe)} both must and may lose points")
    return Header(
        mistake,
        exercises,
        frozenset(loses),
        frozenset(maybe),
        _by_language(text, "why"),
        _by_language(text, "next"),
        frozenset(word.strip() for word in text.get("also", "").split(",") if word.strip()),
    )


def _by_language(text: Mapping[str, str], slot: str) -> dict[str, str]:
    return {lang: text[f"{slot}.{lang}"] for lang in LANGS if f"{slot}.{lang}" in text}


def _exercises(names: str, where: str) -> Iterator[str]:
    for name in names.split(","):
        if name.strip() not in EXERCISES:
            raise ValueError(f"{where}: {name.strip()!r} is not an exercise ({', '.join(EXERCISES)})")
        yield name.strip()


def _values(source: str, file: str) -> dict[str, tuple[int, str]]:
    """Return each key of the header with its line in the file and its value."""
    try:
        tree = tree_of(source)
    except SyntaxError as error:
        raise ValueError(f"{file}:{error.lineno}: not Python: {error.msg}") from error
    docstring = ast.get_docstring(tree, clean=False)
    if docstring is None:
        raise ValueError(f"{file}:1: the file does not open with a header in a docstring")
    values: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(docstring.split("\n"), start=tree.body[0].lineno):
        if not line.strip():
            continue
        key, colon, value = line.partition(":")
        key = key.strip()
        if not colon or key not in (*_KEYS, *_OPTIONAL):
            raise ValueError(
                f"{file}:{number}: expected one of {', '.join(_KEYS + _OPTIONAL)} and a colon, got {line!r}"
            )
        if key in values:
            raise ValueError(f"{file}:{number}: {key!r} is given twice")
        values[key] = (number, value.strip())
    return values
