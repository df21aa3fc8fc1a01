"""Grade what was handed in into a folder of results, which running again completes. Imported by the cli."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from autograder.model import Lang, Manual, Result, UsageError
from autograder.report import result_from_json
from autograder.session import LEVELS
from autograder.submission import discover, read
from autograder.submission.sources import Source

from .folder import document_of, held, rewrite, settled, write_class, write_one
from .overrides import read_overrides, refuse_unknown
from .parallel import in_parallel
from .pool import Client, Graded
from .version import fingerprint, version_of

Progress = Callable[[int, int, str], None]
"""Called with how many are done, of how many, and the student just done."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to grade."""

    jobs: int = 1
    lang: Lang = "en"
    unsandboxed: bool = False
    level: str = "floor"
    cluster: str = ""  # the address of a Dask scheduler; "" to grade on this machine


def grade(path: Path, out: Path, options: Options, progress: Progress) -> list[Result]:
    """Grade a file, a folder or an archive into `out`; what is there already and unchanged is kept.

    Returns:
        The results of what was handed in, by student.

    Raises:
        UsageError: nothing to grade, nowhere to write, or no way to grade here.
    """
    sources = discover(path)
    if path.is_dir() and out.resolve().is_relative_to(path.resolve()):
        raise UsageError(
            f"The results can't go into the folder of submissions: give --out a folder outside {path}."
        )
    with held(out):
        overrides = read_overrides(out)
        results, standing = _found(out, options, overrides)
        todo = [s for s in sources if s.student not in standing or _changed(s, results[s.student])]
        count = len(sources) - len(todo)
        progress(count, len(sources), "")

        def done(found: Graded) -> None:
            nonlocal count
            results[found.student] = write_one(out, found, options.lang, overrides.get(found.student))
            count += 1
            progress(count, len(sources), found.student)

        _grade_all(todo, options, done)
        refuse_unknown(overrides, results, out)
        write_class(out, options.lang, list(results.values()))
    return [results[source.student] for source in sources]


def _grade_all(todo: list[Source], options: Options, done: Callable[[Graded], None]) -> None:
    readers = (partial(read, source) for source in todo)  # made as they are needed
    how = (options.lang, options.unsandboxed, options.level)
    if todo and options.cluster:
        from autograder.cluster import on_cluster  # which needs this package

        on_cluster(options.cluster, readers, done, *how)
    elif todo:
        in_parallel(readers, [Client(*how) for _ in range(min(options.jobs, len(todo)))], done)


def _found(
    out: Path, options: Options, overrides: Mapping[str, Manual]
) -> tuple[dict[str, Result], set[str]]:
    """Return the results that are there, and the students whose result stands: the others are graded again.

    Results are written again where only the language or the marks set by hand are others.
    """
    results: dict[str, Result] = {}
    standing: set[str] = set()
    for path in sorted((out / "results").glob("*.json")):
        document = document_of(out, path.stem)
        if document is None:
            continue  # damaged
        before = result_from_json(document)
        result = settled(before, overrides)
        if result is not before or document.get("lang") != options.lang:
            rewrite(out, result, options.lang)
        results[result.student] = result
        this = version_of(document) == fingerprint()
        if this and result.status != "error" and _closed_in(result, options):
            standing.add(result.student)
    return results, standing


def _closed_in(result: Result, options: Options) -> bool:
    """Tell whether a result was had in no weaker a sandbox than is asked for now."""
    if options.unsandboxed or result.status == "unreadable":
        return True
    bare = any(flag.key == "flag.unsandboxed" for flag in result.flags)
    return not bare and set(LEVELS[options.level]) <= set(result.sandbox)


def _changed(source: Source, before: Result) -> bool:
    now = read(source)
    problems = [p.key if p else "" for p in (now.problem, before.problem)]
    return (now.sha256, now.file, problems[0]) != (before.sha256, before.file, problems[1])


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
