"""Escapes by way of files: reading, guessing from stat, writing, what was inherited. Imported within the escapes."""

from __future__ import annotations

import functools
import mmap
import os
import socket
from collections.abc import Callable
from pathlib import Path

from .. import libc
from ..plan import KEPT_FD
from .world import Attempt, Steps, World, bare, first_success

_AT_FDCWD = -100
_AT_EMPTY_PATH = 0x1000
_STATX_ALL = 0xFFF


def _read(path: str) -> Callable[[], object]:
    return lambda: Path(path).read_bytes()


def read_files(world: World) -> str | None:
    """Open files of the kit, of the host and of the user by every call that opens."""
    home = os.path.expanduser("~root")
    paths = [world.secret, __file__, os.__file__, "/etc/passwd", "/etc/shadow", f"{home}/.bash_history"]
    name = os.fsencode(world.secret)
    how = bytes(24)
    steps: Steps = [
        *((f"read {path}", _read(path)) for path in paths),
        *(
            (f"list {folder}", functools.partial(os.listdir, folder))
            for folder in ("/", "/etc", str(world.folder))
        ),
        bare("open", name, os.O_RDONLY, 0),
        bare("openat", _AT_FDCWD, name, os.O_RDONLY, 0),
        bare("openat", _AT_FDCWD, name, 0o10000000, 0),  # O_PATH
        bare("openat2", _AT_FDCWD, name, how, 24),
        bare("open_tree", _AT_FDCWD, name, 0),
        bare("name_to_handle_at", _AT_FDCWD, name, bytes(136), bytes(8), 0),
        bare("execve", name, None, None),
        ("readlink", lambda: os.readlink("/proc/self/exe")),
        ("change folder", lambda: os.chdir(world.folder)),
    ]
    return first_success(steps)


def read_proc(world: World) -> str | None:
    """Look at other processes through /proc."""
    pids = [str(world.victim), str(world.tester), str(os.getppid()), "1", "self"]
    names = ("environ", "maps", "mem", "cmdline", "status", "fd", "root/etc/passwd")
    steps = [(f"/proc/{pid}/{name}", _read(f"/proc/{pid}/{name}")) for pid in pids for name in names]
    return first_success([*steps, ("/proc", lambda: os.listdir("/proc"))])


def tell_by_stat(world: World) -> str | None:
    """Tell a file that is there from one that is not, by any difference in the answers."""
    oracles: dict[str, Callable[[bytes], object]] = {
        "stat": os.stat,
        "lstat": os.lstat,
        "access": lambda path: libc.call("faccessat", _AT_FDCWD, path, 0),
        "statfs": os.statvfs,
        "readlink": os.readlink,
        "xattr": lambda path: os.getxattr(path, "user.x"),
        "empty path": lambda path: libc.call("newfstatat", _AT_FDCWD, path, bytes(256), _AT_EMPTY_PATH),
        "statx": lambda path: libc.call("statx", _AT_FDCWD, path, _AT_EMPTY_PATH, _STATX_ALL, bytes(256)),
        "rename": lambda path: os.rename(path, path),
        "chmod": lambda path: os.chmod(path, 0o666),
        "truncate": lambda path: os.truncate(path, -1),
        "watch": lambda path: libc.call("inotify_add_watch", 0, path, 1),
        "exec": lambda path: os.execv(path, ["x"]),
        "unix socket": lambda path: socket.socket(socket.AF_UNIX).connect(path),
    }
    for name, oracle in oracles.items():
        if _outcome(oracle, world.secret) != _outcome(oracle, world.absent):
            return name
    return None


def _outcome(oracle: Callable[[bytes], object], path: str) -> object:
    try:
        oracle(os.fsencode(path))
    except OSError as error:
        return error.errno
    return "done"


def write_files(world: World) -> str | None:
    """Leave something behind: make, change, move or remove files wherever a user may."""
    folders = [str(world.folder), "/tmp", "/var/tmp", "/dev/shm", "/run", ".", os.path.dirname(__file__)]
    new = [os.path.join(folder, f"escape-{os.getpid()}") for folder in folders]
    steps: Steps = [
        *(
            (f"write {path}", functools.partial(Path(path).write_text, "escaped"))
            for path in [world.canary, *new]
        ),
        *((f"make folder {path}", functools.partial(os.mkdir, path)) for path in new),
        *((f"make fifo {path}", functools.partial(os.mkfifo, path)) for path in new),
        *((f"make link {path}", functools.partial(os.symlink, "/etc/passwd", path)) for path in new),
        ("hard link", lambda: os.link(world.canary, new[0])),
        ("rename", lambda: os.rename(world.canary, new[0])),
        ("remove", lambda: os.unlink(world.canary)),
        ("truncate", lambda: os.truncate(world.canary, 0)),
        ("change mode", lambda: os.chmod(world.canary, 0)),
        ("change mode of descriptor", lambda: os.fchmod(0, 0o666)),
        ("change dates", lambda: os.utime(world.canary, (0, 0))),
        ("attribute", lambda: os.setxattr(world.canary, "user.x", b"x")),
        ("write shared memory file", lambda: Path(world.shared_file).write_text("escaped")),
    ]
    return first_success(steps)


def use_inherited(world: World) -> str | None:
    """Use descriptors and memory that the parent had open."""
    inherited = [
        fd for fd in world.opened.values() if fd > KEPT_FD
    ]  # lower numbers mean something else by now
    beyond: Steps = [
        *(bare("fstat", fd, bytes(256)) for fd in inherited),
        *(
            (f"descriptor {fd}", functools.partial(os.lseek, fd, 0, os.SEEK_CUR))
            for fd in range(KEPT_FD + 1, 300)
        ),
    ]
    standard: Steps = [(f"terminal {fd}", functools.partial(_terminal, fd)) for fd in range(3)]
    return first_success([*beyond, *standard])


def _terminal(fd: int) -> None:
    if not os.isatty(fd):
        raise PermissionError


def share_memory(world: World) -> str | None:
    """Reach or make memory that others can see."""
    steps: Steps = [
        bare("shmat", world.shared_id or 0, None, 0),
        bare("shmget", 0x1234, 4096, 0o1666),
        bare("semget", 0x1234, 1, 0o1666),
        bare("msgget", 0x1234, 0o1666),
        bare("mq_open", world.queue, os.O_RDWR, 0, None),
        bare("memfd_create", b"x", 0),
        bare("memfd_secret", 0),
        ("shared file", lambda: _map(world.shared_file)),
        ("shm_open", lambda: _map("/dev/shm/escape")),
    ]
    return first_success(steps)


def _map(path: str) -> None:
    fd = os.open(path, os.O_RDWR | os.O_CREAT)
    mmap.mmap(fd, 4096).close()
    os.close(fd)


ATTEMPTS = (
    Attempt("read files", read_files),
    Attempt("read /proc", read_proc),
    Attempt("tell files by stat", tell_by_stat),
    Attempt("write files", write_files),
    Attempt("use what was inherited", use_inherited),
    Attempt("share memory", share_memory),
)
