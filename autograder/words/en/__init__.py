"""The English catalogue, put together from one module per audience; imported by `autograder.words`."""

from __future__ import annotations

from autograder.words.en import exercises, general, staff
from autograder.words.en.checks import CHECKS
from autograder.words.en.hints import HINTS
from autograder.words.en.ui import UI, VALUES
from autograder.words.en.variants import VARIANTS

MESSAGES: dict[str, dict[str, str]] = {**general.MESSAGES, **exercises.MESSAGES, **staff.MESSAGES}

__all__ = ["CHECKS", "HINTS", "MESSAGES", "UI", "VALUES", "VARIANTS"]
