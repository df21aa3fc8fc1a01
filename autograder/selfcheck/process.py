"""Candidates in processes of their own on any system: frames over pipes, spares started ahead. For the self-check."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import IO

from autograder.guest import frames
from autograder.handle import GraderFault

from .cpu import cpu_s, rests

HELLO_WALL_S = 180.0  # a cold disk, or a virus scanner, reads torch slowly
BUFFER_BYTES = 2 * frames.MAX_BLOB_BYTES
PIPE_BYTES = 4096  # what any pipe takes at once


class Unfit(Exception):
    """There is no torch to check with: {"problem", "name", …} as the guest's hello says it."""

    def __init__(self, hello: dict[str, str]) -> None:
        super().__init__(hello["problem"])
        self.hello = hello


class OwnProcess:
    """A candidate's process, with the interface of `autograder.handle.Process`."""

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        self._child = child
        self.while_waiting: Callable[[], None] = lambda: None  # called again and again where no answer comes
        assert self._child.stdin is not None and self._child.stdout is not None
        self._to: IO[bytes] = self._child.stdin
        self._from: IO[bytes] = self._child.stdout
        self.pid = self._child.pid
        self._said = bytearray()
        self._ended = False
        self._news = threading.Condition()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                chunk = os.read(self._from.fileno(), 1 << 16)
            except (OSError, ValueError):
                chunk = b""
            with self._news:
                self._said += chunk
                self._ended = self._ended or not chunk
                self._news.notify()
                while len(self._said) > BUFFER_BYTES and not self._ended:
                    self._news.wait(1.0)
            if not chunk:
                return

    def send(self, data: bytes, wall_s: float) -> None:
        """Send bytes.

        Raises:
            EOFError: the guest is gone, or does not read within `wall_s`.
        """
        failed: list[Exception] = []

        def write() -> None:
            try:
                view = memoryview(data)
                while view:
                    view = view[self._to.write(view) or 0 :]
            except (OSError, ValueError) as error:
                failed.append(error)

        if len(data) <= PIPE_BYTES:
            write()
        else:
            writer = threading.Thread(target=write, daemon=True)
            writer.start()
            writer.join(wall_s)
            if writer.is_alive():
                raise EOFError("the guest does not read")
        if failed:
            raise EOFError(str(failed[0]))

    def receive(self, count: int, wall_s: float) -> bytes:
        """Return between 1 and `count` bytes, or b"" when none came within `wall_s`.

        Raises:
            EOFError: the guest is gone.
        """
        with self._news:
            if not self._said and not self._ended:
                self._news.wait(wall_s)
            if not self._said and self._ended:
                raise EOFError("end of file")
            taken = bytes(self._said[:count])
            del self._said[:count]
            self._news.notify()
        if not taken:
            self.while_waiting()
        return taken

    def hello(self) -> dict[str, str]:
        """Wait for the guest's first frame and return it.

        Raises:
            Unfit: there is no torch that could be used.
            GraderFault: it ended, or said nothing in a long time.
        """
        end = time.monotonic() + HELLO_WALL_S
        try:
            _, hello, _ = frames.read(lambda count: self._exactly(count, end))
        except (EOFError, frames.FrameError) as error:
            raise GraderFault(f"a guest did not start: {error}") from error
        if "problem" in hello:
            raise Unfit(hello)
        return hello

    def _exactly(self, count: int, end: float) -> bytes:
        data = b""
        while len(data) < count:
            data += self.receive(count - len(data), 1.0)
            if time.monotonic() > end:
                raise EOFError("no word from it")
        return data

    def cpu_s(self) -> float | None:
        """Return the processor time the guest has used, in seconds, or None where it can't be read."""
        return cpu_s(self._child)

    def sleeps(self) -> bool:
        """Tell whether the guest waits of its own accord: asked only where it uses next to no time."""
        return rests(self._child)

    def was_killed(self) -> bool:
        """Tell whether the machine ended it: a check is run again by hand where it did."""
        return False

    def kill(self) -> None:
        """Kill the guest and wait until it is gone."""
        with contextlib.suppress(OSError):
            self._child.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._child.wait(10)
        with self._news:
            self._ended = True
            self._news.notify_all()
        for pipe in (self._to, self._from):
            with contextlib.suppress(OSError):
                pipe.close()


class Spares:
    """Guests started ahead, so that an answer never waits for torch to be imported.

    Args:
        make: starts one.
        count: how many to keep; 0 starts one when it is asked for.
    """

    def __init__(self, make: Callable[[], OwnProcess], count: int) -> None:
        self._make, self._count = make, count
        self._waiting: deque[OwnProcess] = deque()

    def fill(self) -> None:
        """Start what is lacking."""
        while len(self._waiting) < self._count:
            self._waiting.append(self._make())

    def add(self, process: OwnProcess) -> None:
        """Keep one that was started elsewhere."""
        self._waiting.append(process)

    def take(self) -> OwnProcess:
        """Return a guest that has said hello. Others are started by `fill`, when the processors have time for it.

        Raises:
            Unfit: there is no torch.
            GraderFault: it does not start.
        """
        process = self._waiting.popleft() if self._waiting else self._make()
        try:
            process.hello()
        except BaseException:
            process.kill()
            raise
        return process

    def close(self) -> None:
        """End those that wait."""
        while self._waiting:
            self._waiting.popleft().kill()
