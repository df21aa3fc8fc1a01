"""Single keys from a terminal, without Enter, on POSIX and Windows; lines elsewhere. For the self-check's watch."""

from __future__ import annotations

import contextlib
import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator

POLL_S = 0.05
STOP = "q"
_SAME = {"\r": "", "\n": "", " ": "", "\x03": STOP, "\x04": STOP, "\x1a": STOP}

Keys = queue.SimpleQueue[str]


@contextlib.contextmanager
def pressed() -> Iterator[Keys]:
    """Give the queue in which keys arrive, "" for Enter; nothing comes where there is no terminal to type at."""
    keys: Keys = queue.SimpleQueue()
    if sys.stdin is None or sys.stdin.closed or not sys.stdin.isatty():
        yield keys
    elif sys.platform == "win32":
        _listen(keys, _windows_key)
        yield keys
    else:
        with _unbuffered() as single:
            _listen(keys, _byte if single else _line)
            yield keys


def _listen(keys: Keys, read: Callable[[], str | None]) -> None:
    def listen() -> None:
        with contextlib.suppress(OSError, ValueError, EOFError):
            while (key := read()) is not None:
                keys.put(_SAME.get(key, key.lower()))

    threading.Thread(target=listen, daemon=True).start()


@contextlib.contextmanager
def _unbuffered() -> Iterator[bool]:
    """Have the terminal hand over each key at once, and put it back as it was; tell whether that is so.

    In the background nothing is touched: the system would stop the program.
    """
    try:
        import termios
        import tty
    except ImportError:
        yield False
        return
    try:
        fd = sys.stdin.fileno()
        if os.tcgetpgrp(fd) != os.getpgrp():
            raise OSError("in the background")
        before = termios.tcgetattr(fd)
        tty.setcbreak(fd)
    except (OSError, ValueError, AttributeError, termios.error):
        yield False
        return
    try:
        yield True
    finally:
        with contextlib.suppress(OSError, termios.error):
            termios.tcsetattr(fd, termios.TCSADRAIN, before)


def _byte() -> str | None:
    data = os.read(sys.stdin.fileno(), 16)
    return (
        data.decode("ascii", "replace") if data else None
    )  # an arrow is three characters, and no key of ours


def _line() -> str | None:
    line = sys.stdin.readline()
    return line.strip()[:1] if line else None


def _windows_key() -> str | None:
    import msvcrt

    while not msvcrt.kbhit():  # type: ignore[attr-defined]
        time.sleep(POLL_S)
    key = str(msvcrt.getwch())  # type: ignore[attr-defined]
    return key + str(msvcrt.getwch()) if key in "\x00\xe0" else key  # type: ignore[attr-defined]
