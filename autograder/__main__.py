"""The command `lab`, as `python -m autograder` too. Imported by nobody."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; a Ctrl-C while its modules are read is no traceback."""
    _open_closed_streams()
    try:
        from autograder.cli import main as run
        from autograder.cli import terminate

        signal.signal(signal.SIGTERM, terminate)
        return run(arguments)
    except KeyboardInterrupt:
        return 130


def _open_closed_streams() -> None:
    """Lead standard streams that were closed (`>&-`, some batch systems) nowhere; their numbers are no file's then."""
    for number, mode in enumerate("rww"):
        try:
            os.fstat(number)
        except OSError:
            held = os.open(os.devnull, os.O_RDWR)
            if held != number:
                os.dup2(held, number)
                os.close(held)
        name = ("stdin", "stdout", "stderr")[number]
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, mode, closefd=False))  # noqa: SIM115 - as long as the process


if __name__ == "__main__":
    sys.exit(main())
