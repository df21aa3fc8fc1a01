"""What lies around a candidate while it tries to get out: secrets, listeners, a victim. Imported by the escapes."""

from __future__ import annotations

import contextlib
import os
import resource
import select
import shutil
import signal
import socket
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .. import libc

SECRET = "the hidden tests"
_SHM_SIZE = 4096
_IPC_RMID = 0


@dataclass(slots=True)
class World:
    """The surroundings of a candidate. Everything is open to every user, so that only the sandbox protects it."""

    folder: Path
    victim: int
    listeners: dict[str, socket.socket]
    places: dict[str, tuple[int, int, Any]]
    shared_file: str
    shared_id: int | None
    queue: bytes
    tester: int = field(default_factory=os.getpid)
    opened: dict[str, int] = field(default_factory=dict)

    @property
    def secret(self) -> str:
        """Return the path of a file that must not be read."""
        return str(self.folder / "secret")

    @property
    def absent(self) -> str:
        """Return a path at which nothing is."""
        return str(self.folder / "absent")

    @property
    def canary(self) -> str:
        """Return the path of a file that must not change."""
        return str(self.folder / "canary")


def build() -> World:
    """Set up the surroundings; `tear_down` removes them."""
    folder = Path(tempfile.mkdtemp(prefix="sandbox-conformance-"))
    folder.chmod(0o777)
    for name in ("secret", "canary", "output"):
        (folder / name).write_text(SECRET if name != "output" else "")
        (folder / name).chmod(0o666)
    shared = Path("/dev/shm" if os.path.isdir("/dev/shm") else "/tmp") / folder.name
    shared.write_text(SECRET)
    shared.chmod(0o666)
    queue = folder.name.encode()
    listeners = _listeners(folder)
    places = {n: (int(s.family), int(s.type), s.getsockname()) for n, s in listeners.items()}
    world = World(folder, _victim(), listeners, places, str(shared), _shared_id(), queue)
    world.opened = {
        "file": os.open(world.secret, os.O_RDWR),
        "folder": os.open(folder, os.O_RDONLY),
        "output": os.open(folder / "output", os.O_RDWR),
        **{name: listener.fileno() for name, listener in world.listeners.items()},
    }
    with contextlib.suppress(OSError):  # not on this kernel: nothing to protect
        world.opened["memfd"] = libc.call("memfd_create", b"conformance", 0)
    with contextlib.suppress(OSError):
        flags = os.O_RDWR | os.O_CREAT | os.O_NONBLOCK
        world.opened["queue"] = libc.call("mq_open", queue, flags, 0o666, None)
    return world


def _victim() -> int:
    pid = os.fork()
    if pid == 0:
        try:
            os.setsid()
            while True:
                time.sleep(3600)
        finally:
            os._exit(0)
    return pid


def _listeners(folder: Path) -> dict[str, socket.socket]:
    places: dict[str, tuple[int, int, Any]] = {
        "tcp": (socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)),
        "udp": (socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)),
        "tcp6": (socket.AF_INET6, socket.SOCK_STREAM, ("::1", 0)),
        "udp6": (socket.AF_INET6, socket.SOCK_DGRAM, ("::1", 0)),
        "unix": (socket.AF_UNIX, socket.SOCK_STREAM, str(folder / "socket")),
        "abstract": (socket.AF_UNIX, socket.SOCK_STREAM, f"\0{folder.name}-stream"),
        "abstract datagram": (socket.AF_UNIX, socket.SOCK_DGRAM, f"\0{folder.name}-datagram"),
    }
    listeners = {}
    for name, (family, kind, address) in places.items():
        try:
            listener = socket.socket(family, kind)
            listener.bind(address)
        except OSError:  # no IPv6 here, as in many containers
            continue
        if kind == socket.SOCK_STREAM:
            listener.listen()
        listeners[name] = listener
    (folder / "socket").chmod(0o777)
    return listeners


def _shared_id() -> int | None:
    try:
        return libc.call("shmget", 0, _SHM_SIZE, 0o1666)
    except OSError:
        return None


def disturbed(world: World) -> str | None:
    """Return what a candidate has left behind or changed, or None."""
    for path in (world.secret, world.canary, world.shared_file):
        if Path(path).read_text() != SECRET:
            return f"{path} was changed"
    if (world.folder / "output").stat().st_size:
        return "output reached the host"
    if sorted(os.listdir(world.folder)) != ["canary", "output", "secret", "socket"]:
        return "files were made or removed"
    readable = select.select(list(world.listeners.values()), [], [], 0)[0]
    if readable:
        return f"something reached {next(n for n, s in world.listeners.items() if s is readable[0])}"
    if os.waitpid(world.victim, os.WNOHANG)[0]:
        return "another process was killed"
    if resource.prlimit(world.victim, resource.RLIMIT_CPU) != resource.getrlimit(resource.RLIMIT_CPU):
        return "another process's limits were changed"
    return None


def tear_down(world: World) -> None:
    """Remove everything that `build` made."""
    os.kill(world.victim, signal.SIGKILL)
    os.waitpid(world.victim, 0)
    for name in ("file", "folder", "output", "memfd", "queue"):
        if name in world.opened:
            os.close(world.opened[name])
    for listener in world.listeners.values():
        listener.close()
    if world.shared_id is not None:
        libc.call("shmctl", world.shared_id, _IPC_RMID, None)
    if "queue" in world.opened:
        libc.call("mq_unlink", world.queue)
    os.unlink(world.shared_file)
    shutil.rmtree(world.folder)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way out.

    Args:
        name: what `lab doctor` calls it.
        inside: tries it within the sandbox; returns what succeeded, or None.
        ends: whether being killed is the right end.
        orphan: whether the candidate's parent is killed first; the candidate must then be gone.
        cpu_s: the processor time it gets.
    """

    name: str
    inside: Callable[[World], str | None]
    ends: bool = False
    orphan: bool = False
    cpu_s: int = 20


Steps = Iterable[tuple[str, Callable[[], object]]]


def first_success(steps: Steps) -> str | None:
    """Return the name of the first operation that is not refused, or None."""
    for name, operation in steps:
        try:
            operation()
        except (OSError, MemoryError, OverflowError, ValueError):  # ways in which Python words a refusal
            continue
        return name
    return None


def bare(name: str, *arguments: libc.Argument) -> tuple[str, Callable[[], object]]:
    """Return a step that makes one system call; one that this architecture lacks is refused by nature."""
    return name, lambda: libc.call(name, *arguments)
