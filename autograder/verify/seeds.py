"""Grade the corpus with many draws of its questions: `python -m autograder.verify.seeds`. Imported by nobody.

Weights, inputs and targets are drawn from the course's secret and the submission's digest. Each seed draws all of them
afresh: no mark and no name may change. With `--of N` each seed grades a share of the programs, drawn with the seed:
many seeds over a whole corpus are then a sample of all pairs of a seed and a program. Each run is added to
docs/seeds.json after every seed, with what it graded and every program about which the grader was wrong or of two
minds.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import json
import os
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from autograder.examiner.secret import SECRET_VARIABLE
from autograder.grading import Client, Graded, in_parallel
from autograder.model import ROOT, Submission, UsageError
from autograder.report import write_atomic

from .cases import Case, cases, submission
from .intervals import clopper_pearson
from .judge import judge
from .run import Document

RECORD = ROOT / "docs" / "seeds.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Grade with each seed and add the run to the record. Exit code 1 where anything was wrong or changed."""
    parser = argparse.ArgumentParser(prog="python -m autograder.verify.seeds", description=__doc__)
    parser.add_argument("programs", nargs="*", help="names of programs, with * for anything (default: all)")
    parser.add_argument("--seeds", type=int, default=300, help="how many")
    parser.add_argument("--first", type=int, default=0, help="number of the first")
    parser.add_argument("--jobs", type=int, default=1, help="worker processes")
    parser.add_argument(
        "--of",
        type=int,
        default=1,
        metavar="N",
        help="grade one program in N with each seed, others with each",
    )
    parser.add_argument(
        "--marks", action="store_true", help="judge the marks alone: naming mistakes is the slower half"
    )
    options = parser.parse_args(arguments)
    earlier = json.loads(RECORD.read_bytes())["runs"] if RECORD.exists() else []
    found: list[dict[str, Any]] = []

    gradings = 0

    def graded(seed: int, count: int, wrong: list[dict[str, Any]]) -> None:
        nonlocal gradings
        gradings += count
        found.extend(wrong)
        _write([*earlier, _record(options, len(chosen), seed, gradings, found)])
        print(f"seed {seed}: {count} programs, {len(wrong)} wrong or changed", file=sys.stderr, flush=True)

    try:
        chosen = cases(options.programs)
        drawn = {
            seed: share(chosen, seed, options.of)
            for seed in range(options.first, options.first + options.seeds)
        }
        _grade(drawn, options, graded)
    except UsageError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{gradings} gradings, {len(found)} wrong or changed; see {RECORD}")
    return 1 if found else 0


def share(chosen: Sequence[Case], seed: int, of: int) -> list[Case]:
    """Return the programs that a seed grades: one in `of`, drawn with the seed, and at least one.

    Raises:
        UsageError: `of` is not a positive number.
    """
    if of < 1:
        raise UsageError(f"--of {of}: give a number from 1 on; 1 grades every program with each seed.")
    count = max(1, round(len(chosen) / of))
    return random.Random(f"share {seed}").sample(list(chosen), count)


def _grade(
    drawn: Mapping[int, Sequence[Case]],
    options: argparse.Namespace,
    graded: Callable[[int, int, list[dict[str, Any]]], None],
) -> None:
    """Call `graded` with every seed, in order, how many it graded, and those wrong or unlike their first grading."""
    documents: dict[int, dict[str, Document]] = {seed: {} for seed in drawn}
    waiting, first = list(drawn), dict[str, Document]()

    def done(one: Graded) -> None:
        number, _, name = one.student.partition(" ")
        documents[int(number)][name] = one.document
        while waiting and len(documents[waiting[0]]) == len(drawn[waiting[0]]):
            seed = waiting.pop(0)
            now = documents.pop(seed)
            first.update({name: document for name, document in now.items() if name not in first})
            graded(seed, len(now), list(_wrong(drawn[seed], seed, now, first, not options.marks)))

    readers = (partial(_drawn, case, seed) for seed, chosen in drawn.items() for case in chosen)
    in_parallel(readers, [Client(names=not options.marks, record=False) for _ in range(options.jobs)], done)


def _drawn(case: Case, seed: int) -> Submission:
    """Return a program under another digest, and so asked other questions."""
    one = submission(case)
    digest = hashlib.sha256(f"seed {seed} of {one.sha256}".encode()).hexdigest()
    return dataclasses.replace(one, student=f"{seed} {case.name}", sha256=digest)


def _wrong(
    chosen: Sequence[Case],
    seed: int,
    now: Mapping[str, Document],
    first: Mapping[str, Document],
    names: bool,
) -> Iterator[dict[str, Any]]:
    for case in chosen if names else map(_unnamed, chosen):
        told, before = _told(now[case.name]), _told(first[case.name])
        changes = [
            f"{key}: {before[key]} at first, {told[key]} now" for key in told if told[key] != before[key]
        ]
        said = [*judge(case, now[case.name]).errors, *changes]
        if said:
            yield {"seed": seed, "program": case.name, "said": said}


def _unnamed(case: Case) -> Case:
    """Return a case of which no name is expected."""
    return dataclasses.replace(case, mistake=None)


def _told(document: Document) -> dict[str, Any]:
    return {
        "score": document["score"],
        "passed": sorted(c["id"] for c in document["checks"] if c["status"] == "passed"),
        "mistakes": [m["id"] for m in document["mistakes"]],
    }


def _record(
    options: argparse.Namespace, count: int, last: int, gradings: int, found: Sequence[Any]
) -> dict[str, Any]:
    return {
        "programs": options.programs or ["*"],
        "count": count,
        "of": options.of,
        "seeds": [options.first, last],
        "names": not options.marks,
        "gradings": gradings,
        "wrong_or_changed": len(found),
        "interval_95": list(clopper_pearson(len(found), gradings)),
        "found": list(found),
    }


def _write(runs: Sequence[Mapping[str, Any]]) -> None:
    about = " ".join((__doc__ or "").split("\n\n")[1].split())
    write_atomic(
        RECORD, (json.dumps({"about": about, "runs": runs}, ensure_ascii=False, indent=1) + "\n").encode()
    )


if __name__ == "__main__":
    os.environ.setdefault(SECRET_VARIABLE, "any: the seeds change what is drawn")  # workers inherit it
    sys.exit(main())
