"""Escapes by way of other processes: looking into them, signalling them, making or outliving them.

Imported within the escapes.
"""

from __future__ import annotations

import fcntl
import functools
import os
import resource
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable

from .. import libc
from .world import Attempt, Steps, World, bare, first_success

_PTRACE_ATTACH, _PTRACE_SEIZE, _PTRACE_TRACEME = 16, 0x4206, 0
_CLONE_VFORK, _CLONE_NEWUSER, _CLONE_PARENT = 0x4000, 0x1000_0000, 0x8000
_F_SETSIG, _F_SETOWN_EX = 10, 15
_PRIO_PROCESS = 0
_PROCESS_CLOCK = 2
_SURVIVAL_S = 2.0


def others(world: World) -> list[int]:
    """Return the pids of other processes, as the host counts them."""
    return [world.victim, world.tester, *([os.getppid()] if os.getppid() > 0 else [])]


def look_into(world: World) -> str | None:
    """Read or write another process's memory or descriptors."""
    steps: list[tuple[str, Callable[[], object]]] = [bare("ptrace", _PTRACE_TRACEME, 0, 0, 0)]
    for pid in others(world):
        steps += [
            bare("ptrace", _PTRACE_ATTACH, pid, 0, 0),
            bare("ptrace", _PTRACE_SEIZE, pid, 0, 0),
            ("process_vm_readv", functools.partial(_vm, "process_vm_readv", pid)),
            ("process_vm_writev", functools.partial(_vm, "process_vm_writev", pid)),
            bare("pidfd_open", pid, 0),
            bare("kcmp", pid, os.getpid(), 0, 0, 0),
            bare("get_robust_list", pid, bytes(8), bytes(8)),
            bare("sched_getaffinity", pid, 8, bytes(8)),
            bare("clock_gettime", (~pid << 3) | _PROCESS_CLOCK, bytes(16)),
        ]
    return first_success(steps)


def _vm(name: str, pid: int) -> None:
    import ctypes

    buffer = ctypes.create_string_buffer(8)
    place = struct.pack("PP", ctypes.addressof(buffer), 8)  # forked processes have the same addresses
    libc.call(name, pid, place, 1, place, 1, 0)


def signal_others(world: World) -> str | None:
    """Send a signal to any other process, by any call or by having the kernel send it."""
    steps: list[tuple[str, Callable[[], object]]] = [
        ("kill everyone", lambda: os.kill(-1, 0)),
        ("kill the group", lambda: os.kill(0, 0)),
    ]
    info = bytes(128)
    for pid in others(world):
        steps += [
            ("kill", functools.partial(os.kill, pid, signal.SIGUSR1 if pid == world.victim else 0)),
            ("kill its group", functools.partial(os.kill, -pid, 0)),
            bare("tkill", pid, 0),
            bare("tgkill", pid, pid, 0),
            bare("rt_sigqueueinfo", pid, 0, info),
            bare("rt_tgsigqueueinfo", pid, pid, 0, info),
            ("F_SETOWN", functools.partial(fcntl.fcntl, 3, fcntl.F_SETOWN, pid)),
            ("F_SETOWN_EX", functools.partial(fcntl.fcntl, 3, _F_SETOWN_EX, struct.pack("ii", 1, pid))),
        ]
    steps.append(("F_SETSIG", lambda: fcntl.fcntl(3, _F_SETSIG, signal.SIGKILL)))
    return first_success(steps)


def govern_others(world: World) -> str | None:
    """Change another process's limits, priority or processors."""
    steps: list[tuple[str, Callable[[], object]]] = []
    for pid in others(world):
        steps += [
            ("prlimit", functools.partial(resource.prlimit, pid, resource.RLIMIT_CPU, (1, 1))),
            ("read limits", functools.partial(resource.prlimit, pid, resource.RLIMIT_CPU)),
            bare("setpriority", _PRIO_PROCESS, pid, 19),
            bare("sched_setscheduler", pid, 3, bytes(4)),
            bare("sched_setaffinity", pid, 8, b"\1" + bytes(7)),
            bare("migrate_pages", pid, 8, bytes(8), bytes(8)),
            bare("setpgid", pid, 0),
        ]
    own: Steps = [
        ("raise a limit", lambda: resource.setrlimit(resource.RLIMIT_CPU, (10**6, 10**6))),
        ("raise the priority", lambda: os.nice(-1)),
    ]
    return first_success([*steps, *own])


def make_processes(world: World) -> str | None:
    """Make another process by any call, or become another program."""
    arguments = bytearray(88)  # struct clone_args, with exit_signal at its place
    struct.pack_into("Q", arguments, 32, signal.SIGCHLD)
    steps: Steps = [
        ("fork", lambda: _forked(os.fork())),
        ("clone", lambda: _forked(libc.call("clone", int(signal.SIGCHLD), 0, 0, 0, 0))),
        ("vfork", lambda: _forked(libc.call("clone", _CLONE_VFORK | signal.SIGCHLD, 0, 0, 0, 0))),
        ("sibling", lambda: _forked(libc.call("clone", _CLONE_PARENT | signal.SIGCHLD, 0, 0, 0, 0))),
        ("clone3", lambda: _forked(libc.call("clone3", bytes(arguments), 88))),
        ("fork call", lambda: _forked(libc.call("fork"))),
        (
            "new user namespace",
            lambda: _forked(libc.call("clone", _CLONE_NEWUSER | signal.SIGCHLD, 0, 0, 0, 0)),
        ),
        ("subprocess", lambda: subprocess.run(["/bin/true"], check=False)),
        ("system", _system),
        ("exec", lambda: os.execv(sys.executable, [sys.executable, "-c", ""])),
        bare("execveat", 0, b"", None, None, 0x1000),
    ]
    return first_success(steps)


def _forked(pid: int) -> None:
    if pid == 0:
        os._exit(0)


def _system() -> None:
    if os.system("true") != 0:
        raise PermissionError


def outlive(world: World) -> str | None:
    """Leave a daemon behind: a process of its own session that holds the pipe."""
    try:
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                time.sleep(_SURVIVAL_S)
            os._exit(0)
    except OSError:
        return None
    return "a daemon was made"


def outlive_parent(world: World) -> str | None:
    """Undo what kills the candidate with its parent, then stay."""
    undone = first_success(
        [
            bare("prctl", libc.PR_SET_PDEATHSIG, 0, 0, 0, 0),
            bare("setsid"),
            bare("prctl", libc.PR_SET_DUMPABLE, 1, 0, 0, 0),
        ]
    )
    time.sleep(_SURVIVAL_S * 2)
    return undone or "it outlived its parent"


ATTEMPTS = (
    Attempt("look into other processes", look_into),
    Attempt("signal other processes", signal_others),
    Attempt("govern other processes", govern_others),
    Attempt("make processes", make_processes),
    Attempt("leave a daemon", outlive),
    Attempt("outlive the parent", outlive_parent, orphan=True),
)
