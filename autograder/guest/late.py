"""Modules that torch, numpy and Python import in the middle of a function, kept in memory. For the zygote.

In the sandbox no file can be opened, so an import that comes late would fail, in a program that is right. The
zygote reads what it has not imported itself, as bytecode where Python has it; a guest runs it from there.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import suppress
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec, SourcelessFileLoader
from types import CodeType, ModuleType

PACKAGES = ("torch", "numpy", "einops")
_NO_USE = (
    "__pycache__ site-packages dist-packages test tests lib2to3 ensurepip venv distutils f2py pydoc_data"
)
_BETTER_A_STAND_IN = "tkinter idlelib turtle turtledemo curses dbm"
_LARGE = "_inductor _internal"
_LEFT_OUT = frozenset(f"{_NO_USE} {_BETTER_A_STAND_IN} {_LARGE}".split())


class Kept(MetaPathFinder, InspectLoader):
    """Finds and runs what was kept.

    Args:
        kept: by full name, whether it is a package, its path and the bytes of its .pyc or .py.
    """

    def __init__(self, kept: dict[str, tuple[bool, str, bytes]]) -> None:
        self.kept = kept

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if fullname not in self.kept:
            return None
        is_package, file, _ = self.kept[fullname]
        spec = ModuleSpec(fullname, self, origin=file, is_package=is_package)
        spec.has_location = True
        return spec

    def is_package(self, fullname: str) -> bool:
        return self.kept[fullname][0]

    def get_source(self, fullname: str) -> str | None:
        return None

    def get_code(self, fullname: str) -> CodeType:
        _, file, data = self.kept[fullname]
        if data[:4] != importlib.util.MAGIC_NUMBER:
            return compile(data, file, "exec", dont_inherit=True)
        code = _Bytecode(fullname, file, data).get_code(fullname)
        assert code is not None
        return code

    def exec_module(self, module: ModuleType) -> None:
        exec(self.get_code(module.__name__), module.__dict__)


class _Bytecode(SourcelessFileLoader):
    """Python's loader of .pyc files, with the bytes given."""

    def __init__(self, fullname: str, path: str, data: bytes) -> None:
        super().__init__(fullname, path)
        self.data = data

    def get_data(self, path: str) -> bytes:
        return self.data


def keep() -> Kept:
    """Read every module of Python's library and of `PACKAGES` that is not imported yet; about 0.2 s."""
    kept = {}
    for name, is_package, file in _modules():
        if name in sys.modules:
            continue
        with suppress(OSError):  # who may not read it can't import it
            kept[name] = (is_package, file, _bytecode(file) or _read(file))
    return Kept(kept)


def _bytecode(file: str) -> bytes:
    """Return what is in the .pyc of a source file, or b"" where there is none that fits it."""
    try:
        data = _read(importlib.util.cache_from_source(file))
    except OSError:
        return b""
    by_date = data[4:8] == bytes(4)  # https://peps.python.org/pep-0552/
    fits = not by_date or int.from_bytes(data[8:12], "little") == int(os.stat(file).st_mtime) & 0xFFFF_FFFF
    return data if data[:4] == importlib.util.MAGIC_NUMBER and fits else b""


def _read(file: str) -> bytes:
    with open(file, "rb") as opened:
        return opened.read()


def _modules() -> Iterator[tuple[str, bool, str]]:
    """Yield name, whether it is a package, and file."""
    yield from _below(sysconfig.get_path("stdlib"), "")
    for name in PACKAGES:
        file = getattr(sys.modules.get(name), "__file__", None)
        if file is not None:
            yield from _below(os.path.dirname(file), f"{name}.")


def _below(folder: str, prefix: str) -> Iterator[tuple[str, bool, str]]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:  # Python from a zip, or a folder that is closed to this user
        return
    for entry in entries:
        name, extension = os.path.splitext(entry.name)
        if name in _LEFT_OUT:
            continue
        if extension == ".py" and name.isidentifier() and name != "__init__":
            yield prefix + name, False, entry.path
        elif not extension and name.isidentifier() and entry.is_dir():
            inside = os.path.join(entry.path, "__init__.py")
            if os.path.isfile(inside):
                yield prefix + name, True, inside
            yield from _below(entry.path, f"{prefix}{name}.")
