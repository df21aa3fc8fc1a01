"""The house's rules: who may import whom, what may be imported at all, and how long a module may be."""

from __future__ import annotations

import ast
import functools
from pathlib import Path

import pytest

from autograder.model import ROOT

PACKAGE = ROOT / "autograder"

LAYERS = [
    {"model", "__init__", "arrays", "parsing", "guest"},
    {"words"},
    {"submission", "handle", "corpus"},
    {"examiner"},
    {"diagnosis"},
    {"session", "replay"},
    {"feedback"},
    {"report"},
    {"handout", "worker"},
    {"grading", "cluster", "explain", "selfcheck"},
    {"adapters", "verify"},
    {"nbgrader_course"},
    {"cli"},
    {"__main__"},
]
"""From the lowest up: a module imports its own layer and those below it, never one above."""

RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
FORBIDDEN = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"}
MODULES = sorted(PACKAGE.rglob("*.py"))


@functools.cache
def parsed(path: Path) -> ast.Module:
    """Return a module's tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> list[tuple[str, int]]:
    """Return the modules a file imports, made absolute, each with its line."""
    found: list[tuple[str, int]] = []
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = list(package[: len(package) - node.level + 1]) if node.level else []
            module = ".".join([*base, *(node.module or "").split(".")]).strip(".")
            if module == "autograder":
                found += [(f"autograder.{alias.name}", node.lineno) for alias in node.names]
            else:
                found.append((module, node.lineno))
    return found


def part_of(module: str) -> str | None:
    """Return the part of the package a module belongs to, or None for what is not ours."""
    pieces = module.split(".")
    return (pieces[1] if len(pieces) > 1 else "__init__") if pieces[0] == "autograder" else None


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_layers_are_one_way(path: Path) -> None:
    mine = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    assert mine in RANK, f"{mine} has no layer yet"
    for module, line in imports(path):
        theirs = part_of(module)
        if theirs is not None and theirs != mine:
            assert RANK.get(theirs, 0) <= RANK[mine], f"{path.name}:{line} reaches up to {module}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_torch_stays_with_the_guest_and_nothing_unpickles(path: Path) -> None:
    is_guest = path.is_relative_to(PACKAGE / "guest")
    for module, line in imports(path):
        top = module.split(".")[0]
        assert top not in FORBIDDEN, f"{path.name}:{line} imports {module}"
        if not is_guest:
            assert top != "torch", f"{path.name}:{line} imports torch on the trusted side"
        else:
            assert part_of(module) in (None, "guest"), f"{path.name}:{line} imports {module} into the guest"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_says_what_it_is_and_stays_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert ast.get_docstring(parsed(path)), "no docstring"
    assert source.count("\n") <= 300, "over 300 lines: does it hold one thing?"


def test_the_tree_names_no_machine_and_nothing_beside_it() -> None:
    beside = [f"../{folder.name}/" for folder in ROOT.parent.iterdir()]
    for path in [
        *MODULES,
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        ROOT / "Makefile",
        ROOT / "pyproject.toml",
    ]:
        text = path.read_text(encoding="utf-8")
        for word in (f"{ROOT}/", f"{Path.home()}/".replace("//", "/home/"), *beside):
            assert word not in text, f"{path} names {word}"
