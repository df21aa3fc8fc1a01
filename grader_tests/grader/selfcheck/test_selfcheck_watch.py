"""`--watch` on a real file: an answer after each save, whatever the save looks like on its way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.model import ROOT

pytestmark = pytest.mark.slow

RIGHT = (ROOT / "solutions" / "rnn.py").read_text(encoding="utf-8")
WRONG = RIGHT.replace(
    "return torch.tanh(self.W_i(x) + self.W_h(h))", "return torch.relu(self.W_i(x) + self.W_h(h))"
)
BROKEN = RIGHT[: RIGHT.index("return torch.tanh(") + 12]


class Watched:
    """A self-check that follows a file; `answer` is the next result it writes."""

    def __init__(self, process: subprocess.Popen[str], path: Path) -> None:
        self.process, self.path = process, path

    def answer(self) -> dict[str, object]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the self-check ended"
        return json.loads(line)

    def save(self, text: str) -> float:
        """Save as editors do, by a new file in the old one's place; return the time."""
        fresh = self.path.with_suffix(".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(self.path)
        return time.monotonic()


@pytest.fixture
def watched(check_pyz: Path, environment: dict[str, str], tmp_path: Path) -> Iterator[Watched]:
    path = tmp_path / "rnn.py"
    path.write_text(WRONG, encoding="utf-8")
    options = ["--watch", "--json", "--lang", "en", "--exercise", "one_step"]
    process = subprocess.Popen(
        [sys.executable, str(check_pyz), str(path), *options],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        env=environment,
    )
    with process:
        yield Watched(process, path)
        process.send_signal(signal.SIGINT)


def test_each_save_is_answered_and_ctrl_c_returns_the_last_verdict(watched: Watched) -> None:
    assert watched.answer()["passed"] is False
    watched.save(RIGHT)
    assert watched.answer()["passed"] is True
    watched.save(WRONG)
    assert watched.answer()["passed"] is False
    watched.process.send_signal(signal.SIGINT)
    assert watched.process.wait(60) == 1


def test_a_save_in_two_halves_is_answered_once_whole(watched: Watched) -> None:
    watched.answer()
    watched.path.write_text(BROKEN, encoding="utf-8")
    time.sleep(0.2)
    watched.path.write_text(RIGHT, encoding="utf-8")
    assert watched.answer()["passed"] is True


def test_a_file_that_is_gone_for_a_moment_comes_back(watched: Watched) -> None:
    watched.answer()
    watched.path.unlink()
    time.sleep(0.2)
    watched.save(RIGHT)
    assert watched.answer()["passed"] is True


def test_a_save_in_the_middle_of_a_check_starts_it_again(watched: Watched) -> None:
    watched.answer()
    loop = "        while True: pass\n        return torch.tanh(self.W_i(x) + self.W_h(h))"
    watched.save(RIGHT.replace("        return torch.tanh(self.W_i(x) + self.W_h(h))", loop))
    time.sleep(1.0)
    watched.save(RIGHT)
    assert watched.answer()["passed"] is True, "the verdict on the endless loop is not the last word"


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of POSIX")
def test_single_keys_are_obeyed_at_a_terminal_which_is_left_as_it_was(
    check_pyz: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    import fcntl
    import pty
    import termios

    path = tmp_path / "rnn.py"
    path.write_text(WRONG, encoding="utf-8")
    teacher, student = pty.openpty()
    before = termios.tcgetattr(student)

    def take_terminal() -> None:
        fcntl.ioctl(student, termios.TIOCSCTTY, 0)

    process = subprocess.Popen(
        [sys.executable, str(check_pyz), str(path), "--watch", "--lang", "en", "--exercise", "one_step"],
        stdin=student,
        stdout=student,
        stderr=student,
        env={**environment, "TERM": "xterm"},
        start_new_session=True,
        preexec_fn=take_terminal,
    )
    with process:
        try:
            seen = _read_until(teacher, "q or Ctrl-C: stop.")
            assert "Self-check" in seen and "after the save" not in seen
            os.write(teacher, b"h")
            assert "Hint 1 of 4" in _read_until(teacher, "stay?")
            os.write(teacher, b"\x1b[A")  # an arrow is no key of ours
            path.write_text(RIGHT, encoding="utf-8")
            assert "s after the save" in _read_until(teacher, "q or Ctrl-C: stop.")
            os.write(teacher, b"q")
            assert process.wait(60) == 0
            assert termios.tcgetattr(student) == before
        finally:
            process.kill()
            os.close(teacher)
            os.close(student)


def _read_until(terminal: int, words: str) -> str:
    """Return what a terminal showed up to some words, whose spaces may be line ends."""
    seen, end = "", time.monotonic() + 120
    while words not in " ".join(seen.split()):
        assert time.monotonic() < end, seen
        seen += os.read(terminal, 4096).decode("utf-8", "replace")
    return seen
