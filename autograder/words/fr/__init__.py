"""The French catalogue, put together from one module per audience; imported by `autograder.words`."""

from __future__ import annotations

from autograder.words.fr import exercises, general, staff
from autograder.words.fr.checks import CHECKS
from autograder.words.fr.hints import HINTS
from autograder.words.fr.ui import UI, VALUES
from autograder.words.fr.variants import VARIANTS

MESSAGES: dict[str, dict[str, str]] = {**general.MESSAGES, **exercises.MESSAGES, **staff.MESSAGES}

__all__ = ["CHECKS", "HINTS", "MESSAGES", "UI", "VALUES", "VARIANTS"]
