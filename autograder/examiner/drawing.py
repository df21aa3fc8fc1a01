"""Draw the questions of a submission from a secret, so that nobody can tune to them. Imported by the examiner."""

from __future__ import annotations

import hashlib
import hmac

import numpy as np
from numpy.random.bit_generator import ISeedSequence
from numpy.typing import DTypeLike, NDArray


class _Seed(ISeedSequence):
    """Gives a generator the 32 bytes of a digest as they are: numpy's own mixing of seeds takes ten times as long."""

    def __init__(self, digest: bytes) -> None:
        self._digest = digest

    def generate_state(self, n_words: int, dtype: DTypeLike = np.uint32) -> NDArray[np.uint32 | np.uint64]:
        words = np.frombuffer(self._digest, np.dtype(dtype).newbyteorder("<"))
        assert n_words == len(words)
        return words.astype(dtype)


class Draws:
    """Named streams of random numbers of one submission: the same name always gives the same numbers.

    Args:
        secret: the course's secret, or a public word in the student's self-check.
        sha256: of the submission, in hexadecimal.
    """

    def __init__(self, secret: bytes, sha256: str) -> None:
        self._key = hmac.new(secret, sha256.encode(), hashlib.sha256).digest()

    def stream(self, name: str) -> np.random.Generator:
        """Return a fresh generator for one question; the order of questions does not matter."""
        digest = hmac.digest(self._key, name.encode(), "sha256")
        return np.random.Generator(np.random.PCG64(_Seed(digest)))  # type: ignore[arg-type]
