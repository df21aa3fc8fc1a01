"""Escapes by way of the kernel's wider interfaces: what a fault in them would open. Imported within the escapes."""

from __future__ import annotations

import ctypes
import fcntl
import functools
import mmap
import os
import platform
import struct

from .. import libc
from .world import Attempt, Steps, World, bare, first_success

_NEW_NAMESPACES = {
    "user": 0x1000_0000,
    "mount": 0x2_0000,
    "pid": 0x2000_0000,
    "network": 0x4000_0000,
    "IPC": 0x800_0000,
    "UTS": 0x400_0000,
    "cgroup": 0x200_0000,
    "time": 0x80,
}
_TERMINAL_CALLS = {"TIOCSTI": 0x5412, "TIOCLINUX": 0x541C, "TIOCSCTTY": 0x540E}
_OWNER_CALLS = {"FIOSETOWN": 0x8901, "SIOCSPGRP": 0x8902}
_HIGH_BITS = 0x1_0000_0000
_X32 = 0x4000_0000
_MAP_32BIT = 0x40
_SECCOMP_SET_FILTER, _NEW_LISTENER = 1, 8


def rare_calls(world: World) -> str | None:
    """Reach interfaces that student code has no use for."""
    names = {
        "io_uring_setup": (8, bytes(120)),
        "io_setup": (1, bytes(8)),
        "bpf": (0, bytes(128), 128),
        "perf_event_open": (struct.pack("II", 1, 112) + bytes(104), 0, -1, -1, 0),
        "userfaultfd": (1,),
        "add_key": (b"user", b"x", b"x", 1, -2),
        "request_key": (b"user", b"x", None, -2),
        "keyctl": (0, -3, 1),
        "fanotify_init": (0, 0),
        "signalfd4": (-1, bytes(8), 8, 0),
        "timer_create": (0, None, bytes(8)),
        "memfd_secret": (0,),
        "pidfd_open": (os.getpid(), 0),
        "personality": (0x0040000,),
        "get_mempolicy": (None, None, 0, 0, 0),
        "mlock": (0, 0),
        "syslog": (10, None, 0),
        "quotactl": (0x80000100, None, 0, None),
        "seccomp": (_SECCOMP_SET_FILTER, _NEW_LISTENER, bytes(16)),
        "landlock_create_ruleset": (None, 0, 1),
        "capset": (struct.pack("Ii", 0x20080522, 0), bytes(24)),
        "fsopen": (b"tmpfs", 0),
        "acct": (None,),
        "sethostname": (b"x", 1),
        "adjtimex": (bytes(256),),
        "kexec_load": (0, 0, None, 0),
        "init_module": (b"", 0, b""),
        "reboot": (0,),
        "swapon": (b"/", 0),
        "iopl": (3,),
    }
    return first_success(bare(name, *arguments) for name, arguments in names.items())


def new_worlds(world: World) -> str | None:
    """Make or enter a namespace, mount, or change root."""
    steps: Steps = [
        *(
            (f"unshare {name}", functools.partial(libc.call, "unshare", flag))
            for name, flag in _NEW_NAMESPACES.items()
        ),
        bare("setns", 3, 0),
        bare("mount", b"none", b"/", b"tmpfs", 0, None),
        bare("mount", b"none", b"/tmp", b"tmpfs", 0, None),
        bare("umount2", b"/", 2),
        bare("pivot_root", b".", b"."),
        bare("chroot", b"/"),
        bare("mount_setattr", -100, b"/", 0, bytes(32), 32),
        bare("move_mount", -100, b"/", -100, b"/tmp", 0),
    ]
    return first_success(steps)


def terminals(world: World) -> str | None:
    """Type into the terminal of whoever grades, or take it over."""
    steps: Steps = [
        *(
            (f"{name} on {fd}", functools.partial(fcntl.ioctl, fd, number, b"x\0\0\0"))
            for name, number in (_TERMINAL_CALLS | _OWNER_CALLS).items()
            for fd in (0, 1, 2, 3)
        ),
        ("open the terminal", lambda: os.open("/dev/tty", os.O_RDWR)),
        ("open a new one", lambda: os.openpty()),
    ]
    return first_success(steps)


def confuse_the_filter(world: World) -> str | None:
    """Make calls whose arguments a filter could misread: only the low half of an int is the kernel's."""
    steps: Steps = [
        bare("kill", _HIGH_BITS | world.victim, 0),
        bare("prctl", _HIGH_BITS | libc.PR_SET_PDEATHSIG, 0, 0, 0, 0),
        bare("prctl", libc.PR_SET_PDEATHSIG | _HIGH_BITS * 16, 0, 0, 0, 0),
        bare("fcntl", 3, _HIGH_BITS | fcntl.F_SETOWN, world.victim),
        bare("ioctl", 3, _HIGH_BITS | _OWNER_CALLS["FIOSETOWN"], struct.pack("i", world.victim)),
        bare("socketpair", 1, _HIGH_BITS | 2, 0, bytes(8)),
        bare("clone", _HIGH_BITS | 17, 0, 0, 0, 0),
        bare("prlimit64", _HIGH_BITS | world.victim, 0, None, bytes(16)),
        bare("sendto", 3, b"", 0, 0, b"\1\0" + bytes(14), 16),
    ]
    return first_success(steps)


def foreign_numbers(world: World) -> str | None:
    """Make calls by the numbers of another architecture (x32's, then i386's); the kernel kills who does."""
    if platform.machine() != "x86_64":
        os.abort()  # there is nothing to try
    native = ctypes.CDLL(None, use_errno=True)
    native.syscall.restype = ctypes.c_long
    getppid = 110
    if native.syscall(ctypes.c_long(_X32 | getppid)) >= 0:
        return "x32"
    native.mmap.restype = ctypes.c_void_p
    size = mmap.PAGESIZE
    protection = mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC
    flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | _MAP_32BIT
    page = native.mmap(None, ctypes.c_size_t(size), protection, flags, -1, ctypes.c_long(0))
    path = os.fsencode(world.secret) + b"\0"
    path_at = page + 256
    # push rbx; mov eax, 5 (open); mov ebx, path; xor ecx, ecx; xor edx, edx; int 0x80; pop rbx; ret
    code = b"\x53\xb8\x05\0\0\0\xbb" + struct.pack("I", path_at) + b"\x31\xc9\x31\xd2\xcd\x80\x5b\xc3"
    ctypes.memmove(page, code, len(code))
    ctypes.memmove(path_at, path, len(path))
    if ctypes.CFUNCTYPE(ctypes.c_int)(page)() >= 0:
        return "i386"
    return None


ATTEMPTS = (
    Attempt("rare system calls", rare_calls),
    Attempt("namespaces and mounts", new_worlds),
    Attempt("terminals", terminals),
    Attempt("confuse the filter", confuse_the_filter),
    Attempt("another architecture's calls", foreign_numbers, ends=True),
)
