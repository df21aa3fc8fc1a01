"""Say which protections this machine offers, which it lacks, and what to do."""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys

from autograder.handle import ForkServer, GraderFault
from autograder.model import ROOT, UsageError
from autograder.session import FLOOR, LEVELS
from autograder.words.plain import plain

_CONFORMANCE = """
import json, sys
sys.path.insert(0, sys.argv[1])
from guest.sandbox import conformance
print(json.dumps(conformance.run()))
"""
"""Run in a fresh process of one thread, because it forks."""


def define(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--self-test", action="store_true", help="try to break out of the sandbox, in every known way"
    )


def run(options: argparse.Namespace) -> int:
    """Print one line a protection; exit code 3 when student code can't be closed in."""
    if sys.platform != "linux":
        raise UsageError(
            "Student code can only be closed in on Linux: grade in a container or on a Linux machine."
        )
    server = ForkServer()
    try:
        hello = server.hello()
    except GraderFault as fault:
        print(f"Nothing can be graded here: {plain(str(fault))}", file=sys.stderr)
        return 3
    finally:
        server.close()
    print(
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}, {platform.machine()}"
    )
    capabilities = hello["capabilities"]
    for name, state in capabilities.items():
        print(f"{'✓' if state == 'yes' else '✗'} {name:<16} {'' if state == 'yes' else state}".rstrip())
    for level, needs in LEVELS.items():
        holds = all(capabilities.get(n) == "yes" for n in needs)
        print(f"{'✓' if holds else '✗'} --require-sandbox {level}")
    if capabilities.get(FLOOR) != "yes":
        print("Nothing is graded here without --allow-unsandboxed: use a Linux kernel with seccomp.")
        return 3
    return _self_test() if options.self_test else 0


def _self_test() -> int:
    folder = str(ROOT / "autograder")
    tried = subprocess.run([sys.executable, "-I", "-c", _CONFORMANCE, folder], capture_output=True, text=True)
    if tried.returncode != 0:
        print(tried.stderr, file=sys.stderr)
        return 3
    outcomes = json.loads(tried.stdout)
    for name, outcome in outcomes:
        print(f"{'✓' if outcome == 'held' else '✗'} {name:<40} {outcome}")
    broken = sum(outcome != "held" for _, outcome in outcomes)
    print(f"{len(outcomes)} ways out tried, {broken} open.")
    return 3 if broken else 0
