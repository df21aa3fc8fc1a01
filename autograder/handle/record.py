"""Record every question and answer, so that a class can be judged again without running student code.

Imported by the handle, the examiner's replay and the worker. The file is gzip of length-prefixed entries:
digest of the question (16 bytes), kind (1 byte), length (4 bytes), answer. The first entry is the submission
as JSON (kind S, a digest of zeros): questions are drawn from it.
"""

from __future__ import annotations

import gzip
import hashlib
import struct
import zlib
from collections import defaultdict, deque

_ENTRY = struct.Struct(">16scI")
ANSWERED, HUNG, DIED, LIED = b"A", b"H", b"D", b"V"
_SUBMISSION, _NO_QUESTION = b"S", bytes(16)


def digest(question: bytes) -> bytes:
    """Return 16 bytes that stand for a question: its frame without the nonce."""
    return hashlib.blake2b(question[:4] + question[12:], digest_size=16).digest()


class Recorder:
    """Collects the entries of one submission.

    Args:
        kept: False where nobody will judge the class again; packing a record costs as much as a dozen questions.
    """

    def __init__(self, kept: bool = True) -> None:
        self._kept = kept
        self._entries: list[bytes] = []

    def add(self, question: bytes, kind: bytes, answer: bytes) -> None:
        """Record what a question was answered with: a frame's content, or why none came."""
        if self._kept:
            self._entries.append(_ENTRY.pack(digest(question), kind, len(answer)) + answer)

    def dump(self) -> bytes:
        """Return the record as the bytes of a file; equal records give equal bytes, and none is kept as none."""
        return b"" if not self._kept else gzip.compress(b"".join(self._entries), compresslevel=1, mtime=0)


def with_submission(submission: bytes, answers: bytes) -> bytes:
    """Return a record that begins with the submission as JSON; `answers` may be empty."""
    entry = _ENTRY.pack(_NO_QUESTION, _SUBMISSION, len(submission)) + submission
    return gzip.compress(entry, compresslevel=1, mtime=0) + answers


def submission_of(data: bytes) -> bytes:
    """Return the submission's JSON that a record begins with.

    Raises:
        ValueError: the record is damaged or has none.
    """
    try:
        entries = gzip.decompress(data)
        _, kind, length = _ENTRY.unpack_from(entries)
    except (OSError, EOFError, zlib.error, struct.error) as error:
        raise ValueError(str(error)) from None
    if kind != _SUBMISSION:
        raise ValueError("no submission in the record")
    return entries[_ENTRY.size : _ENTRY.size + length]


class Recording:
    """Answers questions from a record, each recorded answer once, in the order of recording.

    Raises:
        ValueError: the record is damaged.
    """

    def __init__(self, data: bytes) -> None:
        self._answers: dict[bytes, deque[tuple[bytes, bytes]]] = defaultdict(deque)
        try:
            entries, offset = gzip.decompress(data), 0
        except (OSError, EOFError, zlib.error) as error:
            raise ValueError(str(error)) from None
        while offset < len(entries):
            if len(entries) - offset < _ENTRY.size:
                raise ValueError("it ends within an entry")
            key, kind, length = _ENTRY.unpack_from(entries, offset)
            offset += _ENTRY.size
            if len(entries) - offset < length:
                raise ValueError("it ends within an answer")
            self._answers[key].append((kind, entries[offset : offset + length]))
            offset += length

    def answer(self, question: bytes) -> tuple[bytes, bytes] | None:
        """Return (kind, answer), or None for a question that was never asked."""
        waiting = self._answers.get(digest(question))
        return waiting.popleft() if waiting else None
