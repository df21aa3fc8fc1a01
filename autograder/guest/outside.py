"""What a program asks of the machine and a sandbox refuses: other programs, shared memory, the clock's zones, files
that are opened in C, an answer to the debugger. Imported by the loader only.

Each but the debugger, to whom a check has nobody to answer, is tried first, so that on a machine of one's own nothing
changes; what stands in its place lives in this process.
"""

from __future__ import annotations

import datetime
import errno
import functools
import multiprocessing
import os
import pdb
import queue
import sqlite3
import subprocess
import sys
import threading
import zoneinfo
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from typing import Any

import numpy
import torch

_Refused = tuple[type[Exception], ...]


class _Shared:
    """What multiprocessing.Value and Array become: a value that is shared with nobody."""

    def __init__(self, _kind: Any, value: Any = 0, **_: Any) -> None:
        self.value = value

    def get_lock(self) -> Any:
        """Return a context that waits for nobody."""
        return nullcontext()

    def __getitem__(self, place: Any) -> Any:
        return self.value[place]

    def __setitem__(self, place: Any, value: Any) -> None:
        self.value[place] = value


def _shared_array(kind: Any, content: Any = 0, **_: Any) -> _Shared:
    return _Shared(kind, [0] * content if isinstance(content, int) else list(content))


def _nowhere(*_: Any, **__: Any) -> None: ...


_IN_THIS_PROCESS: Mapping[str, Callable[..., Any]] = {
    "Value": _Shared,
    "Array": _shared_array,
    "Lock": threading.Lock,
    "RLock": threading.RLock,
    "Semaphore": threading.Semaphore,
    "BoundedSemaphore": threading.BoundedSemaphore,
    "Condition": threading.Condition,
    "Event": threading.Event,
    "Barrier": threading.Barrier,
    "Queue": queue.Queue,
    "JoinableQueue": queue.Queue,
    "SimpleQueue": queue.SimpleQueue,
}


def install() -> None:
    """Answer for what is refused; what is not refused is left alone."""
    for name, otherwise in _IN_THIS_PROCESS.items():
        shared = _or_else(getattr(multiprocessing, name), otherwise, (OSError,))
        for owner in (multiprocessing, torch.multiprocessing):
            setattr(owner, name, shared)
    torch.save = _or_else(torch.save, _written_to_nothing, (OSError, RuntimeError))
    for name in ("save", "savetxt", "savez", "savez_compressed"):
        setattr(numpy, name, _or_else(getattr(numpy, name), _nowhere, (OSError,)))
    sqlite3.connect = _or_else(sqlite3.connect, _in_memory, (sqlite3.OperationalError,))
    sys.breakpointhook = pdb.set_trace = _nowhere  # left in by mistake: nobody is there to go on
    zoneinfo.ZoneInfo = _Zone  # type: ignore[misc]
    subprocess.Popen.__init__ = _not_installed(subprocess.Popen.__init__)  # type: ignore[method-assign]
    for kind, name in ((torch.Tensor, "share_memory_"), (torch.nn.Module, "share_memory")):
        setattr(kind, name, lambda itself: itself)


def _or_else(function: Callable[..., Any], otherwise: Callable[..., Any], refused: _Refused) -> Any:
    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except refused:
            return otherwise(*args, **kwargs)

    return call


def _written_to_nothing(content: Any, file: Any, *_: Any, **__: Any) -> None:
    if not isinstance(file, (str, os.PathLike)):
        raise TypeError(f"expected a path or an open file, got {type(file).__name__}")


def _in_memory(_database: Any, *args: Any, **kwargs: Any) -> sqlite3.Connection:
    return sqlite3.connect(":memory:")


class _Zone(zoneinfo.ZoneInfo):
    """A zone of which the hours are not known here is that of Greenwich."""

    def __new__(cls, key: str) -> Any:
        try:
            return super().__new__(cls, key)
        except (OSError, zoneinfo.ZoneInfoNotFoundError):
            return datetime.timezone.utc


def _not_installed(start: Callable[..., None]) -> Callable[..., None]:
    """Return a Popen that finds no program where none may be started."""

    @functools.wraps(start)
    def begin(itself: Any, args: Any, *more: Any, **kwargs: Any) -> None:
        try:
            start(itself, args, *more, **kwargs)
        except PermissionError:
            program = args if isinstance(args, (str, bytes, os.PathLike)) else next(iter(args), "")
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), program) from None

    return begin
