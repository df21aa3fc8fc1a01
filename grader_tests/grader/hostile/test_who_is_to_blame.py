"""Who ended a guest, and whose is the time that passed: the machine's doing is told from the program's."""

from __future__ import annotations

import os
import signal
import socket
import time

import numpy as np
import pytest

from autograder.examiner.verdict import close
from autograder.guest import frames
from autograder.handle import Died, Guest, Hang, Violation, client
from autograder.handle.process import OWN_MEMORY_BYTES, Ended, Process

CPU_S = 60


def ended_as(how: Ended) -> bool:
    """Return whether a process that has ended so was killed by the machine."""
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    process = Process(ours, pid, os.pidfd_open(pid), lambda _pid: how, CPU_S)
    try:
        return process.was_killed()
    finally:
        process.kill()
        os.waitpid(pid, 0)
        theirs.close()


def test_sigkill_out_of_the_blue_is_the_machines_doing() -> None:
    assert ended_as(Ended(signal.SIGKILL, 1.0, 300 << 20))


@pytest.mark.parametrize(
    "how",
    [
        Ended(0, 1.0, 300 << 20),
        Ended((128 + signal.SIGKILL) << 8, 1.0, 300 << 20),
        Ended(signal.SIGSEGV, 1.0, 300 << 20),
        Ended(signal.SIGKILL, float(CPU_S), 300 << 20),
        Ended(signal.SIGKILL, 1.0, OWN_MEMORY_BYTES),
    ],
    ids=["left", "left-with-137", "crashed", "used-its-time-up", "took-the-memory"],
)
def test_what_a_program_does_itself_is_its_own_doing(how: Ended) -> None:
    assert not ended_as(how)


class Scripted:
    """A guest's process that answers each question after some time, of which it computes a share."""

    def __init__(self, wall_s: float, share: float, sleeps: bool) -> None:
        self.wall_s, self.share, self._sleeps = wall_s, share, sleeps
        self.now = self.cpu = 0.0
        self.waiting = bytearray(frames.pack(bytes(8), {"ready": []}))
        self.due = 0.0

    def send(self, data: bytes, wall_s: float) -> None:
        self.waiting += frames.pack(data[4:12], {"results": [{}]})
        self.due = self.now + self.wall_s

    def receive(self, count: int, wall_s: float) -> bytes:
        if self.now < self.due:
            passed = min(wall_s, self.due - self.now)
            self.now += passed
            self.cpu += self.share * passed
            if self.now < self.due:
                return b""
        taken = bytes(self.waiting[:count])
        del self.waiting[:count]
        return taken

    def cpu_s(self) -> float:
        return self.cpu

    def sleeps(self) -> bool:
        return self._sleeps

    def was_killed(self) -> bool:
        return False

    def kill(self) -> None: ...


def answered(monkeypatch: pytest.MonkeyPatch, process: Scripted, questions: int) -> int:
    """Return how many questions are answered before the guest is given up."""
    monkeypatch.setattr(time, "monotonic", lambda: process.now)
    guest = Guest(lambda: process)  # type: ignore[arg-type,return-value]
    for count in range(questions):
        try:
            guest.ask([{"op": "load"}], {})
        except Hang:
            return count
    return questions


@pytest.mark.parametrize("wall_s", [0.09, 0.3, 0.6, 2.0])
@pytest.mark.parametrize(("share", "sleeps"), [(1.0, False), (0.0, True), (0.3, True)])
def test_slow_at_every_question_ends(
    monkeypatch: pytest.MonkeyPatch, wall_s: float, share: float, sleeps: bool
) -> None:
    process = Scripted(wall_s, share, sleeps)
    assert answered(monkeypatch, process, 1000) < 1000
    assert process.now < 1.3 * client.ALL_SLOW_S


@pytest.mark.parametrize("awake", [False, True])
@pytest.mark.parametrize("pause_s", [0.03, 0.08, 0.2])
def test_an_answer_in_drops_hides_no_sleep(
    monkeypatch: pytest.MonkeyPatch, pause_s: float, awake: bool
) -> None:
    process = Scripted(0.0, 0.0, not awake)

    def drop(count: int, wall_s: float) -> bytes:
        passed = min(wall_s, pause_s)
        process.now += passed
        taken = bytes(process.waiting[: passed >= pause_s])
        del process.waiting[: len(taken)]
        return taken

    monkeypatch.setattr(process, "receive", drop)
    assert answered(monkeypatch, process, 1000) < 1000
    assert process.now < 1.5 * client.ALL_SLOW_S


def test_a_slow_function_takes_no_quick_one_along(monkeypatch: pytest.MonkeyPatch) -> None:
    process = Scripted(2.5, 1.0, False)
    monkeypatch.setattr(time, "monotonic", lambda: process.now)

    def started() -> Scripted:
        process.waiting = bytearray(frames.pack(bytes(8), {"ready": []}))
        process.due = process.now
        return process

    guest = Guest(started)  # type: ignore[arg-type]

    def ask_again_and_again(about: str) -> None:
        for _ in range(100):
            guest.ask([{"op": "load"}], {}, about=about)

    for name, bound_s in (("one_step", client.EACH_SLOW_S), ("forward", client.ALL_SLOW_S)):
        with pytest.raises(Hang) as slow:
            ask_again_and_again(name)
        assert slow.value.in_all and slow.value.seconds == bound_s
    process.wall_s = 0.01
    ask_again_and_again("training_loss")
    assert process.now < client.ALL_SLOW_S + 2 * 2.5 + 2


def test_to_want_for_a_processor_is_not_to_be_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answered(monkeypatch, Scripted(20.0, 0.005, False), 150) == 150


def test_an_answer_that_can_not_be_read_is_a_violation(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RecursionError("nested")

    monkeypatch.setattr("autograder.handle.answers.decode", fail)
    with pytest.raises(Violation):
        Guest(lambda: Scripted(0.0, 0.0, False)).ask([{"op": "load"}], {})  # type: ignore[arg-type,return-value]


def test_the_end_of_a_guest_is_a_death(monkeypatch: pytest.MonkeyPatch) -> None:
    process = Scripted(0.0, 0.0, False)

    def gone(data: bytes, wall_s: float) -> None:
        raise EOFError

    monkeypatch.setattr(process, "send", gone)
    with pytest.raises(Died):
        Guest(lambda: process).ask([{"op": "load"}], {})  # type: ignore[arg-type,return-value]


@pytest.mark.parametrize("want", [np.inf, -np.inf, np.nan])
@pytest.mark.parametrize("got", [0.0, np.inf, -np.inf, np.nan])
def test_nothing_is_near_what_is_not_finite(got: float, want: float) -> None:
    assert not close(np.array([got]), np.array([want]), 1e-8)


def test_near_is_absolute_and_relative() -> None:
    def near(got: float, want: float) -> bool:
        return close(np.array(got), np.array(want), 1e-8)

    assert near(1e9, 1e9 + 1) and near(0.0, 1e-9) and not near(0.0, 1e-7) and not near(np.nan, 0.0)
