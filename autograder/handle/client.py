"""Ask a guest and wait for its answer, within bounds of time and size. Imported within the handle.

Who is to blame when no answer comes is decided here: a guest that computes or sleeps too long is the
student's; a guest that wants for a processor, or a zygote that is gone, is ours.
"""

from __future__ import annotations

import secrets
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from autograder import arrays as codec
from autograder.guest import frames

from . import answers, record
from .answers import Answer
from .process import GraderFault, Process

ANSWER_S = 3.0
"""Processor time for one question. Right answers take milliseconds; the slowest right program of the corpus
answers its dearest question (a training run) in 0.3 s."""
SLEEP_S = 8.0
STARVED_S = 120.0
LOOK_S = (0.1, 0.25)  # into the wait for an answer: the first look at what the guest does, and the next ones
ALL_SLOW_S, EACH_SLOW_S, FREE_S = 30.0, 15.0, 2.0
"""Questions take milliseconds each. What a guest computes or sleeps at all of them together is bounded, so that a
program that is slow at every question, within each deadline, ends too; what it wants for a processor is not counted.
So is what one function takes, and those that took next to nothing are asked all the same: a slow one costs itself."""
MAX_RECORD_BYTES = 24 << 20
"""All answers of a right program come to less than 1 MiB."""
READY_S = 30.0


_IN_ALL = " in all"
_OF_ALL = ("load", "model", "decode")
"""What all exercises need: bounded with everything else alone."""


class GuestFailure(Exception):
    """The guest gave no answer, and the student's program is to blame."""

    kind = record.DIED

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail


class Hang(GuestFailure):
    """The guest computes or sleeps beyond its time: that of a question, or of all about a function."""

    kind = record.HUNG

    @property
    def seconds(self) -> float:
        """Return how long it took, at the least."""
        return float(self.detail.split()[0])

    @property
    def in_all(self) -> bool:
        """Tell whether no single question took too long."""
        return self.detail.endswith(_IN_ALL)


class Died(GuestFailure):
    """The guest's process ended: exit, crash, or out of memory."""

    kind = record.DIED


class Violation(GuestFailure):
    """The guest sent what its own code would not have sent."""

    kind = record.LIED


_FAILURES: dict[bytes, type[GuestFailure]] = {f.kind: f for f in (Hang, Died, Violation)}


class QuestionTooLarge(Exception):
    """A question bears more than a frame holds: the student's parameters are too many, or their names too long."""


class Guest:
    """A guest that can be asked, started again after a failure, and replayed from a record.

    Args:
        fork: starts a guest's process; None to answer from `recording` alone.
        recorder: gets every question and answer.
        recording: what was answered before.
        bounded: whether all answers together are bounded in bytes and slowness, as a submission's must be; programs
            of our own answer for a whole class.
    """

    def __init__(
        self,
        fork: Callable[[], Process] | None,
        recorder: record.Recorder | None = None,
        recording: record.Recording | None = None,
        bounded: bool = True,
    ) -> None:
        self._fork, self._recorder, self._recording, self._bounded = fork, recorder, recording, bounded
        self._process: Process | None = None
        self.started = False
        self.sandbox: tuple[str, ...] = ()
        self.generation = 0  # counts the processes lost: models and kept tensors live in one of them
        self._answered_bytes = 0
        self._spent_s: dict[str, float] = defaultdict(float)  # computed or slept, by what was asked about
        self.killed = 0  # counts those that SIGKILL ended without our asking

    def ask(
        self,
        ops: Sequence[Mapping[str, Any]],
        arrays: Mapping[str, codec.Array],
        limit_s: float = ANSWER_S,
        about: str = "load",
    ) -> list[Answer]:
        """Return the answers to ops, the last of which may be an error; `about` is the function whose time it takes.

        Raises:
            GuestFailure: no answer, through the student's fault. The process is gone; the next question starts one.
            QuestionTooLarge: it does not go into a frame, and was not asked.
            GraderFault: no answer, through ours.
        """
        nonce = secrets.token_bytes(8)
        try:
            question = frames.pack(nonce, {"ops": list(ops)}, codec.dump(arrays))
        except frames.FrameError as error:
            raise QuestionTooLarge(str(error)) from None
        if self._recording is not None:
            kind, content = self._recording.answer(question) or (b"", b"")
            if not kind:
                raise GraderFault("a question that the record does not hold: run `lab grade` again")
        else:
            kind, content = self._live(question, nonce, limit_s, about)
        found: list[Answer] = []
        if kind == record.ANSWERED:
            self._answered_bytes += len(content)
            try:
                if self._bounded and self._answered_bytes > MAX_RECORD_BYTES:
                    raise frames.FrameError("more answers than all questions call for")
                json_bytes = int.from_bytes(content[:4], "big")
                message = frames.parse(content[4 : 4 + json_bytes])
                found = answers.decode(message, codec.load(content[4 + json_bytes :]), ops)
            except Exception as error:  # whatever reading its bytes fails of, is the guest's doing
                kind, content = record.LIED, str(error)[:300].encode(errors="replace")
        if self._recorder is not None:
            self._recorder.add(question, kind, content)
        if kind != record.ANSWERED:
            self.stop()
            raise _FAILURES[kind](content.decode(errors="replace"))
        return found

    def _live(self, question: bytes, nonce: bytes, limit_s: float, about: str) -> tuple[bytes, bytes]:
        spent = self._spent_s[about]
        over = 0.0
        if about not in _OF_ALL and spent > EACH_SLOW_S:
            over = EACH_SLOW_S
        elif spent > FREE_S and sum(self._spent_s.values()) > ALL_SLOW_S:
            over = ALL_SLOW_S
        if self._bounded and over:
            return record.HUNG, f"{over:g}{_IN_ALL}".encode()
        process = self._running()
        wait = _Deadline(process, limit_s)
        try:
            process.send(question, SLEEP_S)
            return record.ANSWERED, self._receive(wait, nonce)
        except Hang as error:
            return record.HUNG, error.detail.encode()
        except EOFError as error:
            self.killed += process.was_killed()
            return record.DIED, str(error).encode()
        except frames.FrameError as error:
            return record.LIED, str(error).encode()
        finally:
            self._spent_s[about] += wait.spent_s()

    def _running(self) -> Process:
        if self._process is None:
            if self._fork is None:
                raise GraderFault("no guest to ask")
            self._process = process = self._fork()
            try:
                content = self._receive(_Deadline(process, READY_S), bytes(8))
                ready = frames.parse(content[4 : 4 + int.from_bytes(content[:4], "big")])
            except (EOFError, Hang, frames.FrameError) as error:
                self.stop()
                raise GraderFault(f"a guest did not start: {error}") from None
            if not isinstance(ready.get("ready"), list):
                self.stop()
                raise GraderFault(f"the sandbox does not close: {ready.get('sandbox_failed')}")
            self.started, self.sandbox = True, tuple(ready["ready"])
        return self._process

    def _receive(self, wait: _Deadline, nonce: bytes) -> bytes:
        """Return the content of one frame: length of JSON (4 bytes), JSON, blob."""
        header = wait.exactly(frames.HEADER.size)
        _, json_bytes, blob_bytes = frames.sizes(
            header, nonce, frames.MAX_ANSWER_JSON_BYTES, frames.MAX_ANSWER_BLOB_BYTES
        )
        return json_bytes.to_bytes(4, "big") + wait.exactly(json_bytes + blob_bytes)

    def stop(self) -> None:
        """Kill the guest's process, if there is one; what lived in it is gone."""
        self.generation += 1
        if self._process is not None:
            self._process.kill()
            self._process = None


