"""The floor of the sandbox: a list of the system calls that are allowed, none of which names a path.

Imported within the sandbox only. Everything a candidate may import is in memory already, so that no file need
be opened again. What is refused is refused politely (an error, not death), as honest code tries odd things.
"""

from __future__ import annotations

import ctypes
import errno
import functools
import os
import signal
import struct

from . import bpf, libc
from .numbers import KNOWN_TO, architecture, table
from .plan import Context, SandboxError
from .trial import Tried

_AUDIT = {"x86_64": 0xC000_003E, "aarch64": 0xC000_00B7}
_X32 = 0x4000_0000

# Neither newfstatat nor statx is here, even with AT_EMPTY_PATH: the flag allows an empty path and does not
# require one, so it would let names, sizes and dates of any file be asked.
_ALLOWED = """
read write readv writev pread64 pwrite64 close lseek dup dup2 dup3 pipe pipe2 fstat
mmap mprotect munmap mremap madvise brk
futex futex_waitv set_robust_list set_tid_address rseq sched_yield getcpu arch_prctl
rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait rt_sigsuspend sigaltstack
restart_syscall pause alarm getitimer setitimer exit exit_group
nanosleep gettimeofday time times getrusage getrlimit
getpid gettid getppid getpgrp getuid geteuid getgid getegid getresuid getresgid getgroups
getrandom uname sysinfo getcwd umask
poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2
eventfd eventfd2 getsockname getpeername shutdown
"""
_PATHS = """
open openat openat2 creat stat lstat newfstatat statx access faccessat faccessat2 chdir mkdir mkdirat rmdir
rename renameat renameat2 link linkat symlink symlinkat unlink unlinkat readlink readlinkat chmod fchmodat
chown lchown fchownat utime utimes futimesat utimensat mknod mknodat truncate statfs
getxattr lgetxattr setxattr lsetxattr listxattr llistxattr removexattr lremovexattr
inotify_add_watch name_to_handle_at execve execveat chroot
"""
ALLOWED, PATHS = frozenset(_ALLOWED.split()), frozenset(_PATHS.split())

_THREAD = 0x003D_0F00  # the flags with which glibc and musl make a thread, and nothing else
_MUSL_DETACHED = 0x0040_0000
_FCNTL = (
    0,
    1,
    2,
    3,
    4,
    9,
    1030,
    1032,
)  # F_DUPFD, F_[GS]ETFD, F_[GS]ETFL, F_GETOWN, F_DUPFD_CLOEXEC, F_GETPIPE_SZ
_IOCTL = (
    0x5421,
    0x541B,
    0x5451,
    0x5450,
    0x5401,
    0x5413,
)  # FIONBIO FIONREAD FIOCLEX FIONCLEX TCGETS TIOCGWINSZ
_PRCTL = (
    libc.PR_SET_NAME,
    libc.PR_GET_NAME,
    libc.PR_GET_PDEATHSIG,
    libc.PR_GET_DUMPABLE,
    libc.PR_GET_NO_NEW_PRIVS,
    libc.PR_GET_SECCOMP,
)
_SOCKET_OPTIONS = (
    3,
    4,
    38,
    39,
)  # SO_TYPE, SO_ERROR, SO_PROTOCOL, SO_DOMAIN: not SO_PEERPIDFD, the examiner's
_NO_FLAGS_BUT = ~(
    0x2 | 0x40 | 0x100 | 0x4000
)  # MSG_PEEK, DONTWAIT, WAITALL, NOSIGNAL; OOB was a way out before
_NO_CLOCKS_BUT = ~0xF  # the fixed ones; the others, negative, are those of other processes
_AF_UNIX, _SOCK_STREAM, _SOCK_TYPE = 1, 1, 0xF
_ALL = ~0


