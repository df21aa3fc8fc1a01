"""Grading on a Dask cluster gives the marks of grading here, whatever becomes of the cluster's workers."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from lab_runs import Lab, alive, command, command_line, descendants, documents

pytestmark = pytest.mark.slow

_WITHOUT = """
import sys
sys.modules["distributed"] = None
from autograder.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def dask(*arguments: str, kit: Path) -> subprocess.Popen[str]:
    """Start one of Dask's processes with the kit's copy as its folder."""
    line = [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]]
    environment = {**os.environ, "PYTHONPATH": str(kit)}
    return subprocess.Popen(
        line, cwd=kit, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )


@pytest.fixture
def cluster(kit: Path, tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """Start a scheduler and two workers on this machine; return the scheduler's address and the workers."""
    own = str(tmp_path)
    options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
    scheduler = dask("dask_scheduler", *options, kit=kit)
    assert scheduler.stderr is not None
    workers = []
    try:
        address = ""
        for line in scheduler.stderr:
            if found := re.search(r"Scheduler at:\s+(tcp://\S+)", line):
                address = found[1]
                break
        assert address, "the scheduler did not start"
        how = ("--nthreads", "1", "--no-dashboard", "--local-directory", own)
        workers = [dask("dask_worker", address, *how, kit=kit) for _ in range(2)]
        yield address, workers
    finally:
        below = {p: b for process in (*workers, scheduler) for p, b in descendants(process.pid).items()}
        for process in (*workers, scheduler):
            process.kill()
            process.communicate(timeout=20)
        end = time.monotonic() + 10
        while alive(below) and time.monotonic() < end:
            time.sleep(0.05)
        for pid in alive(below):
            os.kill(pid, signal.SIGKILL)


def test_the_marks_are_those_of_grading_here(
    cluster: tuple[str, list[subprocess.Popen[str]]],
    lab: Lab,
    submissions: Path,
    graded: Path,
    tmp_path: Path,
) -> None:
    done = lab("grade", submissions, "--out", tmp_path / "out", "--cluster", cluster[0])
    assert done.returncode == 0, done.stderr
    assert documents(tmp_path / "out") == documents(graded)
    assert (tmp_path / "out" / "grades.csv").read_bytes() == (graded / "grades.csv").read_bytes()


def test_a_killed_worker_loses_nothing(
    cluster: tuple[str, list[subprocess.Popen[str]]],
    kit: Path,
    submissions: Path,
    graded: Path,
    tmp_path: Path,
) -> None:
    address, workers = cluster
    line = command("grade", submissions, "--out", tmp_path / "out", "--cluster", address)
    process = subprocess.Popen(line, cwd=kit, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    killed = False
    while process.poll() is None and not killed:
        time.sleep(0.05)
        for worker in workers:
            below = descendants(worker.pid)
            examining = [p for p in below if b"autograder.worker" in command_line(p)]
            if examining and not killed:
                for pid in (worker.pid, *below):
                    if pid == worker.pid or (pid not in examining and pid in alive(below)):
                        os.kill(pid, signal.SIGKILL)
                killed = True
                end = time.monotonic() + 10
                while alive(below) and time.monotonic() < end:
                    time.sleep(0.05)
                assert not alive(below), "what a killed worker had started lives on"
    _, said = process.communicate(timeout=200)
    assert killed
    assert process.returncode == 0, said
    assert documents(tmp_path / "out") == documents(graded)


def test_what_is_missing_is_said(kit: Path, lab: Lab, submissions: Path, tmp_path: Path) -> None:
    arguments = ("grade", submissions, "--out", tmp_path / "out", "--cluster", "tcp://127.0.0.1:9")
    nobody = lab(*arguments)
    assert nobody.returncode == 2
    assert nobody.stderr.startswith("lab grade: No Dask scheduler answers at tcp://127.0.0.1:9")
    line = [sys.executable, "-c", _WITHOUT, *map(str, arguments)]
    without = subprocess.run(line, cwd=kit, capture_output=True, text=True, check=False)
    assert without.returncode == 2
    assert "pip install 'rnn-lab[cluster]'" in without.stderr
    assert "Traceback" not in nobody.stderr + without.stderr
