"""The suite that every sandbox must pass: each way out is tried within a closed candidate. Run by `lab doctor`.

Must be called in a process of one thread, as it forks. Nothing here changes a mark.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Sequence

from . import FLOOR, LAYERS, Plan, SandboxError, capabilities, enter
from .escapes import ATTEMPTS, Attempt, World, world
from .plan import KEPT_FD

HELD = "held"
_ANSWER_WALL_S = 60.0
_GONE_WALL_S = 10.0
_UNDOING_S = 0.5  # what an orphan gets to free itself before its parent is killed


def run(layers: Sequence[str] | None = None, names: Sequence[str] | None = None) -> list[tuple[str, str]]:
    """Try to get out; return (attempt, "held" | "BROKEN: what happened") in a fixed order.

    Args:
        layers: those of the plan; None for all that the machine offers.
        names: attempts to make; None for all.

    Raises:
        SandboxError: not on Linux.
    """
    if sys.platform != "linux":
        raise SandboxError("only Linux")
    if layers is None:
        layers = [name for name, offered in capabilities().items() if offered == "yes"]
    wanted = [attempt for attempt in ATTEMPTS if names is None or attempt.name in names]
    return [(attempt.name, _try(attempt, tuple(layers))) for attempt in wanted]


def _try(attempt: Attempt, layers: tuple[str, ...]) -> str:
    surroundings = world.build()
    ours, theirs = socket.socketpair()
    try:
        pid = os.fork()
        if pid == 0:
            ours.close()
            _become_candidate(attempt, layers, surroundings, theirs)
        theirs.close()
        answer = _listen(ours, pid, attempt)
        return answer if answer != HELD else _broken(world.disturbed(surroundings)) or HELD
    finally:
        ours.close()
        world.tear_down(surroundings)


def _become_candidate(attempt: Attempt, layers: tuple[str, ...], around: World, kept: socket.socket) -> None:
    """In the child: close the sandbox, try, say what happened. Never returns."""
    try:
        if attempt.orphan and os.fork():
            time.sleep(_ANSWER_WALL_S)  # the parent that is killed
            os._exit(0)
        for standard in (1, 2):
            os.dup2(around.opened["output"], standard)
        plan = Plan(layers, cpu_s=attempt.cpu_s, forbidden=(around.secret,))
        try:
            enter(kept.fileno(), plan)
            os.write(KEPT_FD, b"closed\n")
            found = attempt.inside(around)
        except SandboxError as error:
            found = f"it did not close: {error}"
        except BaseException as error:
            found = f"{type(error).__name__}: {error}"
        os.write(KEPT_FD, (_broken(found) or HELD).encode(errors="replace"))
    finally:
        os._exit(0)


def _broken(what: str | None) -> str | None:
    return what and f"BROKEN: {what}"


def _listen(ours: socket.socket, pid: int, attempt: Attempt) -> str:
    """Read to the end of file, which comes when the last process that holds the pipe is gone."""
    ours.settimeout(_ANSWER_WALL_S)
    text = b""
    try:
        if attempt.orphan:
            text = ours.recv(1 << 12)
            time.sleep(_UNDOING_S)
            os.kill(pid, signal.SIGKILL)
            ours.settimeout(_GONE_WALL_S)
        while chunk := ours.recv(1 << 12):
            text += chunk
            ours.settimeout(_GONE_WALL_S if b"\n" in text and not text.endswith(b"\n") else _ANSWER_WALL_S)
    except TimeoutError:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        return "BROKEN: a process outlived it" if b"\n" in text else "BROKEN: no answer"
    os.waitpid(pid, 0)
    closed, _, said = text.decode(errors="replace").partition("\n")
    if closed != "closed":
        return closed or "BROKEN: it died while closing"
    if said:
        return said
    return HELD if attempt.ends or attempt.orphan else "BROKEN: it died"


__all__ = ["ATTEMPTS", "FLOOR", "HELD", "LAYERS", "run"]