def checked(pid: int) -> dict[str, bpf.Block]:
    """Return the calls that are allowed by their arguments, for a process with this pid."""
    low, high = bpf.low, bpf.high
    fixed_clock = bpf.all_of((low(0), _NO_CLOCKS_BUT, 0))
    return {
        "clone": bpf.all_of((low(0), ~_MUSL_DETACHED, _THREAD)),
        # not SIGKILL: how the machine ends a candidate must be told from how it ends itself
        "kill": bpf.refusing(low(1), signal.SIGKILL, bpf.one_of(low(0), [pid])),
        "tgkill": bpf.refusing(low(2), signal.SIGKILL, bpf.one_of(low(0), [pid])),
        "sched_getaffinity": bpf.one_of(low(0), [0, pid]),
        "prlimit64": bpf.all_of(
            (low(0), _ALL, 0), (low(2), _ALL, 0), (high(2), _ALL, 0)
        ),  # to ask, not to set
        "fcntl": bpf.one_of(low(1), _FCNTL),
        "ioctl": bpf.one_of(low(1), _IOCTL),
        "prctl": bpf.one_of(low(0), _PRCTL),
        "clock_gettime": fixed_clock,
        "clock_getres": fixed_clock,
        "clock_nanosleep": fixed_clock,
        # asyncio makes a pair of sockets; datagrams from one could be sent to any other address
        "socketpair": bpf.all_of((low(0), _ALL, _AF_UNIX), (low(1), _SOCK_TYPE, _SOCK_STREAM)),
        "getsockopt": bpf.one_of(low(2), _SOCKET_OPTIONS),
        "sendto": bpf.all_of((low(3), _NO_FLAGS_BUT, 0), (low(4), _ALL, 0), (high(4), _ALL, 0)),
        "recvfrom": bpf.all_of((low(3), _NO_FLAGS_BUT, 0)),
    }


@functools.cache
def _unchecked(machine: str) -> tuple[bytes, bytes]:
    """Return the filter before and after the calls that are checked by their arguments."""
    numbers = table(machine)
    head = [*bpf.require_architecture(_AUDIT[machine]), *bpf.load_number()]
    if machine == "x86_64":
        head += bpf.at_least(_X32, bpf.KILL)
    for name in sorted(ALLOWED & set(numbers)):
        head += bpf.on(numbers[name], bpf.answer(bpf.ALLOW))
    tail: bpf.Block = []
    for name in sorted(PATHS & set(numbers)):
        tail += bpf.on(numbers[name], bpf.answer(bpf.EACCES))
    tail += bpf.on(numbers["clone3"], bpf.answer(bpf.ENOSYS))  # then libc makes its threads by clone
    tail += bpf.at_least(KNOWN_TO + 1, bpf.ENOSYS)
    return b"".join(head), b"".join([*tail, *bpf.answer(bpf.EPERM)])


def program(pid: int, machine: str) -> bytes:
    """Return the filter, as an array of struct sock_filter."""
    numbers = table(machine)
    head, tail = _unchecked(machine)
    blocks = [op for name, block in checked(pid).items() for op in bpf.on(numbers[name], block)]
    return head + b"".join(blocks) + tail


class Seccomp(Tried):
    """Refuses every system call that is not on the list. Comes last: it would refuse the other layers."""

    name = "seccomp"
    always = False

    @staticmethod
    def apply(ctx: Context) -> None:
        """Install the filter, and see that it holds.

        Raises:
            SandboxError: another processor than x86_64 or aarch64, or the filter has no effect.
        """
        machine = architecture()
        if machine is None:
            raise SandboxError("only x86_64 and aarch64")
        libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)
        code = ctypes.create_string_buffer(program(os.getpid(), machine))
        header = struct.pack("HxxxxxxP", (len(code) - 1) // 8, ctypes.addressof(code))
        filter_mode = 2
        libc.call("prctl", libc.PR_SET_SECCOMP, filter_mode, header, 0, 0)
        try:
            os.stat("/")  # there is always a root, so EACCES can only come from the filter
        except OSError as error:
            if error.errno == errno.EACCES:
                return
        raise SandboxError("the filter has no effect")
