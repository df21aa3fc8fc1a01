"""Runs nbgrader's commands in forks of one process that has imported nbgrader; for the tests of this folder only.

    python nbgrader_runner.py

Reads one JSON object a line, {"arguments", "cwd", "env", "stdout", "stderr"}, and answers each with the exit code.
Only the import, which takes seconds, is shared: each command has a process, a folder and an environment of its own.
"""

import json
import os
import runpy
import signal
import sys
import time

import nbconvert.exporters  # noqa: F401
import nbgrader.apps
import nbgrader.plugins  # noqa: F401

SILENT_S = 600.0  # a student is graded in seconds: what says nothing for so long is ended, with a code no test expects


def become(order):
    """Make this process what `nbgrader argument ...` in that folder would be."""
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["env"])
    null = os.open(os.devnull, os.O_RDONLY)
    new = [
        os.open(order[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600) for name in ("stdout", "stderr")
    ]
    for target, source in enumerate((null, *new)):
        os.dup2(source, target)
        os.close(source)
    # not those of the parent, in which lines that were read ahead and not yet answered may lie
    sys.stdin = os.fdopen(0, closefd=False)
    sys.stdout, sys.stderr = (os.fdopen(fd, "w", buffering=1, closefd=False) for fd in (1, 2))
    sys.argv = ["nbgrader", *order["arguments"]]


def exit_code_of(child, order):
    """Wait for a child as long as it goes on saying something, however slow the machine; return its exit code."""
    said, since = -1, time.monotonic()
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        now = sum(
            os.path.getsize(order[name]) for name in ("stdout", "stderr") if os.path.exists(order[name])
        )
        if now != said:
            said, since = now, time.monotonic()
        elif time.monotonic() - since > SILENT_S:
            os.kill(child, signal.SIGKILL)
        time.sleep(0.05)


def main():
    """Answer orders until there are none; return True in a child that is to run one."""
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            become(order)
            return True
        print(exit_code_of(child, order), flush=True)
    return False


if __name__ == "__main__" and main():
    runpy.run_module("nbgrader", run_name="__main__", alter_sys=False)
