"""A copy of the kit, a small class, and the real command on them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lab_runs import Lab, command, copy_kit

from autograder.model import ROOT

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


@pytest.fixture(scope="session")
def lab(kit: Path) -> Lab:
    """Return a function that runs `lab` from the copy of the kit."""

    def run(*arguments: Any, kit: Path = kit, **options: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(*arguments), cwd=kit, capture_output=True, text=True, check=False, timeout=300, **options
        )

    return run


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
