"""Grade what was handed in into a folder of results, which running again completes. Imported within grading."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from autograder.feedback import student_page
from autograder.model import KIT_VERSION, ROOT, Lang, Result, Submission, UsageError
from autograder.report import class_page, encode, grades_csv, read_result, result_from_json, write_atomic
from autograder.session import SUITES
from autograder.submission import discover, read
from autograder.submission.sources import Source
from autograder.worker import mistake_words

from .pool import Client, Graded, in_parallel

Progress = Callable[[int, int, str], None]
"""Called with how many are done, of how many, and the student just done."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to grade."""

    jobs: int = 1
    lang: Lang = "en"
    unsandboxed: bool = False
    level: str = "floor"


def fingerprint() -> str:
    """Return a digest of what marks depend on: the suites, the checks, the guest."""
    digest = hashlib.sha256(KIT_VERSION.encode())
    folders = [SUITES, ROOT / "autograder" / "examiner", ROOT / "autograder" / "guest"]
    for path in sorted(p for folder in folders for p in folder.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def grade(path: Path, out: Path, options: Options, progress: Progress) -> list[Result]:
    """Grade a file, a folder or an archive into `out`; what is there already and unchanged is kept.

    Raises:
        UsageError: nothing to grade, nowhere to write, or no way to grade here.
    """
    sources = discover(path)
    if path.is_dir() and out.resolve().is_relative_to(path.resolve()):
        raise UsageError(
            f"The results can't go into the folder of submissions: give --out a folder outside {path}."
        )
    _prepare(out)
    kept = _kept(out)
    todo: list[Source] = []
    for source in sources:
        before = kept.get(source.student)
        if before is None or read(source).sha256 != before.sha256:
            todo.append(source)
    count = len(sources) - len(todo)
    progress(count, len(sources), "")

    def done(found: Graded) -> None:
        nonlocal count
        write_one(out, found, options.lang)
        count += 1
        progress(count, len(sources), found.student)

    readers: Iterable[Callable[[], Submission]] = [partial(read, source) for source in todo]
    if todo:
        clients = [Client(options.lang, options.unsandboxed, options.level) for _ in range(options.jobs)]
        in_parallel(readers, clients, options.lang, done)
    results = [read_result(out / "results" / f"{source.student}.json") for source in sources]
    write_class(out, options.lang)
    return results


def _prepare(out: Path) -> None:
    """Make the folders, and note what marks depend on; results of another state of the grader are not kept."""
    try:
        for name in ("results", "feedback", "answers"):
            (out / name).mkdir(parents=True, exist_ok=True)
        probe = out / ".writable"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise UsageError(
            f"The results can't be written to {out} ({error.strerror}): give --out a folder that you may write to."
        ) from None


def _kept(out: Path) -> dict[str, Result]:
    """Return the results that stand: whole, not open, and of this state of the grader."""
    state = out / "run.json"
    wanted = {"fingerprint": fingerprint()}
    try:
        same = json.loads(state.read_bytes()) == wanted
    except (OSError, ValueError):
        same = False
    if not same:
        for old in (out / "results").glob("*.json"):
            old.unlink()
        write_atomic(state, json.dumps(wanted).encode())
        return {}
    kept = {}
    for path in (out / "results").glob("*.json"):
        try:
            result = read_result(path)
        except UsageError:
            continue  # a damaged file is graded again
        if result.status != "error":
            kept[result.student] = result
    return kept


def write_one(out: Path, found: Graded, lang: Lang, words: dict[str, dict[str, str]] | None = None) -> Result:
    """Write one student's answers, page and, last, result: what has a result is complete."""
    result = result_from_json(found.document)
    if found.answers:
        write_atomic(out / "answers" / f"{found.student}.gz", found.answers)
    page = student_page(result, lang, words if words is not None else _words(lang))
    write_atomic(out / "feedback" / f"{found.student}.html", page.encode())
    write_atomic(out / "results" / f"{found.student}.json", encode(found.document))
    return result


_cache: dict[str, dict[str, dict[str, str]]] = {}


def _words(lang: Lang) -> dict[str, dict[str, str]]:
    if lang not in _cache:
        _cache[lang] = mistake_words(lang)
    return _cache[lang]


def all_results(out: Path) -> list[Result]:
    """Return every result of a folder.

    Raises:
        UsageError: there is none, or one is damaged.
    """
    paths = sorted((out / "results").glob("*.json"))
    if not paths:
        raise UsageError(f"There are no results in {out}: run `lab grade SUBMISSIONS --out {out}` first.")
    return [read_result(path) for path in paths]


def write_class(out: Path, lang: Lang, results: Sequence[Result] | None = None) -> list[Result]:
    """Write grades.csv and the class page from all results of a folder; return these."""
    found = list(results) if results is not None else all_results(out)
    write_atomic(out / "grades.csv", grades_csv(found).encode())
    write_atomic(out / "report.html", class_page(found, lang, _words(lang)).encode())
    return found


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
