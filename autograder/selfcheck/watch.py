"""Follow the file: check again at each save, take single keys from the keyboard. For the self-check's command."""

from __future__ import annotations

import json
import queue
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from autograder.model import Lang, UsageError
from autograder.words import numbers

from .keyboard import POLL_S, STOP, Keys, pressed
from .words import say

SETTLE_S = 0.03  # a save that is still being written goes on growing
HALF_S = 0.5  # how long a file may be missing, empty or cut off in the middle of a save

Stamp = tuple[int, int, int]


class Checked(Protocol):
    """What is needed of the session's Checker."""

    path: Path
    lang: Lang
    holds: bool

    def check(self, check_time: Callable[[], None], hint: bool | None) -> bool:
        """Check the file as it is."""

    def hint(self) -> None:
        """Say the next hint."""

    def plot_again(self) -> None:
        """Check and draw."""

    def prepare(self) -> None:
        """Start what the next check needs."""

    def clear(self) -> None:
        """Make room on a terminal for the next answer."""

    def aside(self, text: str) -> None:
        """Say something that is no result."""


class _Saved(Exception):
    """The file was saved while it was being checked."""


def stamp(path: Path) -> Stamp | None:
    """Return what changes when a file is saved, or None while it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def follow(checker: Checked) -> int:
    """Check at once and after each save, until Ctrl-C or q; return 0 where the last check passed, else 1."""
    with pressed() as keys:
        return _follow(checker, keys)


def _follow(checker: Checked, keys: Keys) -> int:
    wanted, since, saved = True, time.monotonic(), False
    seen = stamp(checker.path)
    try:
        while True:
            if wanted:
                seen = _settled(checker.path)
                try:
                    checker.check(partial(_unchanged, checker.path, seen), None)
                    wanted = False
                    if saved:
                        seconds = numbers.fixed(time.monotonic() - since, checker.lang)
                        checker.aside(say("seconds", checker.lang, seconds=seconds))
                    checker.aside(say("watching", checker.lang, file=checker.path.name))
                except _Saved:
                    checker.aside(say("changed", checker.lang))
                    since, saved = time.monotonic(), True
                    checker.clear()
                    continue
                except UsageError as error:  # gone, or held by another program: it may come back
                    checker.aside(str(error))
                    wanted = False
                checker.prepare()
            if stamp(checker.path) not in (seen, None):
                wanted, since, saved = True, time.monotonic(), True
                checker.clear()
                continue
            try:
                key = keys.get(timeout=POLL_S)
            except queue.Empty:
                continue
            if key == STOP:
                return 0 if checker.holds else 1
            if key == "h":
                checker.hint()
            elif key == "p":
                try:
                    checker.plot_again()
                except (
                    UsageError
                ) as error:  # no file, or nowhere to draw: the next save is still to be checked
                    checker.aside(str(error))
            elif key == "":
                wanted, saved = True, False
                checker.clear()
    except KeyboardInterrupt:
        checker.aside("\n" + say("stopped", checker.lang))
        return 0 if checker.holds else 1


def _unchanged(path: Path, seen: Stamp | None) -> None:
    found = stamp(path)
    if found is not None and found != seen:
        raise _Saved


def _settled(path: Path) -> Stamp | None:
    """Wait until a save has come to its end; return the file's stamp then."""
    end, found = time.monotonic() + HALF_S, stamp(path)
    while True:
        time.sleep(SETTLE_S)
        again = stamp(path)
        if again == found and (time.monotonic() > end or whole(path)):
            return again
        found = again


def whole(path: Path) -> bool:
    """Tell whether a file looks like one that was saved to its end."""
    try:
        data = path.read_bytes()
        if path.suffix.lower() == ".ipynb":
            json.loads(data)
        elif data.strip():
            compile(data, path.name, "exec", dont_inherit=True)
    except (OSError, ValueError, SyntaxError, RecursionError, MemoryError, OverflowError):
        return False
    return bool(data.strip())
