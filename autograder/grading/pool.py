"""Worker processes: start them, give them submissions, replace those that die. Imported within grading."""

from __future__ import annotations

import base64
import contextlib
import json
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from autograder.model import Finding, Lang, Result, Submission, UsageError
from autograder.report import result_to_json
from autograder.worker import submission_to_json


class WorkerLost(Exception):
    """A worker's process ended while it examined a submission: ours is the fault, until it happens twice."""


@dataclass(frozen=True, slots=True)
class Graded:
    """One result as the JSON document that is kept, and the record of answers it was judged by."""

    student: str
    document: dict[str, Any]
    answers: bytes


class Client:
    """One worker's process, started when it is first given something.

    Args:
        lang: language of the messages in results.
        unsandboxed: grade without a sandbox where there is none; every result bears it.
        level: the least sandbox to accept.
    """

    def __init__(self, lang: Lang = "en", unsandboxed: bool = False, level: str = "floor") -> None:
        self._options = json.dumps({"lang": lang, "unsandboxed": unsandboxed, "level": level})
        self._process: subprocess.Popen[bytes] | None = None
        self._log: Any = None

    def start(self) -> None:
        """Start the process and wait until it is ready.

        Raises:
            UsageError: it can't grade here, and why.
            WorkerLost: it did not start.
        """
        if self._process is not None:
            return
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed in close()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "autograder.worker", self._options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            start_new_session=True,
        )
        self._listen()

    def grade(self, submission: Submission) -> Graded:
        """Return a submission's result.

        Raises:
            UsageError: no worker can grade here.
            WorkerLost: the process ended; the next call starts another.
        """
        self.start()
        assert self._process is not None and self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(submission_to_json(submission)).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            raise self._lost() from None
        message = self._listen()
        return Graded(submission.student, message["document"], base64.b64decode(message["answers"]))

    def _listen(self) -> dict[str, Any]:
        assert self._process is not None and self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line.endswith(b"\n"):
            raise self._lost()
        message: dict[str, Any] = json.loads(line)
        if "usage" in message:
            self.close()
            raise UsageError(message["usage"])
        return message

    def _lost(self) -> WorkerLost:
        self._log.seek(0)
        said = self._log.read()[-2000:].decode(errors="replace")
        code = self._process.poll() if self._process is not None else None
        self.close()
        return WorkerLost(f"a worker's process ended (code {code}): {said.strip()[-600:]}")

    def close(self) -> None:
        """End the process, at once."""
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
    problem = Finding("error.worker_died", {"what": why[:300]})
    result = Result(submission.student, submission.file, submission.sha256, "error", problem=problem)
    return Graded(submission.student, result_to_json(result, lang), b"")


def with_retry(client: Client, submission: Submission, lang: Lang) -> Graded:
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
        return set_aside(submission, lang, str(lost))


def in_parallel(
    submissions: Iterable[Callable[[], Submission]],
    clients: list[Client],
    lang: Lang,
    done: Callable[[Graded], None],
) -> None:
    """Grade submissions, each read when its turn comes, and call `done` in this thread with each result.

    Raises:
        UsageError: no worker can grade here.
        KeyboardInterrupt: stopped; the workers are ended.
    """
    waiting: queue.SimpleQueue[Callable[[], Submission] | None] = queue.SimpleQueue()
    results: queue.SimpleQueue[Graded | BaseException] = queue.SimpleQueue()
    count = 0
    for submission in submissions:
        waiting.put(submission)
        count += 1

    def serve(client: Client) -> None:
        while (read := waiting.get()) is not None:
            try:
                results.put(with_retry(client, read(), lang))
            except BaseException as error:
                results.put(error)
                return

    threads = [threading.Thread(target=serve, args=(c,), daemon=True) for c in clients[: max(1, count)]]
    for thread in threads:
        waiting.put(None)
        thread.start()
    try:
        for _ in range(count):
            found = results.get()
            if isinstance(found, BaseException):
                raise found
            done(found)
    finally:
        for client in clients:
            client.close()
