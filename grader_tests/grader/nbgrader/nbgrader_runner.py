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

import nbconvert.exporters  # noqa: F401
import nbgrader.apps
import nbgrader.plugins  # noqa: F401

LONGEST_S = 1800  # the corpus takes minutes; what takes longer is ended, with a code that no test expects


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
    signal.alarm(LONGEST_S)


def main():
    """Answer orders until there are none; return True in a child that is to run one."""
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            become(order)
            return True
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
    return False


if __name__ == "__main__" and main():
    runpy.run_module("nbgrader", run_name="__main__", alter_sys=False)
