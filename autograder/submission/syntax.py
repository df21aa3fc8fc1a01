"""Look at student source without running it: does it parse, what does it define. Imported by this package."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from autograder.parsing import tree_of

EXERCISES = frozenset({"one_step", "forward", "training_loss"})
_MAX_PARSED_CHARS = 128 << 10  # a tree takes up to a kilobyte for each character
_IMPORTS = re.compile(
    r"^(?:from[ \t]+(\.*)([\w.]*)[ \t]+import\b([^\n#]*)|import[ \t]+([\w., \t]+))", re.MULTILINE
)
_SCRIPT = re.compile(r"(?:\.{0,2}/)*((?:[\w.-]+/)*[\w-]+\.py)")
_READ = frozenset(
    [
        "open",
        "open_code",
        "read_text",
        "read_bytes",
        "run_path",
        "spec_from_file_location",
        "SourceFileLoader",
    ]
)
_LISTS = frozenset(["glob", "iglob", "rglob", "listdir", "scandir", "iterdir", "walk"])
_RUNS = frozenset(["exec", "run_path", "spec_from_file_location", "SourceFileLoader"])
_IN_A_FOLDER = re.compile(r"(?:\.{0,2}/)*((?:[\w.*?\[\]-]+/)*[\w.*?\[\]-]+)/?")
_DEFINES = re.compile(r"^[ \t]*(?:class[ \t]+RNN\b|def[ \t]+(?:one_step|training_loss)\b)", re.MULTILINE)


def parse(source: str) -> ast.Module | None:
    """Return the syntax tree, or None where the source does not parse, or is far longer than people write."""
    if len(source) > _MAX_PARSED_CHARS:
        return None
    try:
        return tree_of(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


@dataclass(frozen=True, slots=True)
class Import:
    """One statement that imports: `import base`, or `from <level dots>base import names`."""

    base: str
    level: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Seen:
    attempted: frozenset[str]
    defines: bool
    imports: tuple[Import, ...]
    opens: tuple[str, ...]


def weight(sources: Iterable[str]) -> tuple[int, bool]:
    """Return how many stubs were attempted, and whether anything of the lab is defined at all.

    Source that does not parse but speaks of the lab counts as one attempt: stubs, as handed out, parse.
    """
    attempted: set[str] = set()
    broken = defines = False
    for source in sources:
        seen = _seen(source)
        if seen is None:
            broken = broken or bool(_DEFINES.search(source))
            continue
        attempted |= seen.attempted
        defines = defines or seen.defines
    return len(attempted) or int(broken), defines or broken


def imports_in(source: str) -> tuple[Import, ...]:
    """Return what a source imports, wherever in it; nothing where it does not parse, unless it is too long to be."""
    if len(source) > _MAX_PARSED_CHARS:
        return tuple(_imports_by_line(source))
    seen = _seen(source)
    return seen.imports if seen else ()


def opened_in(source: str) -> tuple[str, ...]:
    """Return the scripts that a source may open to run them, as paths or patterns, if it opens any."""
    seen = _seen(source)
    return seen.opens if seen else ()


def _imports_by_line(source: str) -> Iterable[Import]:
    for dots, base, names, several in _IMPORTS.findall(source):
        if several:
            yield from (Import(part.split()[0]) for part in several.split(",") if part.strip())
        else:
            yield Import(base, len(dots), tuple(re.findall(r"\w+", names)))


def _seen(source: str) -> _Seen | None:
    return _look(source) if len(source) <= _MAX_PARSED_CHARS else None  # no long source is kept


@lru_cache(maxsize=256)  # files that import one another are asked about many times
def _look(source: str) -> _Seen | None:
    tree = parse(source)
    if tree is None:
        return None
    attempted: set[str] = set()
    defines = False
    for node in _definitions(tree):
        if isinstance(node, ast.ClassDef):
            defines = defines or node.name == "RNN"
        elif node.name in EXERCISES:
            defines = defines or node.name != "forward"
            if not _is_stub(node.body):
                attempted.add(node.name)
    return _Seen(frozenset(attempted), defines, tuple(_imports(tree)), tuple(dict.fromkeys(_opens(tree))))


def _imports(tree: ast.Module) -> Iterable[Import]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (Import(alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield Import(node.module or "", node.level, tuple(alias.name for alias in node.names))
        elif isinstance(node, ast.Call) and (name := _imported_by_call(node)):
            yield Import(name)


def _imported_by_call(call: ast.Call) -> str:
    """Return the module that `importlib.import_module("utils")` or `__import__("utils")` asks for, or ""."""
    match call:
        case ast.Call(
            func=ast.Name(id="import_module" | "__import__") | ast.Attribute(attr="import_module"),
            args=[ast.Constant(value=str(name))],
        ):
            return name.lstrip(".")
    return ""


def _opens(tree: ast.Module) -> Iterable[str]:
    """Yield the names of scripts, as `exec(open("layers.py").read())` has one, where something reads a file.

    Patterns, where a folder is listed and something executed: `for f in glob("lib/*.py"): exec(open(f).read())`.
    """
    nodes = list(ast.walk(tree))
    functions = (node.func for node in nodes if isinstance(node, ast.Call))
    called = {f.id if isinstance(f, ast.Name) else getattr(f, "attr", "") for f in functions}
    texts = [
        node.value.replace("\\", "/")
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 200
    ]
    if called & _LISTS and called & _RUNS:
        named = [found[1] for text in texts if (found := _IN_A_FOLDER.fullmatch(text))]
        patterns = ["*.py"] + [n if n.endswith(".py") and "*" in n else f"{n}/*.py" for n in named]
        yield from patterns
        if called & {"rglob", "walk"}:
            yield from (f"**/{pattern}" for pattern in patterns)
    if called & _READ:
        yield from (found[1] for text in texts if (found := _SCRIPT.fullmatch(text)))


def imports(source: str, module: str) -> bool:
    """Tell whether a line of the source imports a module by this name."""
    return re.search(rf"^[ \t]*(?:from|import)[ \t]+{re.escape(module)}\b", source, re.MULTILINE) is not None


_Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def _definitions(tree: ast.Module) -> Iterable[_Definition]:
    """Yield functions, classes and the methods of what is called an RNN, not those of other modules."""
    for node in tree.body:
        if isinstance(node, _Definition):
            yield node
        if isinstance(node, ast.ClassDef) and "rnn" in node.name.lower():
            yield from (inner for inner in node.body if isinstance(inner, _Definition))


def _is_stub(body: list[ast.stmt]) -> bool:
    return all(_says_nothing(statement) for statement in body)


def _says_nothing(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Raise):
        raised = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
        return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)  # a docstring or ...
    return isinstance(statement, ast.Pass)
