"""Counts what a class shows: marks, failing checks, mistakes, what needs a person; for `classroom` alone."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from autograder.feedback.digest import digest, exercise_score, score, status
from autograder.feedback.student import sandbox_line
from autograder.model import EXERCISES, MAX_SCORE, Finding, Lang, Result
from autograder.report.table import by_student
from autograder.words import Message, plain, render

_REPLACED = "flag.stand_in"


@dataclass(frozen=True, slots=True)
class Statistics:
    """The marks of a class, or of one exercise; None where there are none."""

    count: int
    mean: float | None
    median: float | None
    spread: float | None  # standard deviation of the population
    full: int


@dataclass(frozen=True, slots=True)
class CheckCount:
    """How often one check failed, and how often it was not reached."""

    id: str
    failed: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Group:
    """Students who have something in common: a mistake's id, a digest of wrong answers, a note."""

    key: str
    students: tuple[str, ...]
    message: Message | None = None
    check: str = ""  # for unknown mistakes: the check that fails first


@dataclass(frozen=True, slots=True)
class Overview:
    """A class on one screen. Statistics are over what was graded and has a mark that is not open."""

    results: tuple[Result, ...]  # by student
    counts: Mapping[str, int]  # status -> how many
    marks: Statistics
    bars: tuple[int, ...]  # how many with a mark in [i, i + 1)
    exercises: Mapping[str, Statistics]
    checks: tuple[CheckCount, ...]  # that failed at least once, most often first
    mistakes: tuple[Group, ...]
    unknown: tuple[Group, ...]
    problems: tuple[Group, ...]
    sandboxes: tuple[tuple[str, int], ...]


def overview(results: Iterable[Result], lang: Lang) -> Overview:
    """Count what a class shows."""
    ordered = tuple(by_student(results))
    graded = [r for r in ordered if status(r) == "graded"]
    marks = [m for r in graded if (m := score(r)) is not None]
    counts = Counter(status(r) for r in ordered)
    return Overview(
        results=ordered,
        counts={name: counts[name] for name in ("graded", "unreadable", "error")},
        marks=_statistics(marks, MAX_SCORE),
        bars=_bars(marks),
        exercises={
            name: _statistics([m for r in graded if (m := exercise_score(r, name)) is not None], points)
            for name, points in EXERCISES.items()
        },
        checks=_checks(graded),
        mistakes=_mistakes(ordered),
        unknown=_unknown(ordered),
        problems=_problems(ordered, lang),
        sandboxes=tuple(Counter(s for r in ordered if (s := sandbox_line(r, lang))).most_common()),
    )


def _statistics(marks: Sequence[float], possible: float) -> Statistics:
    if not marks:
        return Statistics(0, None, None, None, 0)
    return Statistics(
        count=len(marks),
        mean=statistics.fmean(marks),
        median=statistics.median(marks),
        spread=statistics.pstdev(marks),
        full=sum(m >= possible - 1e-9 for m in marks),
    )


def _bars(marks: Sequence[float]) -> tuple[int, ...]:
    """Count per whole point; full marks have a bar of their own."""
    bars = [0] * (int(MAX_SCORE) + 1)
    for m in marks:
        bars[min(max(int(m + 1e-9), 0), len(bars) - 1)] += 1
    return tuple(bars)


def _checks(graded: Sequence[Result]) -> tuple[CheckCount, ...]:
    failed, skipped = Counter[str](), Counter[str]()
    for result in graded:
        failed.update(c.id for c in result.checks if c.status == "failed")
        skipped.update(c.id for c in result.checks if c.status == "skipped")
    return tuple(CheckCount(id, count, skipped[id]) for id, count in failed.most_common())


def _grouped(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, tuple[str, ...]]]:
    """Gather students by key, the largest group first, each student once."""
    groups: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for key, student in pairs:
        groups[key][student] = None
    return sorted(((k, tuple(v)) for k, v in groups.items()), key=lambda g: (-len(g[1]), g[0]))


def _mistakes(results: Sequence[Result]) -> tuple[Group, ...]:
    return tuple(Group(k, v) for k, v in _grouped((m.id, r.student) for r in results for m in r.mistakes))


def _unknown(results: Sequence[Result]) -> tuple[Group, ...]:
    first = {r.group: _first_failure(r) for r in reversed(results) if r.group}
    groups = _grouped((r.group, r.student) for r in results if r.group)
    return tuple(Group(k, v, check=first[k]) for k, v in groups if len(v) > 1)


def _first_failure(result: Result) -> str:
    told = digest(result).first
    unnamed = [item for item in told if not item.check.mistake]
    return (unnamed or told)[0].check.id if told else ""


def _problems(results: Sequence[Result], lang: Lang) -> tuple[Group, ...]:
    """Gather what needs a person: faults of the grader first, then files that can't be read, then notes.

    What was replaced by stand-ins is one line for the class, and comes last: there is nothing to do about it.
    """
    replaced = {
        str(m): None
        for r in results
        for f in r.flags
        if f.key == _REPLACED
        for m in f.args.get("modules", ())
    }
    in_class = Finding(_REPLACED, {"modules": sorted(replaced)})
    kinds: tuple[Callable[[Result], Iterable[Finding]], ...] = (
        _faults,
        _unreadable,
        lambda r: (f for f in r.flags if f.key != _REPLACED),
        lambda r: (in_class for f in r.flags if f.key == _REPLACED),
    )
    groups: list[Group] = []
    for kind in kinds:
        said = [(render(f, lang), r.student) for r in results for f in kind(r)]
        messages = {m.title: m for m, _ in said}
        groups += [
            Group(title, students, messages[title])
            for title, students in _grouped((m.title, s) for m, s in said)
        ]
    return tuple(groups)


def _faults(result: Result) -> Iterable[Finding]:
    if result.status == "error":
        yield result.problem or Finding("error.other")
    for check in result.checks:
        if check.status == "error":
            yield check.finding or Finding("error.internal", {"what": plain(check.id)})


def _unreadable(result: Result) -> Iterable[Finding]:
    if result.status == "unreadable":
        yield result.problem or Finding("unreadable.other")
