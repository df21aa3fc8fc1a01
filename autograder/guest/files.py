"""The file system as student code finds it: a folder that forgets, empty but for the scripts that were handed in.

Imported by the loader only.

The sandbox refuses every path with EACCES, which no program expects of its own folder: `Path.exists` raises, `except
FileNotFoundError` does not catch it, a log that cannot be opened ends the step that keeps it.
"""

from __future__ import annotations

import _io
import builtins
import errno
import io
import os
import stat
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

_LOOKING = (
    "stat",
    "lstat",
    "readlink",
    "remove",
    "unlink",
    "rmdir",
    "rename",
    "replace",
)
_LISTING: Mapping[str, Callable[[Any], Any]] = {
    "listdir": lambda path: sorted(_inside(path)),
    "scandir": lambda path: _Entries(path),
}
_real_open, _real_mkdir, _real_os_open = builtins.open, os.mkdir, os.open
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_MOST_MADE = 1000
_made = {os.curdir}
"""The folders that are there, empty: one's own, and those that were made."""
handed_in: dict[str, str] = {}
"""The scripts of the submission, by path: what a program opens to execute it."""
beside: list[str] = []
"""Those that a look into their folders finds: not the program itself, which is no part of its own."""


def install() -> None:
    """Answer for what is refused; what is not refused is left alone."""
    builtins.open = io.open = _open
    io.open_code = _io.open_code = _open_code
    os.mkdir = _mkdir
    os.open = _os_open
    for name in _LOOKING:
        setattr(os, name, _absent(getattr(os, name)))
    for name in ("stat", "lstat"):
        setattr(os, name, _script_or(getattr(os, name)))
    for name, handed in _LISTING.items():
        setattr(os, name, _of_handed_in(getattr(os, name), handed))


def _absent(function: Callable[..., Any]) -> Callable[..., Any]:
    def look(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except PermissionError as error:
            raise _not_there(error) from None

    return look


def _script_or(function: Callable[..., Any]) -> Callable[..., Any]:
    def look(path: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return function(path, *args, **kwargs)
        except FileNotFoundError:
            text = _script(path)
            if text is None and not _inside(path):
                raise
            kind, size = (stat.S_IFREG | 0o644, len(text)) if text is not None else (stat.S_IFDIR | 0o755, 0)
            return os.stat_result((kind, 0, 0, 1, 0, 0, size, 0, 0, 0))

    return look


def _of_handed_in(function: Callable[..., Any], handed: Callable[[Any], Any]) -> Callable[..., Any]:
    def look(path: Any = None) -> Any:
        try:
            return function(path)
        except PermissionError as error:
            if path is None or _name(path) in _made or _inside(path):
                return handed(path)
            raise _not_there(error) from None

    return look


class _Entries:
    """What os.scandir finds in a folder: the scripts that were handed in."""

    def __init__(self, path: Any) -> None:
        names = sorted(_inside(path).items())
        above = "" if path is None else os.fsdecode(path)
        self._left = iter([_Entry(name, os.path.join(above, name), folder) for name, folder in names])

    def __iter__(self) -> _Entries:
        return self

    def __next__(self) -> _Entry:
        return next(self._left)

    def __enter__(self) -> _Entries:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Do nothing: no folder is open."""


class _Entry:
    def __init__(self, name: str, path: str, folder: bool) -> None:
        self.name, self.path, self._folder = name, path, folder

    def __fspath__(self) -> str:
        return self.path

    def is_dir(self, **_: Any) -> bool:
        return self._folder

    def is_file(self, **_: Any) -> bool:
        return not self._folder

    def is_symlink(self) -> bool:
        return False

    is_junction = is_symlink

    def stat(self, **_: Any) -> os.stat_result:
        return os.stat(self.path)


def _inside(path: Any) -> dict[str, bool]:
    """Return what scripts make of a folder, wherever that is said to be: names, and whether a folder bears one."""
    folder = _name(os.curdir if path is None else path)
    if not isinstance(folder, str):
        return {}
    asked = "/" + folder.replace(os.sep, "/").replace("../", "").strip("/")
    found: dict[str, bool] = {}
    for known in beside:
        parts = known.split("/")
        for depth in range(len(parts)):
            if asked == "/." if not depth else asked.endswith("/" + "/".join(parts[:depth])):
                found[parts[depth]] = depth < len(parts) - 1
    return found


def _name(path: Any) -> Any:
    """Return a path below the working folder as it is remembered."""
    if isinstance(path, int):
        return path  # an open folder
    name = os.path.normpath(os.fsdecode(path))
    with suppress(OSError):  # the working folder may have no name
        return os.path.relpath(name) if os.path.isabs(name) else name
    return name


def _script(path: Any) -> str | None:
    """Return the script at a path, wherever the folder is said to be that it was handed in with.

    The program itself is found by its name alone: elsewhere, a file that is called alike is another.
    """
    name = _name(path)
    if not isinstance(name, str):
        return None
    asked = "/" + name.replace(os.sep, "/").replace("../", "").lstrip("/")
    ends = [
        text
        for known, text in handed_in.items()
        if asked == f"/{known}"
        or (known in beside and (f"/{known}".endswith(asked) or asked.endswith(f"/{known}")))
    ]
    return ends[0] if len(ends) == 1 else None


def _open_code(path: Any) -> Any:
    """Open a script to execute it."""
    return _open(path, "rb")


def _not_there(error: PermissionError) -> FileNotFoundError:
    return FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), error.filename)


def _open(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
    """Open a file; what can't be written goes nowhere, what can't be read is not there unless it was handed in."""
    writing = bool(set("wax") & set(mode))
    try:
        return _real_open(file, mode, *args, **kwargs)
    except (PermissionError, FileNotFoundError) as error:
        text = None if writing else _script(file)
        if text is not None:
            return io.BytesIO(text.encode()) if "b" in mode else io.StringIO(text)
        if isinstance(error, FileNotFoundError):
            raise
        if not writing:
            raise _not_there(error) from None
    return io.BytesIO() if "b" in mode else io.StringIO()


def _os_open(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
    """Open a descriptor; what can't be written goes where all that is printed goes: nowhere."""
    try:
        return _real_os_open(path, flags, *args, **kwargs)
    except PermissionError as error:
        if not flags & _WRITING:
            raise _not_there(error) from None
    return os.dup(1)


def _mkdir(path: Any, *args: Any, **kwargs: Any) -> None:
    try:
        _real_mkdir(path, *args, **kwargs)
    except PermissionError:  # as made: nothing can be put into it anyway
        if len(_made) < _MOST_MADE:
            _made.add(_name(path))
