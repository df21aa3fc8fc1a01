"""The processor time of a child process, and whether it waits, on Linux, macOS and Windows. For `process` alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def cpu_s(child: subprocess.Popen[bytes]) -> float | None:
    """Return the seconds of processor time that a running child has used, or None where they can't be read."""
    try:
        if sys.platform == "win32":
            return _on_windows(child)
        if sys.platform == "linux":
            stat = Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2].split()
            return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")
        return seconds(_by_ps(child.pid, "time"))
    except (OSError, ValueError, IndexError, AttributeError, subprocess.SubprocessError):
        return None


def rests(child: subprocess.Popen[bytes]) -> bool:
    """Tell whether a child waits of its own accord, and does not merely want for a processor; True if unknown."""
    try:
        if sys.platform == "win32":
            return True
        if sys.platform == "linux":
            return Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2].split()[0] != "R"
        return not _by_ps(child.pid, "state").strip().startswith("R")
    except (OSError, IndexError, subprocess.SubprocessError):
        return True


def _by_ps(pid: int, what: str) -> str:
    return subprocess.run(
        ["ps", "-o", f"{what}=", "-p", str(pid)], capture_output=True, text=True, timeout=5
    ).stdout


def seconds(text: str) -> float:
    """Return the seconds in a time as ps writes it.

    >>> seconds("01:02.50"), seconds("1-00:00:03")
    (62.5, 86403.0)
    """
    days, _, clock = text.strip().rpartition("-")
    total = 0.0
    for part in clock.split(":"):
        total = 60 * total + float(part)
    return total + 86400 * int(days or 0)


def _on_windows(child: subprocess.Popen[bytes]) -> float:
    import ctypes

    times = [ctypes.c_ulonglong() for _ in range(4)]  # created, ended, in the kernel, in the program
    handle = int(child._handle)  # type: ignore[attr-defined]
    kernel32 = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined]
    if not kernel32.GetProcessTimes(ctypes.c_void_p(handle), *map(ctypes.byref, times)):
        raise OSError("GetProcessTimes")
    return (times[2].value + times[3].value) * 1e-7
