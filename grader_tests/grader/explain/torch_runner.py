"""Run scripts in forks of one process that has imported torch, which takes seconds; for these tests only.

    python torch_runner.py

Reads one JSON list a line, [script, argument, ...], and answers each with [exit code, output and errors].
"""

import json
import os
import runpy
import sys
import traceback

import torch

torch.set_num_threads(1)


def in_fork(arguments):
    """Run a script as `python script argument ...` would, in a child; return its exit code and what it printed."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(write, 1)
        os.dup2(write, 2)
        os.close(read)
        sys.stdout, sys.stderr = (os.fdopen(fd, "w", buffering=1, closefd=False) for fd in (1, 2))
        sys.argv, code = arguments, 0
        try:
            runpy.run_path(arguments[0], run_name="__main__")
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        except BaseException:
            traceback.print_exc()
            code = 1
        sys.stdout.flush()
        os._exit(code)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as pipe:
        said = pipe.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(in_fork(json.loads(line))), flush=True)
