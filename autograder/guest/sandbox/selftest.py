"""Try from within what must be refused: a sandbox is believed when nothing succeeds. Imported within it."""

from __future__ import annotations

import errno
import functools
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterable, Sequence

from . import libc

_REFUSALS = (errno.EPERM, errno.EACCES, errno.ENOSYS)
_PTRACE_DETACH = 17
_AT_FDCWD = -100
_AT_EMPTY_PATH = 0x1000
_NO_SUCH_FLAG, _NO_SUCH_KEY = 0x4000, 0x5A4D_0001


def self_test(forbidden: Sequence[str]) -> list[str]:
    """Return the names of operations that should have been refused and were not; empty means closed.

    Every operation is harmless where it is not refused: most ask for what is not there.
    Only EPERM, EACCES and ENOSYS count as refused: "no such file" would mean that the kernel had looked.
    """
    return [name for name, operation in _operations(forbidden) if not _refused(operation)]


def _refused(operation: Callable[[], object]) -> bool:
    try:
        operation()
    except OSError as error:
        return error.errno in _REFUSALS
    return False


def _operations(forbidden: Sequence[str]) -> Iterable[tuple[str, Callable[[], object]]]:
    known = os.__file__
    for path in ("/", known, *forbidden):
        yield f"open {path}", functools.partial(_open, path, os.O_RDONLY)
        yield f"stat {path}", functools.partial(os.stat, path)
        name = os.fsencode(path)
        stat = functools.partial(_bare, "newfstatat", _AT_FDCWD, name, bytes(256), _AT_EMPTY_PATH)
        yield f"stat with an empty-path flag {path}", stat
    for folder in ("/tmp", "/dev/shm", "/var/tmp", "."):
        fresh = os.path.join(folder, f"sandbox-self-test-{os.getpid()}-{os.urandom(4).hex()}")
        yield f"write in {folder}", functools.partial(_write, fresh)
    for family in ("AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK"):
        yield f"socket {family}", functools.partial(_socket, getattr(socket, family))
    yield "fork", _fork
    yield "exec", functools.partial(os.execv, "", ["x"])
    yield "signal everyone", functools.partial(os.kill, -1, 0)
    yield "signal the parent", functools.partial(os.kill, os.getppid(), 0)
    parent = os.getppid()
    yield "ptrace", functools.partial(_bare, "ptrace", _PTRACE_DETACH, parent, 0, 0)
    yield "read another's memory", functools.partial(_bare, "process_vm_readv", parent, None, 0, None, 0, 0)
    yield (
        "outlive the parent",
        functools.partial(_bare, "prctl", libc.PR_SET_PDEATHSIG, _NO_SUCH_FLAG, 0, 0, 0),
    )
    yield "new namespaces", functools.partial(_bare, "unshare", 0)
    yield "mount", functools.partial(_bare, "mount", None, None, None, 0, None)
    yield "memfd", functools.partial(_bare, "memfd_create", b"x", _NO_SUCH_FLAG)
    yield "shared memory", functools.partial(_bare, "shmget", _NO_SUCH_KEY, 1, 0)
    yield "another filter", functools.partial(_bare, "prctl", libc.PR_SET_SECCOMP, _NO_SUCH_FLAG, 0, 0, 0)
    if _lifeline_is_missing():
        yield "parent's death goes unnoticed", lambda: None


def _bare(name: str, *arguments: libc.Argument) -> int:
    return libc.call(name, *arguments)


def _open(path: str, flags: int) -> None:
    os.close(os.open(path, flags | os.O_CLOEXEC))


def _write(path: str) -> None:
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.close(fd)
    os.unlink(path)


def _socket(family: int) -> None:
    socket.socket(family, socket.SOCK_DGRAM).close()


def _fork() -> None:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def _lifeline_is_missing() -> bool:
    if sys.platform != "linux":
        return True
    import ctypes

    armed = ctypes.create_string_buffer(4)
    libc.call("prctl", libc.PR_GET_PDEATHSIG, armed, 0, 0, 0)
    return int.from_bytes(armed.raw, sys.byteorder) != signal.SIGKILL
