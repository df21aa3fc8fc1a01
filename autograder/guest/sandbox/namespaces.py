"""Layers that give the candidate a world of its own: namespaces, and a file system with nothing in it.

Imported within the sandbox only.
"""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from . import libc
from .plan import KEPT_FD, Context, SandboxError
from .trial import Tried

_NEWCGROUP = 0x0200_0000
_NEEDED = 0x1000_0000 | 0x2000_0000 | 0x4000_0000 | 0x0002_0000 | 0x0800_0000 | 0x0400_0000
"""User, pid, network, mount, IPC and UTS namespaces."""
_NOBODY = 65534

_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_NOEXEC = 1, 2, 4, 8
_MS_REMOUNT, _MS_BIND, _MS_REC, _MS_PRIVATE = 32, 4096, 16384, 1 << 18
_MNT_DETACH = 2


class Namespaces(Tried):
    """Hides the host's processes, networks, mounts and IPC objects; a supervisor waits outside."""

    name = "namespaces"
    always = False

    @staticmethod
    def apply(ctx: Context) -> None:
        """Unshare and fork: the caller supervises and never returns, its child goes on as pid 1."""
        uid, gid = os.geteuid(), os.getegid()
        libc.prctl(libc.PR_SET_DUMPABLE, 1)  # else the files of /proc/self belong to root
        try:
            libc.call("unshare", _NEEDED | _NEWCGROUP)
        except OSError as error:
            if error.errno != errno.EINVAL:
                raise
            libc.call("unshare", _NEEDED)  # kernels without cgroup namespaces
        _write("/proc/self/setgroups", "deny")
        _write("/proc/self/uid_map", f"{_NOBODY} {uid} 1")
        _write("/proc/self/gid_map", f"{_NOBODY} {gid} 1")
        libc.prctl(libc.PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != ctx.parent:
            os._exit(1)
        lifeline, held = os.pipe()
        pid = os.fork()
        if pid:
            _supervise(pid, held, ctx.report)
        os.close(held)
        os.setsid()
        ctx.lifeline_fd = lifeline
        ctx.report = None
        ctx.in_namespaces = True
        ctx.counted_alone = True


def _write(path: str, text: str) -> None:
    try:
        Path(path).write_text(text)
    except FileNotFoundError:
        if not path.endswith("setgroups"):  # kernels before 3.19 lack it
            raise


def _supervise(pid: int, held: int, report: Callable[[int], None] | None) -> NoReturn:
    """Wait for the candidate and end as it ended."""
    code = 1
    try:
        libc.prctl(libc.PR_SET_DUMPABLE, 0)
        if report is not None:
            report(pid)
        os.close(KEPT_FD)  # so that the examiner sees end of file when the candidate is gone
        status = os.waitpid(pid, 0)[1]
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
            os.kill(os.getpid(), signal.SIGKILL)  # no status that a candidate could leave with says as much
        code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status)
    finally:
        os._exit(code)  # takes the namespace's other processes along, and closes `held`


class PrivateRoot(Tried):
    """An empty, read-only file system: all that a candidate may import is in memory already."""

    name = "private_root"
    always = False

    @staticmethod
    def apply(ctx: Context) -> None:
        """Move to an empty tmpfs and let go of the host's tree.

        Raises:
            SandboxError: not in a mount namespace of one's own, or the host's tree is still in sight.
        """
        if not ctx.in_namespaces:
            raise SandboxError("needs namespaces")
        place = next((p for p in ("/tmp", "/dev", "/proc", "/sys") if os.path.isdir(p)), None)
        if place is None:
            raise SandboxError("no directory to mount on")
        flags = _MS_NOSUID | _MS_NODEV | _MS_NOEXEC
        libc.call("mount", None, b"/", None, _MS_REC | _MS_PRIVATE, None)
        libc.call("mount", b"none", place.encode(), b"tmpfs", flags, b"size=4k,nr_inodes=2,mode=0555")
        os.chdir(place)
        libc.call("pivot_root", b".", b".")  # the old root comes to lie on top of the new one
        libc.call("umount2", b".", _MNT_DETACH)
        os.chdir("/")
        libc.call("mount", None, b"/", None, _MS_REMOUNT | _MS_BIND | _MS_RDONLY | flags, None)
        if os.listdir("/"):
            raise SandboxError("not empty")
