"""The programs of known mistakes, loaded into one guest of their own and asked like students. Imported by diagnosis."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from autograder.arrays import Array
from autograder.corpus import Program, mistakes
from autograder.examiner.drawing import Draws
from autograder.examiner.student import Student
from autograder.handle import Guest, Process
from autograder.model import Cell, Submission

COMMON = Draws(b"the same questions for everybody", "")
"""Diagnosis earns no points, so its questions need not be secret; equal questions let wrong answers be compared."""
T = TypeVar("T")
REMEMBERED = 20_000
"""Answers of all suspects, of a number or a few states each."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A known mistake as a program that can be asked."""

    program: Program
    student: Student
    memory: dict[tuple[str, str], Any]  # of the panel

    def recall(self, question: str, ask: Callable[[], T]) -> T:
        """Return what it answers to a question, asked once for a whole class: a program of ours answers alike."""
        key = (self.program.name, question)
        if key not in self.memory:
            if len(self.memory) >= REMEMBERED:
                self.memory.clear()
            self.memory[key] = ask()
        return self.memory[key]  # type: ignore[no-any-return]

    @property
    def mistake(self) -> str:
        """Return the id."""
        assert self.program.mistake is not None
        return self.program.mistake


class Panel:
    """All named mistakes, each loaded when it is first asked."""

    def __init__(self, fork: Callable[[], Process]) -> None:
        self._guest = Guest(fork, bounded=False)
        self._suspects: list[Suspect] = []
        self._generation = -1
        self._memory: dict[tuple[str, str], Any] = {}

    def suspects(self, exercise: str) -> list[Suspect]:
        """Return the suspects for wrong answers in an exercise, none the worse for what befell them before.

        A program of several mistakes speaks for its own in the exercise of that one alone.
        """
        if self._generation != self._guest.generation:  # a process of theirs was lost, which they remember
            self._generation = self._guest.generation
            self._suspects = [
                Suspect(p, Student(_submission(p), self._guest, COMMON, f"p{k}-"), self._memory)
                for k, p in enumerate(mistakes())
                if p.mistake is not None
            ]
        return [
            s
            for s in self._suspects
            if exercise == s.program.exercise or (exercise in s.program.loses and not s.program.also)
        ]

    @property
    def killed(self) -> int:
        """Return how many of the panel's processes something killed."""
        return self._guest.killed

    def close(self) -> None:
        """End the panel's guest."""
        self._guest.stop()


def digest(*arrays: Array) -> str:
    """Return a digest of the arrays that a question is asked with."""
    found = hashlib.blake2b(digest_size=16)
    for array in arrays:
        found.update(f"{array.dtype} {array.shape}".encode())
        found.update(np.ascontiguousarray(array).tobytes())
    return found.hexdigest()


def _submission(program: Program) -> Submission:
    source = program.submission.decode()
    return Submission(
        program.name,
        program.filename,
        hashlib.sha256(program.submission).hexdigest(),
        (Cell("rnn.py", source),),
    )
