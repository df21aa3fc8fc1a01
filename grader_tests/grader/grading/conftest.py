"""A copy of the kit, a small class, and the real command on them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.model import ROOT

_PARTS = ("autograder", "solutions", "grader_tests/hidden")

SUBMISSIONS = {
    "ada.py": None,  # the reference
    "bea.py": "mistakes/loss-sum",
    "cleo.py": "mistakes/batch-first",
    "dora.py": "mistakes/no-activation",
    "eve.py": "x = 1\n",
    "fay.py": "import os\nos._exit(3)\n",
}
"""Six quick students: right, three known mistakes, nothing attempted, and one that ends its process."""


@pytest.fixture(scope="session")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the kit, whose checks a test may change; it is the one that runs where it is the folder."""
    return copy_kit(tmp_path_factory.mktemp("kit"))


def copy_kit(to: Path) -> Path:
    """Copy what the command needs."""
    for part in _PARTS:
        shutil.copytree(ROOT / part, to / part, ignore=shutil.ignore_patterns("__pycache__"))
    return to


@pytest.fixture(scope="session")
def submissions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the small class into a folder."""
    from autograder import corpus

    folder = tmp_path_factory.mktemp("class")
    programs = {p.name: p.submission for p in corpus.mistakes()}
    for name, what in SUBMISSIONS.items():
        if what is None:
            content = (ROOT / "solutions" / "rnn.py").read_bytes()
        elif what.startswith("mistakes/"):
            stem = what.partition("/")[2]
            content = next(c for n, c in sorted(programs.items()) if Path(n).stem.startswith(stem))
        else:
            content = what.encode()
        (folder / name).write_bytes(content)
    return folder


Lab = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def lab(kit: Path) -> Lab:
    """Return a function that runs `lab` from the copy of the kit."""

    def run(*arguments: Any, kit: Path = kit, **options: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(*arguments), cwd=kit, capture_output=True, text=True, check=False, timeout=300, **options
        )

    return run


def command(*arguments: Any) -> list[str]:
    """Return the command line of `lab`; the kit is that of the folder in which it runs."""
    return [sys.executable, "-m", "autograder", *map(str, arguments)]


@pytest.fixture(scope="session")
def graded(lab: Lab, submissions: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Grade the small class once, undisturbed."""
    out = tmp_path_factory.mktemp("graded") / "out"
    done = lab("grade", submissions, "--out", out, "--jobs", "2")
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture
def again(graded: Path, tmp_path: Path) -> Path:
    """Return a copy of the graded folder, to change."""
    return Path(shutil.copytree(graded, tmp_path / "again"))


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
