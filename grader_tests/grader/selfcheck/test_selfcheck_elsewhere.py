"""The self-check without what Windows and macOS lack, or on a full disk: taken away from Python, in every process."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.model import ROOT

pytestmark = pytest.mark.slow

RIGHT = (ROOT / "solutions" / "rnn.py").read_text(encoding="utf-8")

LACKING = """
import os, select, signal, socket, subprocess, sys, tempfile
for module, names in {
    os: "fork sysconf getuid geteuid pidfd_open O_NOFOLLOW O_DIRECTORY O_NONBLOCK O_CLOEXEC fchmod",
    signal: "setitimer getitimer SIGALRM SIGPROF pidfd_send_signal ITIMER_REAL ITIMER_PROF",
    select: "poll epoll",
    socket: "AF_UNIX send_fds recv_fds",
}.items():
    for name in names.split():
        if hasattr(module, name):
            delattr(module, name)
for name in ("fcntl", "resource", "termios", "pwd", "grp"):
    sys.modules[name] = None
"""


@pytest.fixture
def elsewhere(tmp_path: Path) -> str:
    """Return a folder for PYTHONPATH by which every Python started lacks what Windows has not."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(LACKING)
    return str(folder)


def test_the_solution_passes(run, tmp_path: Path, elsewhere: str) -> None:
    (tmp_path / "rnn.py").write_text(RIGHT, encoding="utf-8")
    done = run("rnn.py", "--hint", "--lang", "en", cwd=tmp_path, PYTHONPATH=elsewhere)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "20 / 20 points" in done.stdout


@pytest.mark.parametrize("where", ["in forward", "at the top"])
def test_an_endless_loop_ends_without_signals(run, tmp_path: Path, elsewhere: str, where: str) -> None:
    loop = RIGHT.replace(
        "        for observation in x:", "        while True: pass\n        for observation in x:"
    )
    text = loop if where == "in forward" else RIGHT + "\nwhile True: pass\n"
    (tmp_path / "rnn.py").write_text(text, encoding="utf-8")
    done = run("rnn.py", "--exercise", "forward", "--lang", "en", cwd=tmp_path, PYTHONPATH=elsewhere)
    if where == "at the top":
        assert done.returncode == 0, done.stdout + done.stderr
    else:
        assert done.returncode == 1 and "does not come to an end" in done.stdout


FULL = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
"""


def test_a_full_disk_costs_nothing(run, tmp_path: Path) -> None:
    """torch's optimisers look for a folder for temporary files, and none can be written to."""
    (tmp_path / "rnn.py").write_text(RIGHT, encoding="utf-8")
    folder = tmp_path / "full"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(FULL)
    done = run("--hint", "--plot", "--lang", "en", cwd=tmp_path, PYTHONPATH=str(folder))
    assert "20 / 20 points" in done.stdout, done.stdout + done.stderr
    assert done.returncode == 2 and "plots cannot be written" in done.stderr
