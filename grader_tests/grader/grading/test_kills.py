"""Any process may be killed at any moment: running the same command again ends with the same marks."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from lab_runs import alive, command, command_line, descendants, documents, slowness, stat_of

SEED = int(os.environ.get("RNN_LAB_KILL_SEED", "1"))
ALL_S = 400.0  # some 60 s on a machine that is free; what others take of it is not counted
KILLS = {"coordinator": 4, "worker": 4, "zygote": 5, "guest": 39}
"""How many of each kind, in an order drawn at random: it takes seconds to replace the first three."""
UP_TO_S = {"coordinator": 8.0, "worker": 3.0, "zygote": 3.0, "guest": 0.6}
"""The longest wait for a kill, by kind: about as long as one lives."""


def kind_of(pid: int, coordinator: int) -> str | None:
    """Tell what a process is by its command line; guests and their supervisors look like their zygote."""
    if pid == coordinator:
        return "coordinator"
    stat = stat_of(pid)
    if not stat:
        return None
    line, above = command_line(pid), command_line(int(stat[1]))
    if b"autograder.worker" in line:
        return "worker"
    if b"zygote.py" in line:
        return "guest" if b"zygote.py" in above else "zygote"
    return None


def kill_one(process: subprocess.Popen[bytes], kind: str, chance: random.Random) -> bool:
    """Kill one process of a kind, if there is one."""
    family = [process.pid, *descendants(process.pid)]
    chosen = [pid for pid in family if kind_of(pid, process.pid) == kind]
    try:
        os.kill(chance.choice(chosen), signal.SIGKILL)
    except (IndexError, ProcessLookupError):
        return False
    return True


def run_under_fire(
    start: Callable[[], subprocess.Popen[bytes]], chance: random.Random, plan: list[str]
) -> int:
    """Run the command once, killing what is planned at random times; return its exit code."""
    process = start()
    seen: dict[int, str] = {}
    wait_s = at = 0.0
    while process.poll() is None:
        seen.update(descendants(process.pid))
        time.sleep(0.02)
        if plan and not wait_s:
            wait_s = chance.uniform(0.001, UP_TO_S[plan[-1]])
            at = time.monotonic() + wait_s
        if plan and time.monotonic() >= at and kill_one(process, plan[-1], chance):
            plan.pop()
            wait_s = 0.0
    end = time.monotonic() + 10 * slowness()
    while alive(seen) and time.monotonic() < end:
        time.sleep(0.05)
    assert not alive(seen), "processes outlive the command"
    return process.returncode


@pytest.mark.slow
def test_the_marks_are_the_same_whatever_is_killed(
    kit: Path, submissions: Path, graded: Path, tmp_path: Path
) -> None:
    chance, rounds, runs = random.Random(SEED), 0, 0
    plan = [kind for kind, count in KILLS.items() for _ in range(count)]
    chance.shuffle(plan)
    wanted, spent_s = documents(graded), 0.0
    while plan:
        rounds += 1
        out = tmp_path / f"round-{rounds}"
        line = command("grade", submissions, "--out", out, "--jobs", "2")

        def start(line: list[str] = line) -> subprocess.Popen[bytes]:
            return subprocess.Popen(line, cwd=kit, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        code = -1
        while code != 0:
            assert spent_s < ALL_S, f"{len(plan)} left after {rounds} rounds and {runs} runs"
            begun, slow = time.monotonic(), slowness()
            code = run_under_fire(start, chance, plan)
            spent_s += (time.monotonic() - begun) / max(slow, slowness())
            runs += 1
            assert code in (0, 2, 3, -signal.SIGKILL), code
        for name, document in documents(out).items():
            differs = {
                key: (value, wanted[name][key])
                for key, value in document.items()
                if value != wanted[name][key]
            }
            assert not differs, f"{name} in round {rounds} with seed {SEED}, {len(plan)} left: {differs}"
        assert (out / "grades.csv").read_bytes() == (graded / "grades.csv").read_bytes()
        assert not list(out.rglob(".tmp-*"))
        for name in wanted:
            record = (out / "answers" / f"{name}.gz").read_bytes()
            assert record == (graded / "answers" / f"{name}.gz").read_bytes()
