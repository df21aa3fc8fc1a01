"""The command `lab`, as `python -m autograder` too. Imported by nobody."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; a Ctrl-C while its modules are read is no traceback."""
    try:
        from autograder.cli import main as run
        from autograder.cli import terminate

        signal.signal(signal.SIGTERM, terminate)
        return run(arguments)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
