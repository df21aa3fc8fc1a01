"""What the tests of this folder share: the command line, a copy of the kit, results, processes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.model import ROOT

_PARTS = ("autograder", "solutions", "grader_tests/hidden")

Lab = Callable[..., "subprocess.CompletedProcess[str]"]


def copy_kit(to: Path) -> Path:
    """Copy what the command needs."""
    for part in _PARTS:
        shutil.copytree(ROOT / part, to / part, ignore=shutil.ignore_patterns("__pycache__"))
    return to


def command(*arguments: Any) -> list[str]:
    """Return the command line of `lab`; the kit is that of the folder in which it runs."""
    return [sys.executable, "-m", "autograder", *map(str, arguments)]


def documents(out: Path) -> dict[str, dict[str, Any]]:
    """Return what the results say, less the seconds that grading took."""
    found = {p.stem: json.loads(p.read_bytes()) for p in sorted((out / "results").glob("*.json"))}
    for document in found.values():
        del document["seconds"]
    return found


def descendants(pid: int) -> list[int]:
    """Return the processes below one, whatever their session."""
    found, waiting = [], [pid]
    while waiting:
        for path in Path(f"/proc/{waiting.pop()}/task").glob("*/children"):
            try:
                below = [int(child) for child in path.read_text().split()]
            except OSError:
                continue
            found += below
            waiting += below
    return found


def alive(pids: list[int]) -> list[int]:
    """Return those of the processes that still run."""
    found = []
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if state != "Z":
            found.append(pid)
    return found
