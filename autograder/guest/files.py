"""The file system as student code finds it: an empty folder that forgets. Imported by the loader only.

The sandbox refuses every path with EACCES, which no program expects of its own folder: `Path.exists` raises, `except
FileNotFoundError` does not catch it, a log that cannot be opened ends the step that keeps it.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
from collections.abc import Callable
from contextlib import suppress
from typing import Any

_LOOKING = (
    "stat",
    "lstat",
    "listdir",
    "scandir",
    "readlink",
    "remove",
    "unlink",
    "rmdir",
    "rename",
    "replace",
)
_real_open, _real_mkdir = builtins.open, os.mkdir


def install() -> None:
    """Answer for what is refused; what is not refused is left alone."""
    builtins.open = io.open = _open
    os.mkdir = _mkdir
    for name in _LOOKING:
        setattr(os, name, _absent(getattr(os, name)))


def _absent(function: Callable[..., Any]) -> Callable[..., Any]:
    def look(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except PermissionError as error:
            raise _not_there(error) from None

    return look


def _not_there(error: PermissionError) -> FileNotFoundError:
    return FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), error.filename)


def _open(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
    """Open a file; what can't be written goes nowhere, what can't be read is not there."""
    try:
        return _real_open(file, mode, *args, **kwargs)
    except PermissionError as error:
        if not set("wax") & set(mode):
            raise _not_there(error) from None
    return io.BytesIO() if "b" in mode else io.StringIO()


def _mkdir(*args: Any, **kwargs: Any) -> None:
    with suppress(PermissionError):  # as made: nothing can be put into it anyway
        _real_mkdir(*args, **kwargs)
