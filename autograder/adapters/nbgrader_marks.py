"""Says a result cell by cell, as nbgrader keeps it; imported by the nbgrader adapter and by nbgrader_course."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

from autograder.feedback.digest import Digest, Numbered, digest
from autograder.model import EXERCISES, MAX_SCORE, Finding, Lang, Result
from autograder.report import message_text
from autograder.words import MistakeWords, check_title, exercise_title, plain, points, render, ui

_WIDTH = 90  # columns: what a feedback page shows without scrolling

NOTEBOOK = "rnn"
"""The notebook of the assignment, as nbgrader calls it: without its suffix."""

ANSWERS: Mapping[str, str] = {
    "one_step": "one_step_answer",
    "forward": "forward_answer",
    "training_loss": "training_loss_answer",
    "learning": "training_loss_answer",
}
"""Where what is said of an exercise goes: nbgrader keeps comments on answers alone."""

UNMARKED = ("warm_up_answer", "generate_answer")
"""Answers that nobody marks: nbgrader's "No response." would be said of them in vain."""


@dataclass(frozen=True, slots=True)
class ExerciseMark:
    """What one exercise earned, and why."""

    score: float | None  # of EXERCISES[exercise] points, not rounded; None: open, a person must decide
    reason: str  # every check, for the output of the check's cell
    comment: str  # the first failure alone, for the answer's comment

    def scaled(self, exercise: str, points_of_cell: float) -> float | None:
        """Return the score in a cell whose points a teacher may have changed."""
        return None if self.score is None else round(self.score * points_of_cell / EXERCISES[exercise], 6)


def exercise_marks(
    result: Result, lang: Lang, mistake_words: MistakeWords | None = None
) -> dict[str, ExerciseMark]:
    """Return each exercise's mark.

    Scores are sums of checks before any rounding, so that the gradebook's total rounds to the very mark that
    `lab grade` gives.
    """
    told, scores = digest(result), _scores(result)
    return {e: _mark(result, told, e, scores[e], lang, mistake_words) for e in EXERCISES}


def comments(result: Result, marks: Mapping[str, ExerciseMark], lang: Lang) -> dict[str, str]:
    """Return the comment on each marked answer, by the answer's `grade_id`.

    A comment is Markdown in the feedback page and plain text in the formgrader: an indented block reads the
    same in both, and nothing in it is taken for markup.
    """
    texts: dict[str, list[str]] = {answer: [] for answer in ANSWERS.values()}
    if result.file and result.file.rpartition("/")[2] != f"{NOTEBOOK}.ipynb":
        texts[ANSWERS["one_step"]].append(f"{ui('page.file', lang)}{ui('colon', lang)}{plain(result.file)}")
    for exercise, answer in ANSWERS.items():
        texts[answer].append(marks[exercise].comment)
    return {answer: block("\n\n".join(parts)) for answer, parts in texts.items()}


def block(text: str) -> str:
    """Indent a text so that Markdown shows it as it stands, with long lines wrapped.

    >>> block("one\\n\\ntwo")
    '    one\\n\\n    two'
    """
    wrapped = (line for long in text.split("\n") for line in _wrapped(long) or [""])
    return "\n".join("    " + line if line.strip() else "" for line in wrapped)


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(
        line, _WIDTH, subsequent_indent="      ", break_long_words=False, break_on_hyphens=False,
        drop_whitespace=True, replace_whitespace=False,
    )  # fmt: skip


def _mark(
    result: Result,
    told: Digest,
    exercise: str,
    score: float | None,
    lang: Lang,
    mistake_words: MistakeWords | None,
) -> ExerciseMark:
    def of(items: tuple[Numbered, ...]) -> list[Numbered]:
        return [item for item in items if item.check.exercise == exercise]

    title = f"{exercise_title(exercise, lang)}{ui('colon', lang)}"
    head = [f"{title}{points(score, lang)} / {points(EXERCISES[exercise], lang)}"]
    manual = result.manual
    if manual is not None and (manual.score is not None or exercise in manual.exercises):
        head.append(ui("page.manual", lang) + (manual.comment and ui("colon", lang) + plain(manual.comment)))
    failure: list[str] = []
    if result.status == "unreadable":
        failure = [message_text(render(result.problem or Finding("unreadable.other"), lang), lang)]
    elif score is None:
        failure = [ui("page.open_why", lang)]
    for item in of(told.first):
        failure.append(_row("✗", item, lang))
        check = item.check
        message = render(check.finding or Finding("other"), lang, check.mistake, mistake_words, check.forms)
        failure.append(message_text(message, lang))
    reason = [*head, *(_row("✓", item, lang) for item in of(told.holds)), *failure]
    later = [_row("·", item, lang) for item in (*of(told.open), *of(told.later))]
    if later:
        reason += ["", ui("page.later", lang), *later]
    if not failure and not later:
        failure = [ui("page.all_holds", lang)]
    return ExerciseMark(score, "\n".join(reason), "\n".join([*head, *failure]))


def _scores(result: Result) -> dict[str, float | None]:
    """Return the points of each exercise; a whole mark that was set by hand is spread so that they add up to it."""
    scores = {exercise: _score(result, exercise) for exercise in EXERCISES}
    whole = result.manual.score if result.manual is not None else None
    if whole is None:
        return scores
    earned = {exercise: score or 0.0 for exercise, score in scores.items()}
    total = sum(earned.values())
    if whole <= total:
        return {exercise: score * whole / total if total else 0.0 for exercise, score in earned.items()}
    part = (whole - total) / (MAX_SCORE - total)
    return {exercise: score + (EXERCISES[exercise] - score) * part for exercise, score in earned.items()}


def _score(result: Result, exercise: str) -> float | None:
    if result.manual is not None and exercise in result.manual.exercises:
        return result.manual.exercises[exercise]
    if result.status == "unreadable":
        return 0.0
    if result.exercise_score(exercise) is None:
        return None
    return sum(check.score for check in result.checks if check.exercise == exercise)


def _row(sign: str, item: Numbered, lang: Lang) -> str:
    return f"{sign} {item.number}  {check_title(item.check.id, lang)}"
