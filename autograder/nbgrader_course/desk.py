"""Keeps one worker's process over the submissions of a run, so that its start is paid once; for `examining`."""

from __future__ import annotations

import atexit
import threading
from functools import cache

from autograder.grading import Client
from autograder.grading.pool import with_retry
from autograder.model import Lang, Result, Submission
from autograder.report import result_from_json

IDLE_S = 60.0
"""The formgrader's server lives for days and grades now and then: a worker that waits holds 300 MB."""


class Desk:
    """A worker's process that ends by itself when nothing comes any more."""

    def __init__(self, lang: Lang, level: str) -> None:
        self._client = Client(lang, level=level, record=False)  # nbgrader has no place for one
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        atexit.register(self.close)

    def examine(self, submission: Submission) -> Result:
        """Return a submission's result.

        Raises:
            UsageError: no worker can grade on this machine.
        """
        with self._lock:
            self._stop_timer()
            found = with_retry(self._client, submission)
            self._timer = threading.Timer(IDLE_S, self.close)
            self._timer.daemon = True
            self._timer.start()
        return result_from_json(found.document)

    def close(self) -> None:
        """End the process; the next submission starts another."""
        with self._lock:
            self._stop_timer()
            self._client.close()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


@cache
def desk(lang: Lang, level: str) -> Desk:
    """Return the desk of this process: nbgrader makes its preprocessors anew for every notebook."""
    return Desk(lang, level)
