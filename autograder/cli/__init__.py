"""The command line: one module a command, nothing but words and calls. Imported by nobody."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

from autograder.model import KIT_VERSION, UsageError

from . import doctor, explain, export, grade, handout, mistake, regrade, report, verify

COMMANDS = {
    "grade": grade,
    "regrade": regrade,
    "report": report,
    "explain": explain,
    "export": export,
    "handout": handout,
    "verify": verify,
    "new-mistake": mistake,
    "doctor": doctor,
}


class _Terminated(KeyboardInterrupt):
    """SIGTERM, as a batch system sends it where the time is up: to be stopped as by Ctrl-C."""


def terminate(_number: int, _frame: FrameType | None) -> NoReturn:
    """Stop the command, as a handler of SIGTERM."""
    raise _Terminated


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line; argparse has no other place for this than a subclass."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is, in place of every option there is; exit code 2."""
        print(f"{self.prog}: {message} (see `{self.prog} --help`)", file=sys.stderr)
        sys.exit(2)


def parser() -> _Parser:
    """Return the parser of the whole command line."""
    top = _Parser(prog="lab", description="Hand out and grade the RNN lab.")
    top.add_argument("--version", action="version", version=f"rnn-lab {KIT_VERSION}")
    commands = top.add_subparsers(title="commands", dest="command", required=True, metavar="COMMAND")
    for name, module in COMMANDS.items():
        text = (module.__doc__ or "").splitlines()[0]
        module.define(commands.add_parser(name, help=text, description=text))
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code: 0 done, 2 usage, 3 something could not be graded, 130 or 143 stopped."""
    top = parser()
    options, unknown = top.parse_known_args(arguments)
    if unknown:  # which argparse books to the whole command line
        top.prog = f"{top.prog} {options.command}"
        top.error(f"unrecognized arguments: {' '.join(unknown)}")
    try:
        code: int = COMMANDS[options.command].run(options)
    except UsageError as error:
        print(f"lab {options.command}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt as stop:
        print("\nStopped; nothing is lost. Run the same command again to go on.", file=sys.stderr)
        return 128 + (signal.SIGTERM if isinstance(stop, _Terminated) else signal.SIGINT)
    except BrokenPipeError:
        return 0
    except (
        OSError
    ) as error:  # a full disk, no access, no more processes: the machine's own fault, not the kit's
        if os.environ.get("RNN_LAB_TRACEBACK"):
            raise
        where = f"{error.filename}: " if error.filename else ""
        print(
            f"lab {options.command}: {where}{error.strerror or error}. Mend this on the machine, then run the same "
            "command again: what is written is kept.",
            file=sys.stderr,
        )
        return 2
    return code
