"""The first code of check.pyz. It must parse on any Python, so that an old one is told so in a sentence."""

# ruff: noqa: UP031, UP036
# mypy: disable-error-code="no-untyped-def, no-untyped-call"
import os
import sys


def main():
    if "RNN_LAB_CHECKED" in os.environ:
        return (
            0  # called by what is being checked, a notebook's own check cell for one: it would go on for ever
        )
    if sys.version_info < (3, 10):
        found = "%d.%d" % sys.version_info[:2]
        sys.stderr.write(
            "Python 3.10 or newer is needed, this is %s: try python3.12 check.pyz, or install a newer Python.\n"
            "Il faut Python 3.10 ou plus, celui-ci est %s : essayer python3.12 check.pyz, ou installer un "
            "Python plus recent.\n" % (found, found)
        )
        return 2
    try:
        from autograder.selfcheck.command import main as run

        return run()
    except (
        KeyboardInterrupt
    ):  # while the first modules are read, or a second time while the first is answered
        return 130


if __name__ == "__main__":
    sys.exit(main())
