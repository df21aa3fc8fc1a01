"""Inert stand-ins for imports that marks do not depend on and that are not there (matplotlib, tqdm, pandas …).

Imported by the loader only. Anything may be asked of a stand-in; it answers with itself, and iterates over
what it was given, so that `for batch in tqdm(batches)` still runs.
"""

from __future__ import annotations

import dis
import sys
from collections.abc import Iterator, Mapping
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import FrameType, FunctionType, ModuleType
from typing import Any

import torch

from . import fallbacks, nothing, teaching

_UNPACK = dis.opmap["UNPACK_SEQUENCE"]
_NONE: Mapping[str, Any] = {}
_DECORATED = (FunctionType, type, property, classmethod, staticmethod)

used: list[str] = []
"""Top-level names that were replaced, in order of import."""


class Inert(nothing.Nothing):
    """Accept every use: call, attribute, item, context manager, arithmetic, iteration, base class, decorator."""

    def __init__(self, name: str = "", items: Any = (), settings: Mapping[str, Any] = _NONE) -> None:
        self.__dict__.update(settings)
        self.__dict__["_name"] = name
        self.__dict__["_items"] = items

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if (known := teaching.decorated(self._name, args, kwargs)) is not None:
            return known
        if self._name == "store_attr" and not args:
            teaching.store_attributes(sys._getframe(1))
        if len(args) == 1 and not kwargs and isinstance(args[0], _DECORATED):
            return args[0]
        if self._name.lower().endswith("device"):
            return _moved_or_device(args)
        settings = _settings(*args, kwargs)
        if self._name.endswith("range") and args and isinstance(args[0], int):
            return Inert(self._name, range(*args), settings)
        items = args[0] if args else kwargs.get("iterable", kwargs.get("sequence", ()))
        if isinstance(items, (str, bytes)) or not hasattr(items, "__iter__"):
            items = ()
        return Inert(self._name, items, settings)

    def __getattr__(self, name: str) -> Any:
        return _attribute(name)

    def __setattr__(self, name: str, value: Any) -> None:
        self.__dict__[name] = value

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type, ...]:
        alone = all(isinstance(base, Inert) for base in bases)
        return (QuietModule,) if alone and bases[0] is self else ()

    def __iter__(self) -> Iterator[Any]:
        names = _names_to_fill(sys._getframe(1))
        if names and names != len(self):
            return iter([Inert() for _ in range(names)])
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items) if hasattr(self._items, "__len__") else 0

    def __getitem__(self, key: Any) -> Any:
        return self.__dict__[key] if isinstance(key, str) and key in self.keys() else Inert(self._name)

    def __setitem__(self, key: Any, value: Any) -> None:
        if isinstance(key, str) and not key.startswith("_"):
            self.__dict__[key] = value

    def keys(self) -> list[str]:
        """Return the names of the settings that it was given."""
        return [key for key in self.__dict__ if not key.startswith("_")]

    def __enter__(self) -> Inert:
        return self

    def __exit__(self, *_: object) -> None: ...


def _settings(*sources: Any) -> dict[str, Any]:
    """Return the settings in dictionaries and in stand-ins made of them (`OmegaConf.create`, `EasyDict`, `Box(p=1)`).

    Single values alone: columns of a table are given in a dictionary too.
    """
    found: dict[str, Any] = {}
    for source in sources:
        if not isinstance(source, (dict, Inert)):
            continue
        for key in source.keys():  # noqa: SIM118 - a stand-in iterates over what it was given
            value = source[key]
            if isinstance(value, dict):
                value = Inert(str(key), value, _settings(value))
            if (value is None or isinstance(value, _SINGLE)) and str(key).isidentifier():
                found[str(key)] = value
    return {key: value for key, value in found.items() if not key.startswith("_")}


def _attribute(name: str) -> Any:
    if name.startswith("__") and name.endswith("__"):
        raise AttributeError(name)
    return named(name)


def named(name: str) -> Any:
    """Return the stand-in of a name: a device is one that torch takes, as `x.to(utils.device)` needs it."""
    return torch.device("cpu") if name.lower() == "device" else Inert(name)


def _moved_or_device(args: tuple[Any, ...]) -> Any:
    """Return what `to_device(x, …)` is to move, as it is; else a device, as of `get_device()` and `xla_device()`."""
    movable = (torch.Tensor, torch.nn.Module, list, tuple, dict)
    return args[0] if args and isinstance(args[0], movable) else torch.device("cpu")


