"""Layers that take rights away for good: root's identity, capabilities, privileges by exec.

Imported within the sandbox only.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import os
import struct
from pathlib import Path

from . import libc
from .plan import Context, SandboxError
from .trial import Tried

_HIGH_UID = 0x7000_0000  # above what systemd gives to containers, below 2**31
_PID_LIMIT = 1 << 22
_CAPABILITY_VERSION = 0x2008_0522


class OwnUid(Tried):
    """Root becomes an unused user, another one for every candidate alive."""

    name = "uid"
    always = False

    @staticmethod
    def apply(ctx: Context) -> None:
        """Change all user and group ids, for good.

        Raises:
            SandboxError: not root.
        """
        if os.geteuid() != 0:
            raise SandboxError("not root")
        uid = unused_uid(os.getpid()) if ctx.plan.uid is None else ctx.plan.uid
        if uid == 0:
            raise SandboxError("a candidate never runs as root")
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
        ctx.counted_alone = True


def unused_uid(pid: int) -> int:
    """Return a user id that no account and no other living candidate has, among those that exist here.

    A pid is unique among the living, so the sum is too. A container may know only few ids (65,536 as a rule):
    there the top half of them is used.
    """
    top = highest_uid()
    if top > _HIGH_UID + _PID_LIMIT:
        return _HIGH_UID + pid
    start = top // 2
    return start + pid % max(1, top - start - 2)  # the last two are nobody's


@functools.cache
def highest_uid() -> int:
    """Return one more than the highest user id that can be taken here. Must be asked before the first change."""
    try:
        lines = Path("/proc/self/uid_map").read_text().splitlines()
    except OSError:
        lines = []
    ranges = [[int(number) for number in line.split()] for line in lines]
    return max((first + count for first, _, count in ranges), default=2**32 - 1)


class NoCapabilities(Tried):
    """Empties every set of capabilities."""

    name = "no_capabilities"
    always = True

    @staticmethod
    def apply(ctx: Context) -> None:
        """Drop the bounding set where that is allowed, then all the rest.

        Raises:
            SandboxError: a capability is left.
        """
        for capability in range(64):
            try:
                libc.prctl(libc.PR_CAPBSET_DROP, capability)
            except OSError:  # past the last one, or without CAP_SETPCAP: no_new_privs makes the set moot
                break
        with contextlib.suppress(OSError):  # kernels before 4.3 have no ambient set
            libc.prctl(libc.PR_CAP_AMBIENT, libc.PR_CAP_AMBIENT_CLEAR_ALL)
        header = struct.pack("Ii", _CAPABILITY_VERSION, 0)
        libc.call("capset", header, bytes(24))
        left = ctypes.create_string_buffer(b"\xff" * 24, 24)
        libc.call("capget", header, left)
        if any(left.raw):
            raise SandboxError("capabilities are left")


class NoNewPrivileges(Tried):
    """No program started later gains a privilege, and no process of the same user looks into this one."""

    name = "no_new_privs"
    always = True

    @staticmethod
    def apply(ctx: Context) -> None:
        """Set no_new_privs, and make the process not dumpable."""
        libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)
        libc.prctl(libc.PR_SET_DUMPABLE, 0)
