"""Start a candidate's process before anything heavy is imported, so that torch loads meanwhile. For the self-check."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_BOOT = """
import sys
here, beside, warm = sys.argv[1:]
sys.path[:] = [p for p in sys.path if p not in ("", ".", beside)]
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
spec = PathFinder.find_spec("guest", [here])
sys.modules["guest"] = module_from_spec(spec)
spec.loader.exec_module(sys.modules["guest"])
from guest import standalone
standalone.start(beside, warm == "warm")
"""

CHECKED = "RNN_LAB_CHECKED"
"""Set for what is being checked: a notebook's own cells check it, which would go on for ever within a check."""

_WINDOWS_FLAGS = sum(getattr(subprocess, f"CREATE_{name}", 0) for name in ("NEW_PROCESS_GROUP", "NO_WINDOW"))


def launch(beside: Path, warm: bool) -> subprocess.Popen[bytes]:
    """Start a guest by this Python, with one thread and no GPU; `beside` is the folder of the student's file.

    Raises:
        OSError: the system starts no process.
    """
    here = str(Path(__file__).parents[1])  # of the kit, or within check.pyz
    one_thread = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
    return subprocess.Popen(
        [sys.executable, "-c", _BOOT, here, str(beside), "warm" if warm else "cold"],
        env={**os.environ, **one_thread, "CUDA_VISIBLE_DEVICES": "", "PYTHONUTF8": "1", CHECKED: "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        start_new_session=sys.platform != "win32",  # Ctrl-C is for the self-check alone
        creationflags=_WINDOWS_FLAGS,
    )
