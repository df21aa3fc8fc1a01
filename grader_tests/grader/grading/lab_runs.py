"""What the tests of this folder share: the command line, a copy of the kit, results, processes."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from autograder.model import ROOT

_PARTS = ("autograder", "solutions", "grader_tests/hidden")

_WITHOUT_FILTERS = """
import ctypes, os, struct, sys
sys.path.insert(0, "autograder")
from guest.sandbox import bpf, libc, numbers, seccomp

block = bpf.refusing(bpf.low(0), libc.PR_SET_SECCOMP, bpf.answer(bpf.ALLOW))
head = [*bpf.require_architecture(seccomp._AUDIT[numbers.architecture()]), *bpf.load_number()]
code = b"".join([*head, *bpf.on(numbers.NUMBERS["prctl"], block), *bpf.answer(bpf.ALLOW)])
buffer = ctypes.create_string_buffer(code)
libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)
libc.call("prctl", libc.PR_SET_SECCOMP, 2, struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(buffer)), 0, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""

Lab = Callable[..., "subprocess.CompletedProcess[str]"]


def copy_kit(to: Path) -> Path:
    """Copy what the command needs."""
    for part in _PARTS:
        shutil.copytree(ROOT / part, to / part, ignore=shutil.ignore_patterns("__pycache__"))
    return to


def command(*arguments: Any) -> list[str]:
    """Return the command line of `lab`; the kit is that of the folder in which it runs."""
    return [sys.executable, "-m", "autograder", *map(str, arguments)]


def command_without_filters(*arguments: Any) -> list[str]:
    """Return the command line of `lab` on a machine that lacks the floor of the sandbox."""
    return [sys.executable, "-c", _WITHOUT_FILTERS, *command(*arguments)]


_SPIN = "import time\nwhile time.process_time() < 0.3: pass"


def slowness() -> float:
    """Return how many times longer than its processor time a process takes now: 1 on a machine that is free.

    By this, and not by a machine that is thought of, limits of wall time are stretched.
    """
    start, used = time.monotonic(), sum(os.times()[2:4])
    subprocess.run([sys.executable, "-S", "-c", _SPIN], check=True)
    return max(1.0, (time.monotonic() - start) / (sum(os.times()[2:4]) - used))


def documents(out: Path) -> dict[str, dict[str, Any]]:
    """Return what the results say, less the seconds that grading took."""
    found = {p.stem: json.loads(p.read_bytes()) for p in sorted((out / "results").glob("*.json"))}
    for document in found.values():
        del document["seconds"]
    return found


def descendants(pid: int) -> dict[int, str]:
    """Return the processes below one, whatever their session, and when each was born: ids are used again."""
    found: dict[int, str] = {}
    waiting = [pid]
    while waiting:
        below = _children(waiting.pop())
        found |= {child: stat[19] for child in below if (stat := stat_of(child))}
        waiting += below
    return found


def _children(pid: int) -> list[int]:
    """Return the children of a process's threads, any of which may end while they are looked at."""
    children: list[int] = []
    with contextlib.suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            with contextlib.suppress(OSError):
                children += map(int, (thread / "children").read_text().split())
    return children


def stat_of(pid: int) -> list[str]:
    """Return what /proc says of a process from its state on, nothing where there is none or it is dead."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
    return [] if stat[0] == "Z" else stat


def alive(born: Mapping[int, str]) -> list[int]:
    """Return those of the processes that still run."""
    return [pid for pid, when in born.items() if stat_of(pid)[19:20] == [when]]


def command_line(pid: int) -> bytes:
    """Return what a process was started with, nothing where there is none."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
