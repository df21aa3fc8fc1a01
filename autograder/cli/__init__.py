"""The command line: one module a command, nothing but words and calls. Imported by nobody."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

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


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = argparse.ArgumentParser(prog="lab", description="Hand out and grade the RNN lab.")
    top.add_argument("--version", action="version", version=f"rnn-lab {KIT_VERSION}")
    commands = top.add_subparsers(title="commands", dest="command", required=True)
    for name, module in COMMANDS.items():
        text = (module.__doc__ or "").splitlines()[0]
        module.define(commands.add_parser(name, help=text, description=text))
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code: 0 done, 2 usage, 3 something could not be graded, 130 stopped."""
    options = parser().parse_args(arguments)
    try:
        code: int = COMMANDS[options.command].run(options)
    except UsageError as error:
        print(f"lab {options.command}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped; nothing is lost. Run the same command again to go on.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        return 0
    return code
