"""Worker processes: start them, give them submissions, replace those that die. Imported within grading and cluster."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

from autograder.handle import ONE_THREAD
from autograder.model import Finding, Lang, Result, Submission, UsageError
from autograder.report import result_to_json
from autograder.words import plain
from autograder.worker import submission_to_json

STARTS = 3  # tries to start a process before giving up
ANSWER_WALL_S = 3600.0
"""For one submission: each of its questions has a deadline of its own, whose sum stays below this."""

Document = dict[str, Any]


class WorkerLost(Exception):
    """A worker's process ended while it examined a submission: ours is the fault, until it happens twice."""


class Stopped(Exception):
    """The worker was stopped on purpose."""


@dataclass(frozen=True, slots=True)
class Graded:
    """One result as the JSON document that is kept, and the record of answers it was judged by."""

    student: str
    document: Document
    answers: bytes


class Client:
    """One worker's process, started when it is first given something.

    Args:
        lang: language of the messages in results.
        unsandboxed: grade without a sandbox where there is none; every result bears it.
        level: the least sandbox to accept.
        again: "" to grade, "judge" to judge records again, "rename" to name the mistakes in them afresh, too.
        names: whether what is graded has its mistakes named.
        record: whether what is graded comes with a record, to be judged again.
    """

    def __init__(
        self,
        lang: Lang = "en",
        unsandboxed: bool = False,
        level: str = "floor",
        again: str = "",
        names: bool = True,
        record: bool = True,
    ) -> None:
        self.lang: Lang = lang
        options = {
            "lang": lang,
            "unsandboxed": unsandboxed,
            "level": level,
            "again": again,
            "names": names,
            "record": record,
        }
        self._options = json.dumps(options)
        self._process: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None
        self._lock = threading.Lock()  # over starting and stopping, which two threads may do
        self._stopped = False

    def start(self) -> None:
        """Start the process and wait until it is ready.

        Raises:
            UsageError: it can't grade here, and why.
            Stopped: `stop` was called.
        """
        for attempt in range(STARTS):
            if self._process is not None:
                return
            with self._lock:
                if self._stopped:
                    raise Stopped
                self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed in close()
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "autograder.worker", self._options],
                    env={**os.environ, **ONE_THREAD},
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=self._log,
                    start_new_session=True,  # Ctrl-C is for the coordinator, which stops the workers
                )
            try:
                self._listen()
            except WorkerLost as lost:
                if attempt == STARTS - 1:
                    raise UsageError(
                        f"No worker starts on this machine ({lost}): see `lab doctor`."
                    ) from None

    def grade(self, submission: Submission) -> Graded:
        """Return a submission's result.

        Raises:
            UsageError: no worker can grade here.
            WorkerLost: the process ended; the next call starts another.
            Stopped: `stop` was called.
        """
        message = self._ask(submission_to_json(submission))
        return Graded(submission.student, message["document"], base64.b64decode(message["answers"]))

    def judge(self, before: Mapping[str, Any], answers: bytes) -> Document:
        """Return {"document"} of a record judged again, or {"lacking"}: why it can't be.

        Raises:
            UsageError, WorkerLost, Stopped: as `grade` does.
        """
        return self._ask({"before": before, "answers": base64.b64encode(answers).decode()})

    def _ask(self, question: Mapping[str, Any]) -> Document:
        self.start()
        assert self._process is not None and self._process.stdin is not None
        deadline = threading.Timer(ANSWER_WALL_S, self._process.kill)
        deadline.start()
        try:
            self._process.stdin.write(json.dumps(question).encode() + b"\n")
            self._process.stdin.flush()
            return self._listen()
        except OSError:
            raise self._lost() from None
        finally:
            deadline.cancel()

    def _listen(self) -> Document:
        assert self._process is not None and self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line.endswith(b"\n"):
            raise self._lost()
        message: Document = json.loads(line)
        if "usage" in message:
            self.close()
            raise UsageError(message["usage"])
        return message

    def _lost(self) -> WorkerLost | Stopped:
        """Return why there is no answer, after clearing away what is left of the process."""
        said = ""
        if self._log is not None:
            self._log.seek(max(0, self._log.seek(0, 2) - 2000))
            lines = self._log.read().decode(errors="replace").strip().splitlines()
            said = plain(lines[-1][-300:]) if lines else ""  # of a traceback
        process = self._process
        self.close()
        if self._stopped:
            return Stopped()
        code = process.returncode if process is not None else None
        return WorkerLost(f"exit code {code}: {said}" if said else f"exit code {code}")

    def stop(self) -> None:
        """End the process at once and for good, from any thread; who waits for an answer gets `Stopped`."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                self._process.kill()

    def close(self) -> None:
        """End the process, at once; by the thread that asks."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()
        if self._log is not None:
            self._log.close()
            self._log = None


def set_aside(submission: Submission, lang: Lang, why: str) -> Graded:
    """Return the result of a submission that took its worker down twice: the mark is open."""
    problem = Finding("error.worker_died", {"what": plain(why)})
    result = Result(submission.student, submission.file, submission.sha256, "error", problem=problem)
    return Graded(submission.student, result_to_json(result, lang), b"")


def with_retry(client: Client, submission: Submission) -> Graded:
    """Grade a submission; once more when the worker was lost or the mark stayed open; then set it aside."""
    try:
        found = client.grade(submission)
        if found.document["status"] != "error":
            return found
        client.close()
    except WorkerLost:
        pass
    try:
        return client.grade(submission)
    except WorkerLost as lost:
        return set_aside(submission, client.lang, str(lost))
