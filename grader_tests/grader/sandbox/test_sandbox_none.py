"""Without a sandbox, on request, a guest still gets nothing of ours to write to."""

import pytest

from autograder.examiner.drawing import Draws
from autograder.examiner.student import Student
from autograder.handle import ForkServer, Guest, Plan
from autograder.model import Cell, Submission

pytestmark = pytest.mark.slow

NOISY = """
import os
for fd in (1, 2):
    for _ in range(64):
        os.write(fd, b"x" * 65536)
done = True
class RNN: ...
"""


def test_what_is_printed_goes_nowhere_and_blocks_nobody() -> None:
    server = ForkServer()
    guest = Guest(lambda: server.fork(Plan(())))
    try:
        submission = Submission("ann", "rnn.py", "00", (Cell("rnn.py", NOISY),))
        loaded = Student(submission, guest, Draws(b"", "")).load()
        assert list(loaded.reports) == [] and "RNN" in loaded.defined
    finally:
        guest.stop()
        server.close()
