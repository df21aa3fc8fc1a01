"""Small changes to the reference's solution lines, each of which the grader must see. Imported within verify.

Cosmic Ray's operators for arithmetic, numbers and loops; besides these, changes to calls, names and statements, which
is what tensor code is made of.
"""

from __future__ import annotations

import ast
import importlib
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.model import EXERCISES, UsageError

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"


@dataclass(frozen=True, slots=True)
class Mutant:
    """The reference with one change in a solution line."""

    exercise: str
    operator: str
    before: str  # the line, or the statement's lines
    after: str
    source: str

    def key(self) -> tuple[str, str, str]:
        """Return what tells mutants apart."""
        return self.exercise, self.before, self.after


def mutants(source: str) -> list[Mutant]:
    """Return every mutant of the graded solution lines, each program once.

    Raises:
        UsageError: Cosmic Ray is not installed.
    """
    ranges = dict(_ranges(source))
    found: dict[str, Mutant] = {}
    for operator, mutated in (*_by_cosmic_ray(source), *_by_structure(source)):
        if mutated in found or mutated == source or not _parses(mutated):
            continue
        first, before, after = _difference(source, mutated)
        exercise = next((e for e, lines in ranges.items() if first in lines), None)
        if exercise is not None:
            found[mutated] = Mutant(exercise, operator, before, after, mutated)
    return list(found.values())


def _parses(source: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)  # "is" with a literal, say
            compile(source, "mutant", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True


def _ranges(source: str) -> Iterator[tuple[str, range]]:
    """Yield each graded function and its solution lines, counted from 0."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name in EXERCISES:
            body = range(node.lineno - 1, node.end_lineno or node.lineno)
            begin = next(k for k in body if lines[k].strip() == BEGIN)
            yield node.name, range(begin + 1, body.stop + 1)  # the closing marker may follow the function


def _difference(source: str, mutated: str) -> tuple[int, str, str]:
    """Return the first line that differs, and the differing lines of both."""
    a, b = source.splitlines(), mutated.splitlines()
    first = next(k for k in range(max(len(a), len(b))) if a[k : k + 1] != b[k : k + 1])
    same = 0
    while same < min(len(a), len(b)) - first and a[-1 - same] == b[-1 - same]:
        same += 1
    cut = slice(first, len(a) - same), slice(first, len(b) - same)
    texts = ["\n".join(line.strip() for line in t[c]) for t, c in zip((a, b), cut)]
    return first, texts[0], texts[1]


def _by_cosmic_ray(source: str) -> Iterator[tuple[str, str]]:
    try:
        mutate_code = importlib.import_module("cosmic_ray.mutating").mutate_code
        plugins = importlib.import_module("cosmic_ray.plugins")
    except ImportError:
        raise UsageError("Mutants are made with Cosmic Ray: pip install -e '.[mutation]'.") from None
    for name in sorted(plugins.operator_names()):
        if name.startswith("core/Variable"):  # wants to be told a variable; names are replaced below
            continue
        occurrence = 0
        while (mutated := mutate_code(source, plugins.get_operator(name)(), occurrence)) is not None:
            yield name.removeprefix("core/"), mutated
            occurrence += 1


def _by_structure(source: str) -> Iterator[tuple[str, str]]:
    tree = ast.parse(source)
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and function.name in EXERCISES:
            local = _locals(function)
            for node in ast.walk(function):
                for operator, text in _changes(node, source, local):
                    yield operator, _replaced(source, node, text)


def _locals(function: ast.FunctionDef) -> list[str]:
    names = [a.arg for a in function.args.args if a.arg != "self"]
    stored = [n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    return list(dict.fromkeys([*names, *stored]))


def _changes(node: ast.AST, source: str, local: list[str]) -> Iterator[tuple[str, str]]:
    def text(part: ast.AST) -> str:
        return ast.get_source_segment(source, part) or ""

    if isinstance(node, ast.Call):
        arguments = [text(a) for a in (*node.args, *node.keywords)]
        called = text(node.func)
        if arguments:
            yield "call becomes its argument", arguments[0]
        if isinstance(node.func, ast.Attribute):
            yield "call becomes its receiver", text(node.func.value)
        if len(arguments) > 1:
            yield (
                "arguments exchanged",
                f"{called}({', '.join([arguments[1], arguments[0], *arguments[2:]])})",
            )
        for k in range(len(arguments)):
            yield "argument dropped", f"{called}({', '.join(arguments[:k] + arguments[k + 1 :])})"
    elif isinstance(node, ast.BinOp):
        yield "left term alone", text(node.left)
        yield "right term alone", text(node.right)
    elif isinstance(node, ast.Subscript):
        yield "index dropped", text(node.value)
    elif isinstance(node, ast.List) and len(node.elts) > 1:
        parts = [text(e) for e in node.elts]
        yield "items exchanged", f"[{', '.join([parts[1], parts[0], *parts[2:]])}]"
        for k in range(len(parts)):
            yield "item dropped", f"[{', '.join(parts[:k] + parts[k + 1 :])}]"
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in local:
        yield from (("name replaced", other) for other in local if other != node.id)
    elif isinstance(node, ast.Return):
        yield "nothing returned", "return None"
    elif isinstance(node, (ast.Assign, ast.Expr, ast.For)):
        yield "statement dropped", "pass"
    elif isinstance(node, ast.If):
        yield "condition negated", text(node).replace(text(node.test), f"not ({text(node.test)})", 1)
        yield "branch dropped", "pass"


def _replaced(source: str, node: ast.AST, text: str) -> str:
    """Return the source with a node's text replaced; offsets of the syntax tree count bytes of UTF-8."""
    lines = source.encode().splitlines(keepends=True)
    first, last = getattr(node, "lineno", 1) - 1, getattr(node, "end_lineno", 1) - 1
    head = lines[first][: getattr(node, "col_offset", 0)]
    tail = lines[last][getattr(node, "end_col_offset", 0) :]
    return b"".join([*lines[:first], head + text.encode() + tail, *lines[last + 1 :]]).decode()
