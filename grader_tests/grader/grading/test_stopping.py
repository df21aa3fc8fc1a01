"""Ctrl-C, a killed coordinator, a full disk: it ends at once, leaves no process, and nothing is lost."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from lab_runs import Lab, alive, command, command_line, descendants, documents, slowness, stat_of

pytestmark = pytest.mark.slow

HANGS = """
import torch
from torch import nn


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        while True:
            pass
"""

SLOW = """
class RNN(RNN):
    slow = 90_000_000

    def __init__(self, dim, latent, output):
        for _ in range(RNN.slow):
            pass
        RNN.slow = 0
        super().__init__(dim, latent, output)
"""


def started(kit: Path, submissions: Path, out: Path) -> tuple[subprocess.Popen[str], dict[int, str]]:
    """Start grading; return when two guests are at work."""
    line = command("grade", submissions, "--out", out, "--jobs", "2")
    process = subprocess.Popen(line, cwd=kit, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    end = time.monotonic() + 60 * slowness()
    while len(found := descendants(process.pid)) < 6 and time.monotonic() < end and process.poll() is None:
        time.sleep(0.02)
    assert len(found) >= 6, "two workers, two zygotes, two guests"
    return process, found


def see_gone(pids: Mapping[int, str]) -> None:
    """Wait until none of the processes runs any more, which is soon."""
    end = time.monotonic() + 5 * slowness()
    while alive(pids) and time.monotonic() < end:
        time.sleep(0.02)
    assert not alive(pids), "processes are left"


@pytest.fixture
def hanging(tmp_path: Path) -> Path:
    """Write a class of students whose programs never end."""
    folder = tmp_path / "hanging"
    folder.mkdir()
    for k in range(6):
        (folder / f"student-{k}.py").write_text(HANGS + f"# {k}\n")
    return folder


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_within_two_seconds_and_says_how_to_go_on(
    kit: Path, hanging: Path, tmp_path: Path, number: int
) -> None:
    process, below = started(kit, hanging, tmp_path / "out")
    before = slowness()
    start = time.monotonic()
    process.send_signal(number)
    _, said = process.communicate(timeout=20 * before)
    took_s = time.monotonic() - start
    assert took_s < 2 * max(before, slowness())
    assert process.returncode == 128 + number
    assert "Run the same command again to go on" in said and "Traceback" not in said
    see_gone(below)


@pytest.mark.parametrize("after_s", [0.0, 1.0, 3.0])
def test_nothing_outlives_a_killed_coordinator(
    kit: Path, hanging: Path, tmp_path: Path, after_s: float
) -> None:
    if after_s:
        process, below = started(kit, hanging, tmp_path / "out")
    else:  # while the zygotes are still importing
        line = command("grade", hanging, "--out", tmp_path / "out", "--jobs", "2")
        process = subprocess.Popen(line, cwd=kit, stderr=subprocess.PIPE, text=True)
        while len(below := descendants(process.pid)) < 4 and process.poll() is None:
            time.sleep(0.01)
    time.sleep(after_s / 2)
    below |= descendants(process.pid)
    process.kill()
    process.communicate(timeout=20 * slowness())
    see_gone(below)


def test_a_file_system_that_takes_no_more_is_told_and_nothing_is_half_written(
    lab: Lab, submissions: Path, graded: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))  # records are larger, results are not

    full = lab("grade", submissions, "--out", out, "--jobs", "2", preexec_fn=limit)
    assert full.returncode == 2
    assert "The results can't be written to" in full.stderr and "Traceback" not in full.stderr
    assert "run the same command again" in full.stderr
    assert not list(out.rglob(".tmp-*"))
    for name, document in documents(out).items():
        assert document == documents(graded)[name]
    assert len(documents(out)) < len(documents(graded))
    done = lab("grade", submissions, "--out", out)
    assert done.returncode == 0, done.stderr
    assert documents(out) == documents(graded)


def test_a_submission_that_kills_its_worker_twice_is_set_aside(
    kit: Path, submissions: Path, graded: Path, tmp_path: Path
) -> None:
    """A hand from outside kills whoever examines one student, as no program can."""
    folder, out = Path(shutil.copytree(submissions, tmp_path / "class")), tmp_path / "out"
    (folder / "zoe.py").write_text((submissions / "ada.py").read_text() + SLOW)  # who comes last
    line = command("grade", folder, "--out", out, "--jobs", "1")  # of two workers, either may be the last
    process = subprocess.Popen(line, cwd=kit, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    kills, others = 0, len(list(submissions.iterdir()))
    while process.poll() is None:
        time.sleep(0.05)
        if len(list(out.glob("results/*.json"))) < others:
            continue  # another's guest may be the one that computes
        for worker, born in descendants(process.pid).items() if kills < 2 else ():
            if b"autograder.worker" in command_line(worker) and any(
                _loops(pid) for pid in descendants(worker)
            ):
                os.kill(worker, signal.SIGKILL)
                kills += 1
                see_gone({worker: born})
    assert (kills, process.returncode) == (2, 3)
    results = documents(out)
    doomed = results.pop("zoe")
    assert (doomed["status"], doomed["score"], doomed["problem"]["key"]) == (
        "error",
        None,
        "error.worker_died",
    )
    assert results == documents(graded)
    assert subprocess.run(line, cwd=kit, capture_output=True, check=False).returncode == 0
    assert documents(out)["zoe"]["status"] == "graded"


def _loops(pid: int) -> bool:
    """Tell whether a guest computes and has done so for a while; those that name mistakes rest once all are named."""
    stat = stat_of(pid)
    if not stat or b"zygote.py" not in command_line(pid) or b"zygote.py" not in command_line(int(stat[1])):
        return False
    return stat[0] == "R" and int(stat[11]) / os.sysconf("SC_CLK_TCK") > 0.7
