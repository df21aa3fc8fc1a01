"""All that the kit says to people: findings are keys, words live here; any trusted module may import it."""

from __future__ import annotations

from autograder.words.numbers import percent, points
from autograder.words.plain import plain
from autograder.words.render import (
    Message,
    MistakeWords,
    cell_name,
    check_title,
    exercise_title,
    hints,
    known,
    render,
    ui,
)

__all__ = [
    "Message",
    "MistakeWords",
    "cell_name",
    "check_title",
    "exercise_title",
    "hints",
    "known",
    "percent",
    "plain",
    "points",
    "render",
    "ui",
]
