"""Where the course's secret is kept. Imported by the session alone, and never part of what students get."""

from __future__ import annotations

import os
from pathlib import Path

from autograder.model import ROOT, UsageError

SECRET_FILE = ROOT / "grader_tests" / "hidden" / "course.secret"
SECRET_VARIABLE = "RNN_LAB_SECRET"


def course_secret() -> bytes:
    """Return the course's secret: from the environment, or from the file beside the hidden suites.

    Raises:
        UsageError: there is none.
    """
    given = os.environ.get(SECRET_VARIABLE)
    if given:
        return given.encode()
    try:
        return Path(SECRET_FILE).read_bytes().strip()
    except OSError:
        raise UsageError(
            f"There is no course secret: set {SECRET_VARIABLE} or write one line into {SECRET_FILE.name} "
            "beside the hidden suites."
        ) from None
