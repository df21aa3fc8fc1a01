"""The self-check as students run it: a built check.pyz, this Python, a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.selfcheck import build

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def check_pyz(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a freshly built check.pyz."""
    path = tmp_path_factory.mktemp("kit") / "check.pyz"
    path.write_bytes(build.build())
    return path


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which nothing is left behind but in the test's own folder."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    kept = {k: v for k, v in os.environ.items() if k not in ("LANG", "LC_ALL", "PYTHONPATH", "NO_COLOR")}
    return {**kept, "TMPDIR": str(temporary), "PYTHONUTF8": "1"}


@pytest.fixture
def run(check_pyz: Path, environment: dict[str, str]) -> Run:
    """Return a function that runs check.pyz with arguments."""

    def call(
        *arguments: str | Path, cwd: Path | None = None, **more: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(check_pyz), *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            cwd=cwd,
            env={**environment, **more},
            timeout=300,
        )

    return call
