"""Give each file of a submission a module of its own, as importing it would. Imported by the loader only."""

from __future__ import annotations

import ast
import sys
from types import ModuleType

from . import standins

MODULE = "rnn"
_KEPT = sys.stdlib_module_names | {"torch", "numpy", "typing_extensions", __name__.partition(".")[0]}
own = {MODULE}
"""Names of the modules that hold what the student wrote."""


def main() -> ModuleType:
    """Return a new module for the file that is graded."""
    return _new(MODULE, "")


def module_of(name: str, graded: ModuleType, is_package: bool) -> ModuleType | None:
    """Return the module of a file that the graded one imports, or None where what can't be done without has its name.

    It takes the place of a library's of that name, as what lies beside a program does.

    Args:
        name: by which it is imported ("utils", "src.model"), or "" for the graded file.
        graded: the module of the graded file, whose own name may be imported as well: a notebook does so.
        is_package: the file is a folder's `__init__.py`.
    """
    if name in ("", MODULE):
        return graded
    if name in own:
        return sys.modules[name]
    if name.partition(".")[0] in _KEPT:
        return None
    above, _, last = name.rpartition(".")
    if not above:
        return _new(name, name if is_package else "")
    parent = module_of(above, graded, is_package=True)
    if parent is None:
        return None
    module = _new(name, name if is_package else above)
    setattr(parent, last, module)
    return module


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
    """Write imports that start with dots and lead out of the folder, or out of no folder, without the dots."""
    _Absolute(module.__package__ or "").visit(tree)


class _Absolute(ast.NodeTransformer):
    def __init__(self, package: str) -> None:
        self._levels = len(package.split(".")) if package else 0

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.stmt:
        if node.level <= self._levels:
            return node
        if node.module is None and node.names[0].name != "*":
            return ast.copy_location(ast.Import(node.names), node)
        node.level = 0
        node.module = node.module or "__init__"
        return node
