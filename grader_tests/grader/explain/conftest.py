"""A graded folder of a few programs, made once by the command."""

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder.cli import main
from autograder.verify.cases import cases

PROGRAMS = {
    "reference": "solutions/rnn.py",
    "linear": "mistakes/no-activation--sum-of-linears",
    "unbiased": "mistakes/no-bias--no-bias-at-all",
    "late": "mistakes/off-by-one--appended-before-the-step",
    "cut": "mistakes/gradient-cut--detach-each-step",
    "last": "mistakes/last-state-only--last-of-the-list",
    "zeros": "mistakes/initial-state-ignored--zeros-in-forward",
    "summed": "mistakes/loss-sum--over-steps",
    "unshifted": "mistakes/loss-not-shifted--decode-all-states",
    "item": "mistakes/gradient-cut--loss-item",
    "overwriting": "mistakes/argument-modified--loss-overwrites-h0",
    "stub": "mistakes/not-attempted--everything",
    "ready": "mistakes/ready-made-rnn--rnn-cell-in-step",
    "leaky": "mistakes/unnamed/leaky-state",
    "clipped": "mistakes/unnamed/answer-clipped",
}


@pytest.fixture(scope="session")
def graded(tmp_path_factory):
    """OUT, the folder of submissions, and the programs by student."""
    folder, out = tmp_path_factory.mktemp("submissions"), tmp_path_factory.mktemp("results")
    programs = {student: cases([name])[0] for student, name in PROGRAMS.items()}
    for student, program in programs.items():
        (folder / f"{student}.py").write_bytes(program.source)
    assert main(["grade", str(folder), "--out", str(out), "--jobs", "1"]) == 0
    return SimpleNamespace(out=out, folder=folder, programs=programs)


@pytest.fixture(scope="session")
def run():
    """Return a function that runs [script, argument, ...] and gives [exit code, what it printed]."""
    runner = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("torch_runner.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )

    def ask(arguments):
        runner.stdin.write(json.dumps(arguments) + "\n")
        runner.stdin.flush()
        return json.loads(runner.stdout.readline())

    yield ask
    runner.stdin.close()
    runner.wait(timeout=30)
    runner.stdout.close()
