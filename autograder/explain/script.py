"""Write the script that shows a check on a student's own file. Imported within explain and by its command."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from autograder.model import Check, Result
from autograder.words import plain

from .bodies import BODIES
from .pieces import HEAD, TAIL

_LETTERS = "lbdno"
_SMALL = ((1, 1, 1, 1, 2), (3, 2, 4, 5, 3), (2, 3, 3, 3, 3))
_LARGEST = 64
_LONG = {"forward/gradients_go_through_time": ((12, 2, 3, 4, 2), (32, 2, 3, 4, 2))}
"""Sizes that a check needs besides: a gradient may be cut after many steps only."""
NOT_SHOWN = ("ready_made", "learning.parts_missing")
"""Findings that no numbers show: ready-made layers compute the right ones."""


def script(result: Result, check: Check, title: str) -> str | None:
    """Return the script's text; None where no script can show this check or this finding."""
    body = BODIES.get(check.id)
    if body is None or (check.finding is not None and check.finding.key in NOT_SHOWN):
        return None
    values = {
        "title": plain(title, 200).replace("\\", "/").replace('"', "'"),
        "check": check.id,
        "name": script_path(Path(), result, check).name,
        "sizes": repr(list(_sizes(check))),
    }
    head = HEAD
    for name, value in values.items():
        head = head.replace(f"@{name}@", value)
    return head + body + TAIL


def script_path(out: Path, result: Result, check: Check) -> Path:
    """Return where the script belongs: `OUT/explain/<student>-<exercise>-<check>.py`."""
    return out / "explain" / f"{result.student}-{check.id.replace('/', '-')}.py"


def _sizes(check: Check) -> tuple[tuple[int, ...], ...]:
    """Return the sizes at which the check failed, then small ones."""
    args: Mapping[str, Any] = check.finding.args if check.finding else {}
    failed = [_completed(args[k]) for k in ("sizes", "fails_at") if isinstance(args.get(k), Mapping)]
    return (*[f for f in failed if f not in _SMALL], *_SMALL, *_LONG.get(check.id, ()))


def _completed(sizes: Mapping[str, Any]) -> tuple[int, ...]:
    usual = dict(zip(_LETTERS, _SMALL[1]))
    given = {k: v for k, v in sizes.items() if k in usual and isinstance(v, int) and 1 <= v <= _LARGEST}
    return tuple({**usual, **given}[letter] for letter in _LETTERS)
