"""Layers that need nothing of the machine: what a candidate inherits, when it dies, what it may use up.

Imported within the sandbox only.
"""

from __future__ import annotations

import contextlib
import functools
import os
import select
import signal
import sys
import threading
from pathlib import Path

from . import libc
from .plan import KEPT_FD, Context, SandboxError
from .trial import Tried

if sys.platform != "win32":
    import resource

_ENVIRONMENT = {"HOME": "/", "LANG": "C.UTF-8", "PATH": "", "USER": "student", "LOGNAME": "student"}
_IGNORED = {"SIGPIPE", "SIGXFSZ"}  # as in any Python: they become exceptions
_HANDLERS = [
    (int(number), signal.SIG_IGN if number.name in _IGNORED else signal.SIG_DFL)
    for number in signal.Signals
    if number.name not in ("SIGKILL", "SIGSTOP")
]
_THREADS = 64
_SPARE_THREADS = 1024
_UNENFORCED = 1


class Hygiene(Tried):
    """Leaves the candidate one descriptor, an empty environment, no terminal, no signal handler."""

    name = "hygiene"
    always = True

    @staticmethod
    def apply(ctx: Context) -> None:
        """Keep descriptor 3, and /dev/null as 0 to 2; close the rest.

        Raises:
            SandboxError: the parent has memory that a fork would go on sharing.
        """
        if shared_memory():
            raise SandboxError(f"memory is shared with the parent: {shared_memory()}")
        null = os.open("/dev/null", os.O_RDWR)
        for standard in range(3):
            os.dup2(null, standard)
        _close_from(KEPT_FD + 1)
        os.setsid()
        _first_to_go()
        os.environ.clear()
        os.environ.update(_ENVIRONMENT)
        os.umask(0o077)
        os.chdir("/")
        signal.set_wakeup_fd(-1)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in _HANDLERS:
            signal.signal(number, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())


def _first_to_go() -> None:
    """Have the kernel end the candidate, and no process of ours, where memory runs out."""
    libc.prctl(libc.PR_SET_DUMPABLE, 1)  # else the files of /proc/self belong to root
    with contextlib.suppress(OSError):  # a system without /proc
        Path("/proc/self/oom_score_adj").write_text("1000")
    libc.prctl(libc.PR_SET_DUMPABLE, 0)


@functools.cache
def shared_memory() -> str:
    """Return the first mapping of this process that a child could write to for the parent to see, or ""."""
    for line in Path("/proc/self/maps").read_text().splitlines():
        place, rights, *_ = line.split(maxsplit=5)
        if "w" in rights and "s" in rights:
            return place
    return ""


def keep(fd: int) -> None:
    """Make `fd` descriptor 3, whatever happens afterwards: a refusal must still be told through it."""
    if fd != KEPT_FD:
        os.dup2(fd, KEPT_FD, inheritable=False)


def _close_from(first: int) -> None:
    try:
        libc.call("close_range", first, 2**32 - 1, 0)
    except OSError:  # kernels before 5.9, and containers that know no call so new
        for name in os.listdir("/proc/self/fd"):
            with contextlib.suppress(OSError):  # the descriptor of the listing itself
                if int(name) >= first:
                    os.close(int(name))


class Lifeline(Tried):
    """The candidate dies with its parent. Comes after every change of identity, since those undo it."""

    name = "lifeline"
    always = True

    @staticmethod
    def apply(ctx: Context) -> None:
        """Ask for SIGKILL at the parent's death; exit if it has died already."""
        libc.prctl(libc.PR_SET_PDEATHSIG, signal.SIGKILL)
        if ctx.lifeline_fd is None:
            gone = os.getppid() != ctx.parent
        else:
            poll = select.poll()
            poll.register(ctx.lifeline_fd, select.POLLIN)
            gone = bool(poll.poll(0))
            os.close(ctx.lifeline_fd)
        if gone:
            os._exit(1)


class Limits(Tried):
    """Bounds on address space, processor time, files, descriptors and threads."""

    name = "rlimits"
    always = True

    @staticmethod
    def apply(ctx: Context) -> None:
        """Set the limits for good: soft and hard alike."""
        limits = {
            resource.RLIMIT_AS: ctx.plan.memory_bytes,
            resource.RLIMIT_CPU: ctx.plan.cpu_s,
            resource.RLIMIT_FSIZE: 8 << 20,
            resource.RLIMIT_NOFILE: 64,
            resource.RLIMIT_CORE: 0,
            resource.RLIMIT_MEMLOCK: 0,
            resource.RLIMIT_MSGQUEUE: 0,
        }
        threads = _THREADS if ctx.counted_alone else shared_thread_limit()
        if threads:
            limits[resource.RLIMIT_NPROC] = threads
        for kind, wanted in limits.items():
            hard = resource.getrlimit(kind)[1]
            bound = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
            resource.setrlimit(kind, (bound, bound))


@functools.cache
def shared_thread_limit() -> int:
    """Return a bound for RLIMIT_NPROC where all processes of the user are counted together, or 0.

    The kernel tells nobody how many it counts (a container sees only its own), but refuses the first thread
    too many: the count is found by trying limits in a throw-away child. 0 where the limit does not bite, as
    for root. The room left is for processes that the user may start later: they must not starve a candidate.
    """
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.write(write, str(_count_by_trying()).encode())
        finally:
            os._exit(0)
    os.close(write)
    with open(read, "rb") as answers:
        answer = answers.read()
    os.waitpid(pid, 0)
    count = int(answer or b"0")
    return 0 if count <= _UNENFORCED else count + _SPARE_THREADS


def _count_by_trying() -> int:
    hard = resource.getrlimit(resource.RLIMIT_NPROC)[1]
    low, high = 0, hard if 0 < hard < 1 << 22 else 1 << 22
    while high - low > 1:
        middle = (low + high) // 2
        resource.setrlimit(resource.RLIMIT_NPROC, (middle, hard))
        try:
            thread = threading.Thread(target=int)
            thread.start()
        except RuntimeError:
            low = middle
        else:
            thread.join()
            high = middle
    return high
