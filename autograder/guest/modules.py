"""Give each file of a submission a module of its own, as importing it would. Imported by the loader only."""

from __future__ import annotations

import ast
import functools
import importlib
import sys
from types import ModuleType

from . import standins

MODULE = "rnn"
_BESIDE = "_beside"
_NEEDED = frozenset({"torch", "numpy", "__future__"})
_OURS = sys.stdlib_module_names | {"typing_extensions", __name__.partition(".")[0]}
own = {MODULE}
"""Names of the modules that hold what the student wrote."""
_elsewhere: dict[str, str] = {}
"""Where files are known that bear the names of what libraries need, by these names."""


def main() -> ModuleType:
    """Return a new module for the file that is graded."""
    return _new(MODULE, "")


def module_of(name: str, graded: ModuleType, is_package: bool) -> ModuleType | None:
    """Return the module of a file that the graded one imports, or None where what can't be done without has its name.

    It takes the place of a library's of that name, as what lies beside a program does; where the libraries need what it
    is called like (`code.py`, `wave.py`), of the submission's files alone, and what it lacks is still the library's.

    Args:
        name: by which it is imported ("utils", "src.model"), or "" for the graded file.
        graded: the module of the graded file, whose own name may be imported as well: a notebook does so.
        is_package: the file is a folder's `__init__.py`.
    """
    if name in ("", MODULE):
        return graded
    if name.partition(".")[0] in _NEEDED:
        return None
    name = _place(name)
    if name in own:
        return sys.modules[name]
    above, _, last = name.rpartition(".")
    if not above:
        module = _new(name, name if is_package else "")
        if name in _elsewhere.values():
            module.__dict__["__getattr__"] = functools.partial(_of_the_library, name.removesuffix(_BESIDE))
        return module
    parent = module_of(above, graded, is_package=True)
    if parent is None:
        return None
    module = _new(name, name if is_package else above)
    setattr(parent, last, module)
    return module


def _place(name: str) -> str:
    """Return the name by which a file's module is known, and remember it where it is another."""
    top, dot, rest = name.partition(".")
    if top not in _OURS:
        return name
    parts = rest.split(".") if dot else []
    for end in range(len(parts) + 1):
        below = "".join(f".{part}" for part in parts[:end])
        _elsewhere[top + below] = top + _BESIDE + below
    return _elsewhere[name]


def _of_the_library(library: str, name: str) -> object:
    if name.startswith("__"):
        raise AttributeError(name)
    return getattr(importlib.import_module(library), name)


def _new(name: str, package: str) -> ModuleType:
    module = ModuleType(name)
    module.__dict__.update(
        __file__=f"{name}.py",
        __package__=package,
        __path__=[],  # what is not handed in below it is sought as anything else is
        get_ipython=standins.Inert("get_ipython"),
        display=standins.Inert("display"),
    )
    own.add(name)
    for inside in [other for other in sys.modules if other.startswith(f"{name}.")]:
        del sys.modules[inside]
    sys.modules[name] = module
    return module


def close_circles() -> None:
    """Give names what they were imported for, where it is defined by now: of files that import one another."""
    for importer in [sys.modules[name] for name in own if name in sys.modules]:
        for name, value in list(vars(importer).items()):
            if not isinstance(value, standins.InertModule):
                continue
            file, _, asked = value.__name__.rpartition(".")
            defined = getattr(sys.modules.get(file), asked, value) if file in own else value
            if not isinstance(defined, standins.InertModule):
                setattr(importer, name, defined)


def make_absolute(tree: ast.Module, module: ModuleType) -> None:
    """Write imports that start with dots and lead out of the folder, or out of no folder, without the dots.

    Those of files that are kept elsewhere, from there.
    """
    _Absolute(module.__package__ or "").visit(tree)


class _Absolute(ast.NodeTransformer):
    def __init__(self, package: str) -> None:
        self._levels = len(package.split(".")) if package else 0

    def visit_Import(self, node: ast.Import) -> ast.stmt | list[ast.stmt]:
        if not any(alias.name in _elsewhere for alias in node.names):
            return node
        found = [one for alias in node.names for one in _from_its_place(alias)]
        return [ast.fix_missing_locations(ast.copy_location(one, node)) for one in found]

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.stmt | list[ast.stmt]:
        if 0 < node.level <= self._levels:
            return node
        if node.level and node.module is None and node.names[0].name != "*":
            return self.visit_Import(ast.copy_location(ast.Import(node.names), node))
        node.level = 0
        node.module = _elsewhere.get(node.module or "", node.module or "__init__")
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        match node:
            case ast.Call(
                func=ast.Name(id="import_module" | "__import__") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(name)) as asked],
            ):
                asked.value = _elsewhere.get(name, name)
        return self.generic_visit(node)


def _from_its_place(alias: ast.alias) -> list[ast.stmt]:
    place = _elsewhere.get(alias.name)
    if place is None:
        return [ast.Import([alias])]
    if alias.asname:
        return [ast.Import([ast.alias(place, alias.asname)])]
    top = alias.name.partition(".")[0]
    return [ast.Import([ast.alias(place)]), ast.Import([ast.alias(_elsewhere[top], top)])]
