"""The accepted programs are right, by the definition alone, and differ from one another."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from autograder import corpus
from autograder.model import ROOT
from autograder.submission import discover, read

NAMES = [program.name for program in corpus.accepted()]


@pytest.fixture(scope="module")
def faults(tmp_path_factory):
    """What is wrong with each accepted program, by name; one process that forks for each."""
    folder = corpus.SOLUTIONS / "accepted"
    submissions = [read(source) for source in discover(folder)]
    cells = {s.student: [[cell.name, cell.source] for cell in s.cells] for s in submissions}
    run = subprocess.run(
        [sys.executable, Path(__file__).with_name("run_programs.py")],
        input=json.dumps(cells),
        capture_output=True,
        text=True,
        timeout=300,
        cwd=tmp_path_factory.mktemp("nowhere"),  # some write as they go
        env={"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_accepted_program_is_right(faults, name):
    assert faults[name] == []


def test_there_are_enough_of_them():
    assert len(NAMES) >= 45


def test_each_says_what_is_different():
    for program in corpus.accepted():
        opening = program.submission.decode("utf-8-sig")[:700]
        assert "Right:" in opening or "Juste" in opening, program.name


def test_no_two_are_the_same():
    seen = {hashlib.sha256(p.submission).hexdigest(): p.name for p in corpus.accepted()}
    assert len(seen) == len(NAMES)


def test_odd_bytes_survived_version_control():
    sources = {p.name: p.submission for p in corpus.accepted()}
    assert sources["byte-order-mark"].startswith(b"\xef\xbb\xbf")
    crlf = sources["crlf-line-endings"]
    assert crlf.count(b"\r\n") == crlf.count(b"\n") > 20
    assert b"\n\tdef " in sources["tabs"]
