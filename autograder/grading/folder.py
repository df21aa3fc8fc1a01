"""The folder of results: written so that it is whole at any moment, by one command at a time. Imported by the cli."""

from __future__ import annotations

import contextlib
import functools
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.feedback import student_page
from autograder.model import LANGS, Lang, Manual, Result, UsageError
from autograder.report import (
    class_page,
    encode,
    grades_csv,
    read_result,
    result_from_json,
    result_to_json,
    write_atomic,
)
from autograder.worker import mistake_words

from .overrides import read_overrides, refuse_unknown
from .pool import Graded
from .version import with_history

if sys.platform != "win32":
    import fcntl

words = functools.cache(mistake_words)
"""What is said of each known mistake, read once a language."""

_FOLDERS = ("results", "feedback", "answers")


@contextlib.contextmanager
def writing(out: Path) -> Iterator[None]:
    """Turn what the file system says while something is written into one sentence.

    Raises:
        UsageError: the disk is full, or the folder can't be written to. What was written before is whole.
    """
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"The results can't be written to {out} ({error.strerror}): make room or give a folder that you may "
            "write to, then run the same command again; what is written is kept."
        ) from None


@contextlib.contextmanager
def held(out: Path, make: bool = True) -> Iterator[None]:
    """Make the folder, and hold it for this process alone until the end of the block.

    Args:
        make: False where there must be results already.

    Raises:
        UsageError: it can't be written to, or another command is at work in it.
    """
    if not make and not (out / "results").is_dir():
        raise _no_results(out)
    with writing(out):
        for name in _FOLDERS:
            (out / name).mkdir(parents=True, exist_ok=True)
        lock = (out / ".lock").open("wb")
    with lock:
        if sys.platform != "win32":
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # let go of by the system, whatever ends us
            except BlockingIOError:
                raise UsageError(f"Another command is writing to {out}: wait until it has ended.") from None
            except OSError:
                pass  # a file system without locks
        for place in (out, *(out / name for name in _FOLDERS)):
            for stale in place.glob(".tmp-*"):  # nobody else writes here: these are of a run that was killed
                stale.unlink(missing_ok=True)
        yield


def document_of(out: Path, student: str) -> dict[str, Any] | None:
    """Return a student's result document, None where there is none or it is damaged."""
    path = out / "results" / f"{student}.json"
    try:
        read_result(path)
        document = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError, UsageError):
        return None
    return document if isinstance(document, dict) else None


def write_one(out: Path, found: Graded, lang: Lang, manual: Manual | None = None) -> Result:
    """Write one student's answers, page and, last, result: what has a result is complete.

    Raises:
        UsageError: the disk is full.
    """
    result = result_from_json(found.document)
    document = with_history({**found.document, "lang": lang}, document_of(out, found.student))
    if manual is not None:
        result = replace(result, manual=manual)
        document |= result_to_json(result, lang, words(lang))
    with writing(out):
        if found.answers:
            write_atomic(out / "answers" / f"{found.student}.gz", found.answers)
        write_page(out, result, lang)
        write_atomic(out / "results" / f"{found.student}.json", encode(document))
    return result


def write_page(out: Path, result: Result, lang: Lang) -> None:
    """Write one student's page."""
    page = student_page(result, lang, words(lang))
    write_atomic(out / "feedback" / f"{result.student}.html", page.encode())


def rewrite(out: Path, result: Result, lang: Lang) -> None:
    """Write a result again, with the messages of a language and the marks that are set by hand now.

    Raises:
        UsageError: the disk is full.
    """
    before = document_of(out, result.student) or {}
    kept: Mapping[str, Any] = {"lang": lang, **{k: before[k] for k in ("history",) if k in before}}
    with writing(out):
        write_page(out, result, lang)
        document = {**result_to_json(result, lang, words(lang)), **kept}
        write_atomic(out / "results" / f"{result.student}.json", encode(document))


def all_results(out: Path) -> list[Result]:
    """Return every result of a folder, with the marks that are set by hand now.

    Raises:
        UsageError: there is none, one is damaged, or overrides.csv can't be understood.
    """
    overrides = read_overrides(out)
    results = [read_result(path) for path in sorted((out / "results").glob("*.json"))]
    if not results:
        raise _no_results(out)
    refuse_unknown(overrides, (r.student for r in results), out)
    return [settled(r, overrides) for r in results]


def _no_results(out: Path) -> UsageError:
    return UsageError(f"There are no results in {out}: run `lab grade SUBMISSIONS --out {out}` first.")


def settled(result: Result, overrides: Mapping[str, Manual]) -> Result:
    """Return a result with the mark that is set by hand now, which may be none."""
    manual = overrides.get(result.student)
    return result if result.manual == manual else replace(result, manual=manual)


def write_class(out: Path, lang: Lang, results: Sequence[Result]) -> None:
    """Write grades.csv and the class page.

    Raises:
        UsageError: the disk is full.
    """
    with writing(out):
        write_atomic(out / "grades.csv", grades_csv(results).encode())
        write_atomic(out / "report.html", class_page(results, lang, words(lang)).encode())


def lang_of(out: Path, default: Lang = "en") -> Lang:
    """Return the language that the results of a folder were written in."""
    for path in sorted((out / "results").glob("*.json")):
        lang = (document_of(out, path.stem) or {}).get("lang")
        for known in LANGS:
            if lang == known:
                return known
    return default


def refresh(out: Path, lang: Lang) -> list[Result]:
    """Write all pages and grades.csv again from the results, and in these the marks that are set by hand now.

    Raises:
        UsageError: there are no results, one is damaged, or nothing can be written.
    """
    results = all_results(out)
    with held(out):
        note_by_hand(out, results, lang)
        for result in results:
            with writing(out):
                write_page(out, result, lang)
        write_class(out, lang, results)
    return results


def note_by_hand(out: Path, results: Iterable[Result], lang: Lang) -> None:
    """Write those documents again in which other marks set by hand stand than the results have.

    Raises:
        UsageError: the disk is full.
    """
    for result in results:
        document = document_of(out, result.student)
        if document is not None and result_from_json(document).manual != result.manual:
            rewrite(out, result, document.get("lang", lang))
