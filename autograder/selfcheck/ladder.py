"""Remember which hints were given, so that each call climbs one step. For the self-check's command."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Collection
from pathlib import Path


def place(file: Path) -> Path:
    """Return where the steps of a file are kept: in the folder for temporary files, never beside what is handed in."""
    name = hashlib.sha256(os.fsencode(os.path.realpath(file))).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"rnn-lab-hints-{name}.json"


def climb(file: Path, exercise: str, steps: int, passed: Collection[str]) -> int:
    """Return the step to show on a ladder, from 1, one more than last time and `steps` at most.

    `exercise` names the ladder: an exercise, or "exercise, …" for another of the same exercise. Those of exercises
    that pass start again at the first step. What can't be read or written is forgotten in silence.
    """
    found = {k: v for k, v in _read(file).items() if k.partition(",")[0] not in passed}
    step = min(found.get(exercise, 0) + 1, steps)
    _write(file, {**found, exercise: step})
    return step


def _read(file: Path) -> dict[str, int]:
    try:  # the place too: on a full disk there is none
        value = json.loads(place(file).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(value, dict):
        return {}
    return {k: v for k, v in value.items() if type(v) is int and 0 <= v < 100}


def _write(file: Path, steps: dict[str, int]) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
    with (
        contextlib.suppress(OSError),
        open(os.open(place(file), flags, 0o600), "w", encoding="utf-8") as stream,
    ):
        json.dump(steps, stream)
