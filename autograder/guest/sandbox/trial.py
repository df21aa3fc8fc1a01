"""Try layers in throw-away children, to see what this machine offers. Imported within the sandbox only."""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Sequence

from .plan import KEPT_FD, Context, Layer, Plan, SandboxError

_TRIAL_WALL_S = 20
_TRIALS = 3  # of a layer whose trial dies: the machine may have killed it for want of memory
_ONLY_LINUX = "no: only Linux"


class Tried:
    """Gives a layer its `probe`."""

    name = ""
    always = False

    @staticmethod
    def apply(ctx: Context) -> None:
        """See the layer."""
        raise NotImplementedError

    @classmethod
    def probe(cls, below: Sequence[type[Layer]] = ()) -> str:
        """Return "yes" or "no: reason", having applied the layer on top of those below in a child."""
        return attempt([*below, cls])


def attempt(layers: Sequence[type[Layer]]) -> str:
    """Apply layers in a child that then exits; return "yes", or "no: reason" when one could not be.

    Must be called in a process of one thread.
    """
    if sys.platform != "linux":
        return _ONLY_LINUX
    for _ in range(_TRIALS):
        answer = _answer(layers)
        if answer:
            return answer
    return "no: the trial died"


def _answer(layers: Sequence[type[Layer]]) -> str:
    """Return what one trial says, "" where it dies without a word."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        _try_and_exit(layers, write)
    os.close(write)
    answer = b""
    poll = select.poll()
    poll.register(read, select.POLLIN)
    while poll.poll(_TRIAL_WALL_S * 1000):
        chunk = os.read(read, 4096)
        if not chunk:
            break
        answer += chunk
    else:
        os.kill(pid, signal.SIGKILL)
    os.close(read)
    os.waitpid(pid, 0)
    return answer.decode(errors="replace")


def _try_and_exit(layers: Sequence[type[Layer]], fd: int) -> None:
    ctx = Context(plan=Plan(layers=(), cpu_s=10), fd=fd, parent=os.getppid())
    try:
        os.dup2(fd, KEPT_FD)
        apply(layers, ctx)
        os.write(KEPT_FD, b"yes")
    except BaseException as error:
        reason = str(error).removeprefix(f"{layers[-1].name}: ")
        os.write(KEPT_FD, f"no: {reason}"[:500].encode())
    finally:
        os._exit(0)


def apply(layers: Sequence[type[Layer]], ctx: Context) -> None:
    """Apply layers in order, noting each in ctx.

    Raises:
        SandboxError: a layer could not be applied; the message names it and says why.
    """
    for layer in layers:
        try:
            layer.apply(ctx)
        except OSError as error:
            what = f"{error.filename}: " if error.filename else ""
            raise SandboxError(f"{layer.name}: {what}{error.strerror or error}") from error
        except Exception as error:  # whatever it is, the layer is not known to hold
            raise SandboxError(f"{layer.name}: {error}") from error
        ctx.applied.append(layer.name)
