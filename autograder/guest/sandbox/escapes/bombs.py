"""Escapes by exhaustion: memory, threads, processor, disk, output. Imported within the escapes."""

from __future__ import annotations

import contextlib
import mmap
import os
import resource
import signal
import threading
import time
from pathlib import Path

from .world import Attempt, World

_MANY_THREADS = 3000
_SMALL_STACK = 64 << 10
_FLOOD_BYTES = 32 << 20
_MANY_BYTES = 16 << 30
_CHUNK = 1 << 30


def memory(world: World) -> str | None:
    """Map 16 GiB."""
    maps: list[mmap.mmap] = []
    try:
        while len(maps) * _CHUNK < _MANY_BYTES:
            maps.append(mmap.mmap(-1, _CHUNK))
    except (OSError, MemoryError):
        return None
    return f"{_MANY_BYTES >> 30} GiB"


def threads(world: World) -> str | None:
    """Start 3000 threads that stay."""
    threading.stack_size(_SMALL_STACK)
    try:
        for _ in range(_MANY_THREADS):
            threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    except (RuntimeError, MemoryError, OSError):
        return None
    return f"{_MANY_THREADS} threads"


def processor(world: World) -> str | None:
    """Compute for ever, deaf to every signal."""
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    started = time.process_time()
    while time.process_time() - started < 8:
        pass
    return "8 s of processor time"


def disk(world: World) -> str | None:
    """Fill a file wherever one can be made."""
    for folder in (str(world.folder), "/tmp", "/dev/shm", "/var/tmp", "/run", "/"):
        path = Path(folder, f"flood-{os.getpid()}")
        try:
            path.write_bytes(bytes(_FLOOD_BYTES))
        except OSError:
            continue
        finally:
            with contextlib.suppress(OSError):
                path.unlink()
        return folder
    return None


def output(world: World) -> str | None:
    """Print 32 MiB; none of it may arrive, which is seen from outside."""
    for fd in (1, 2):
        for _ in range(_FLOOD_BYTES >> 20):
            os.write(fd, bytes(1 << 20))
    return None


def core(world: World) -> str | None:
    """Crash: no core may be left."""
    if resource.getrlimit(resource.RLIMIT_CORE)[0]:
        return "a core is allowed"
    os.abort()


ATTEMPTS = (
    Attempt("memory bomb", memory),
    Attempt("thread bomb", threads),
    Attempt("processor bomb", processor, ends=True, cpu_s=1),
    Attempt("disk flood", disk),
    Attempt("output flood", output),
    Attempt("leave a core", core, ends=True),
)
