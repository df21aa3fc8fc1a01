"""One guest's process as seen from outside: its pipe, its pidfd, its processor time. Imported within the handle."""

from __future__ import annotations

import contextlib
import math
import os
import select
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_TICK_S = 1.0 / (os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100)

_LAST_BREATH_S = 0.5  # between the end of the pipe and the end of the process


class GraderFault(Exception):
    """The grader or the machine is at fault, never the student: the mark stays open."""


OWN_MEMORY_BYTES = 1 << 30
"""A guest that holds more when it is killed for want of memory is the one that took it: right programs hold 0.4 GiB,
most of it shared."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended, and what it had used until then."""

    status: int  # of waiting for it
    cpu_s: float
    peak_bytes: int


class Process:
    """A guest: `connection` is our end of its pipe, `pid` its supervisor's process id.

    Args:
        ended: returns how a process ended, by its id.
        cpu_s: processor time at which the kernel kills it.
    """

    def __init__(
        self,
        connection: socket.socket,
        pid: int,
        pidfd: int,
        ended: Callable[[int], Ended] | None = None,
        cpu_s: float = math.inf,
    ) -> None:
        self.connection, self.pid, self._pidfd, self._ended = connection, pid, pidfd, ended
        self._cpu_limit_s = cpu_s
        connection.setblocking(False)

    def send(self, data: bytes, wall_s: float) -> None:
        """Send bytes.

        Raises:
            EOFError: the guest is gone, or does not read within `wall_s`.
        """
        end, view = time.monotonic() + wall_s, memoryview(data)
        while view:
            try:
                view = view[self.connection.send(view) :]
            except BlockingIOError:
                if not self._wait(select.POLLOUT, end - time.monotonic()):
                    raise EOFError("the guest does not read") from None
            except OSError as error:
                raise EOFError(str(error)) from None

    def receive(self, count: int, wall_s: float) -> bytes:
        """Return between 1 and `count` bytes, or b"" when none came within `wall_s`.

        Raises:
            EOFError: the guest is gone.
        """
        try:
            data = self.connection.recv(count)
        except BlockingIOError:
            if not self._wait(select.POLLIN, wall_s):
                return b""
            try:
                data = self.connection.recv(count)
            except BlockingIOError:
                return b""
            except OSError as error:
                raise EOFError(str(error)) from None
        except OSError as error:
            raise EOFError(str(error)) from None
        if not data:
            raise EOFError("end of file")
        return data

    def _wait(self, event: int, wall_s: float) -> bool:
        poll = select.poll()
        poll.register(self.connection, event)
        return bool(poll.poll(max(0.0, wall_s) * 1000))

    def cpu_s(self) -> float | None:
        """Return the processor time the guest has used, in seconds, or None where it can't be read."""
        stat = self._stat()
        return (int(stat[11]) + int(stat[12])) * _TICK_S if stat else None

    def sleeps(self) -> bool:
        """Tell whether the guest waits of its own accord (and does not merely want for a processor)."""
        stat = self._stat()
        return bool(stat) and stat[0] in ("S", "D", "T", "Z", "X")

    def _stat(self) -> list[str]:
        for pid in (*self._children(), self.pid):
            with contextlib.suppress(OSError):
                return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return []

    def _children(self) -> list[str]:
        try:
            return Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        except OSError:
            return []

    def was_killed(self) -> bool:
        """Tell whether SIGKILL ended it, without its having used up what it is given: the machine's doing.

        A guest can't send itself SIGKILL nor lower its limits (the filter refuses), and leaves no status like it.

        Raises:
            GraderFault: the zygote is gone, and took the guest along.
        """
        poll = select.poll()
        poll.register(self._pidfd, select.POLLIN)
        if self._ended is None or not poll.poll(_LAST_BREATH_S * 1000):
            return False  # it runs on: it closed its end of the pipe
        how = self._ended(self.pid)
        if os.waitstatus_to_exitcode(how.status) != -signal.SIGKILL:  # a supervisor ends as the guest ended
            return False
        return how.cpu_s < self._cpu_limit_s - 1.0 and how.peak_bytes < OWN_MEMORY_BYTES

    def kill(self) -> None:
        """Kill the guest and wait until it is gone."""
        if self._pidfd < 0:
            return
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
            poll = select.poll()
            poll.register(self._pidfd, select.POLLIN)
            poll.poll(5000)
        os.close(self._pidfd)
        self._pidfd = -1
        self.connection.close()
