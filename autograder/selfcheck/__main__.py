"""`python -m autograder.selfcheck`: the self-check from the kit itself, as check.pyz runs it."""

import sys

from autograder.selfcheck.start import main

if __name__ == "__main__":
    sys.exit(main())  # type: ignore[no-untyped-call]