def _names_to_fill(frame: FrameType) -> int:
    """Return how many names the statement that iterates unpacks into (`fig, ax = …`), or 0 where it does not."""
    code, last = frame.f_code.co_code, frame.f_lasti
    return code[last + 1] if 0 <= last < len(code) - 1 and code[last] == _UNPACK else 0


_SINGLE = (bool, int, float, str, Inert)


class _Scripted(torch.nn.Module):
    """What torch.jit.ScriptModule becomes: compiling needs the source files."""


class QuietModule(torch.nn.Module):
    """What a base class that is not there becomes: a plain module, with a framework's bookkeeping left out.

    Settings (`class Config(BaseModel)`, `Config(latent=16)`) keep what they are given.
    """

    def __init__(self, *_: Any, **given: Any) -> None:
        super().__init__()
        self.__dict__.update(given)

    def save_hyperparameters(self, *_: Any, **__: Any) -> None:
        """Keep the constructor's arguments: as `self.hparams`, and as attributes where there are no others."""
        self.__dict__.setdefault("hparams", teaching.Kept()).update(teaching.arguments(sys._getframe(1)))

    def __getattr__(self, name: str) -> Any:
        kept = self.__dict__.get("hparams", {})
        return kept[name] if name in kept else super().__getattr__(name)

    def log(self, *_: Any, **__: Any) -> None: ...

    def log_dict(self, *_: Any, **__: Any) -> None: ...


class InertModule(ModuleType):
    """A module of which every attribute is inert."""

    __path__: list[str] = []  # noqa: RUF012 - what makes `import a.b` look for a submodule
    __file__ = "stand-in"

    def __getattr__(self, name: str) -> Any:
        return _attribute(name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return Inert(self.__name__.rpartition(".")[2])(*args, **kwargs)


class _Finder(MetaPathFinder, Loader):
    def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:
        top = fullname.partition(".")[0]
        if top in _REAL or is_done_without():
            return None  # a wrong name in a real package is the student's ImportError
        if top not in used:
            used.append(top)
        return ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return InertModule(spec.name)

    def exec_module(self, module: ModuleType) -> None: ...


class _LastResort(_Finder):
    """What Python itself has but was not loaded in time (tkinter, msvcrt …): inert where a student asks for it."""

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if fullname.partition(".")[0] not in sys.stdlib_module_names or not asked_by_student():
            return None
        if is_done_without():
            return None
        used.append(fullname)
        return ModuleSpec(fullname, self, is_package=True)


_REAL = frozenset(sys.stdlib_module_names) | {"torch", "numpy"}
_IMPORTERS = frozenset({"importlib", "_frozen_importlib", "_frozen_importlib_external", "zipimport"})


def asked_by_student() -> bool:
    """Tell whether the import under way, whose finder asks, stands in the submission itself."""
    return _importing(sys._getframe(2))[0] is not None


def is_done_without() -> bool:
    """Tell whether the submission has something else for it, or asks by `find_spec` alone whether it is there."""
    frame, is_question = _importing(sys._getframe(2))
    return frame is not None and (is_question or fallbacks.stand_at(frame))


def _importing(frame: FrameType | None) -> tuple[FrameType | None, bool]:
    """Return the submission's frame that imports, if it is one, and whether it asks for a module's spec alone."""
    from . import modules

    is_question = False
    while frame is not None and str(frame.f_globals.get("__name__")).partition(".")[0] in _IMPORTERS:
        is_question = (
            frame.f_globals.get("__name__") == "importlib.util" and frame.f_code.co_name == "find_spec"
        )
        frame = frame.f_back
    own = frame is not None and frame.f_globals.get("__name__") in modules.own
    return (frame if own else None), is_question


def install() -> None:
    """Answer every import that finds nothing with a stand-in; compile nothing, as that needs files."""
    sys.meta_path += [_Finder(), _LastResort()]
    sys.modules["torch.utils.tensorboard"] = InertModule("torch.utils.tensorboard")
    torch.jit.ScriptModule = _Scripted  # type: ignore[assignment, misc]
    for owner, name in ((torch, "compile"), (torch.jit, "script"), (torch.jit, "script_method")):
        setattr(owner, name, _as_it_is)
    for name in ("trace", "trace_module", "freeze", "optimize_for_inference"):
        setattr(torch.jit, name, lambda what, *_, **__: what)
    nothing.install()


def _as_it_is(what: Any = None, *_: Any, **__: Any) -> Any:
    """Return what was to be compiled; with options alone, a decorator that does so."""
    return _as_it_is if what is None else what
