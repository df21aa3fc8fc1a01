"""What a Dask worker runs: one chunk of submissions, by the one examining process it keeps. Called by Dask alone."""

from __future__ import annotations

import base64
import functools
import json
import socket
import threading
from collections.abc import Sequence

from autograder.grading.pool import Client, with_retry
from autograder.grading.version import fingerprint
from autograder.model import UsageError
from autograder.worker import submission_from_json


def grade_chunk(options: str, version: str, submissions: Sequence[bytes]) -> list[bytes]:
    """Return a result for each submission; both are JSON, of what `Client.grade` takes and returns.

    Raises:
        UsageError: this machine can't grade, or holds another version of the kit.
    """
    if version != fingerprint():
        raise UsageError(
            f"The worker on {socket.gethostname()} has another version of the kit or of the hidden checks: "
            "install the same on all machines."
        )
    client, lock = _kept(options)
    with lock:
        return [_graded(client, submission) for submission in submissions]


@functools.cache
def _kept(options: str) -> tuple[Client, threading.Lock]:
    """Return this process's client: starting one takes seconds, a submission does not. A lock, as Dask has threads."""
    given = json.loads(options)
    return Client(given["lang"], given["unsandboxed"], given["level"]), threading.Lock()


def _graded(client: Client, submission: bytes) -> bytes:
    found = with_retry(client, submission_from_json(json.loads(submission)))
    answers = base64.b64encode(found.answers).decode()
    return json.dumps({"document": found.document, "answers": answers}).encode()
