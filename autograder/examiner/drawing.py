"""Draw the questions of a submission from a secret, so that nobody can tune to them. Imported by the examiner."""

from __future__ import annotations

import hashlib
import hmac

import numpy as np


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
        seed = hmac.new(self._key, name.encode(), hashlib.sha256).digest()
        return np.random.Generator(np.random.PCG64(int.from_bytes(seed[:16], "big")))