class _Deadline:
    """The wait for one answer, in processor time while the guest computes and in wall time while it sleeps."""

    def __init__(self, process: Process, limit_s: float) -> None:
        self.process, self.limit_s = process, limit_s
        self.start = self._looked = time.monotonic()
        self.cpu_start: float | None = None
        self._cpu = 0.0
        self._asleep_s = 0.0
        self._sleeps = False
        self._begun = (
            False  # a part of the answer is here: it is written at once, unless the guest holds it back
        )

    def exactly(self, count: int) -> bytes:
        chunks: list[bytes] = []
        while count:
            data = self.process.receive(min(count, 1 << 20), self._patience_s())
            if data:
                chunks.append(data)
                count -= len(data)
                self._begun = True
            now = time.monotonic()
            if now - self._looked >= LOOK_S[0] or not data:
                self._look(now - self._looked, bool(data) and not count)
                self._looked = now
                if count:
                    self._judge(now - self.start)
        return b"".join(chunks)

    def _patience_s(self) -> float:
        return max(0.05, min(LOOK_S[0] if self.cpu_start is None else LOOK_S[1], self.limit_s))

    def _look(self, waited: float, answers: bool) -> None:
        """Note what the guest has done since the last look: computed, slept, or wanted for a processor.

        One that has answered rests afterwards: whether it slept before is what the last look showed.
        """
        cpu = self.process.cpu_s()
        if cpu is None:
            return
        if self.cpu_start is None:  # what it used before is not known: all that has passed, unless it sleeps
            self._sleeps = not answers and self._rests()
            self.cpu_start = self._cpu = cpu if self._sleeps else cpu - min(waited, LOOK_S[0])
        idle, self._cpu = waited - (cpu - self._cpu), cpu
        if not answers:
            self._sleeps = idle > 0.5 * waited and self._rests()
        self._asleep_s += idle if self._sleeps else 0.0

    def _rests(self) -> bool:
        """Tell whether time passes by the guest's own will; one that sends a byte now and then is awake at each."""
        return self._begun or self.process.sleeps()

    def spent_s(self) -> float:
        """Return how long the guest computed or slept, as far as was looked."""
        if self.cpu_start is None:
            return time.monotonic() - self.start
        return self._cpu - self.cpu_start + self._asleep_s

    def _judge(self, waited: float) -> None:
        """Raise when the time is over; which time it is depends on what the guest does with it."""
        cpu = self.process.cpu_s()
        used = waited if cpu is None or self.cpu_start is None else cpu - self.cpu_start
        if used >= self.limit_s:
            raise Hang(f"{self.limit_s:g}")
        if waited >= SLEEP_S + self.limit_s and used < 0.1 * waited and self._rests():
            raise Hang(f"{SLEEP_S:g}")
        if waited >= STARVED_S:
            raise GraderFault(f"the machine is too busy: {used:.1f} s of processor in {waited:.0f} s")
