"""Judge the recorded answers of a class again, see who changes, then write. Imported by the cli."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder.feedback import exercise_score, score
from autograder.model import EXERCISES, Lang, Manual, Result
from autograder.report import read_result, result_from_json

from .folder import all_results, document_of, note_by_hand, write_class, write_one
from .parallel import spread
from .pool import Client, Graded, WorkerLost
from .version import fingerprint, version_of

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Change:
    """One student's marks by the grader, before and after."""

    student: str
    before: float | None
    after: float | None
    exercises: Mapping[str, tuple[float | None, float | None]]  # those that changed
    by_hand: bool  # the whole mark is set by hand, and stays


@dataclass(frozen=True, slots=True)
class Judged:
    """What judging a class again comes to; nothing is written yet."""

    count: int  # judged again
    changes: tuple[Change, ...]
    lacking: Mapping[str, str]  # student -> why this one must be graded again
    documents: Mapping[str, bytes]  # of those whose result is another one, compressed
    lang: Lang


def judge_again(out: Path, lang: Lang, jobs: int, rename: bool, progress: Progress) -> Judged:
    """Judge every record of a folder again. No student code runs, and nothing is written.

    Raises:
        UsageError: there are no results, or no worker starts.
    """
    results = all_results(out)
    students = [r.student for r in results]
    by_hand = {r.student for r in results if r.manual is not None and r.manual.score is not None}
    changes: list[Change] = []
    lacking: dict[str, str] = {}
    documents: dict[str, bytes] = {}
    count = 0

    def work(client: Client, student: str) -> tuple[str, dict[str, Any]]:
        return student, _one(client, out, student)

    def done(found: tuple[str, dict[str, Any]]) -> None:
        nonlocal count
        count += 1
        student, said = found
        if "lacking" in said:
            lacking[student] = said["lacking"]
        elif said.get("document"):
            documents[student] = zlib.compress(json.dumps(said["document"]).encode(), 1)
            before = read_result(out / "results" / f"{student}.json")
            changes.extend(_change(before, result_from_json(said["document"]), student in by_hand))
        progress(count, len(students), student)

    progress(0, len(students), "")
    clients = [Client(lang, again="rename" if rename else "judge") for _ in range(min(jobs, len(students)))]
    spread(students, clients, work, done)
    changes.sort(key=lambda c: c.student)
    return Judged(
        count - len(lacking),
        tuple(changes),
        dict(sorted(lacking.items())),
        dict(sorted(documents.items())),
        lang,
    )


def _one(client: Client, out: Path, student: str) -> dict[str, Any]:
    """Return {"lacking": why}, or {"document"} where it differs from the one that stands, or {}."""
    before = document_of(out, student)
    if before is None:
        return {"lacking": "the result is damaged"}
    if before["status"] == "error":
        return {"lacking": "the mark is open"}
    try:
        answers = (out / "answers" / f"{student}.gz").read_bytes()
    except OSError:
        return {"lacking": "there is no record of the answers"}
    try:
        said = client.judge(before, answers)
    except WorkerLost:
        try:
            said = client.judge(before, answers)
        except WorkerLost as lost:
            return {"lacking": f"the process that judges has died twice: {lost}"}
    if "document" in said and version_of(before) == fingerprint():
        after = {**said["document"], "lang": client.lang}
        own = {k: v for k, v in before.items() if k not in ("history", "manual")}
        if "manual" in before:  # of which the sums speak, too
            marks = ("score", "exercises")
            after, own = ({k: v for k, v in d.items() if k not in marks} for d in (after, own))
        return {} if after == own else said
    return said


def _change(before: Result, after: Result, by_hand: bool) -> list[Change]:
    """Return how the grader's own marks change, or nothing."""
    before = replace(before, manual=None)
    pairs = {name: (exercise_score(before, name), exercise_score(after, name)) for name in EXERCISES}
    moved = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    if not moved and score(before) == score(after):
        return []
    return [Change(before.student, score(before), score(after), moved, by_hand)]


def write_again(out: Path, judged: Judged, overrides: Mapping[str, Manual]) -> list[Result]:
    """Write what was judged again, then the class page and grades.csv; return all results.

    Raises:
        UsageError: the disk is full; what is not written is judged again next time.
    """
    for student, packed in judged.documents.items():
        found = Graded(student, json.loads(zlib.decompress(packed)), b"")
        write_one(out, found, judged.lang, overrides.get(student))
    results = all_results(out)
    note_by_hand(out, results, judged.lang)
    write_class(out, judged.lang, results)
    return results
