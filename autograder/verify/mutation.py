"""Grade every mutant of the reference: `python -m autograder.verify.mutation`. Imported by nobody.

A mutant that keeps all points must be in docs/mutants.json with the reason why it is no mistake. The file also holds
what the last run counted.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from autograder import corpus
from autograder.model import MAX_SCORE, ROOT, UsageError
from autograder.report import write_atomic

from .cases import Case
from .mutants import Mutant, mutants
from .run import Document, grade_all

RECORD = ROOT / "docs" / "mutants.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Grade the mutants and write the record. Exit code 1 where one survives without a reason."""
    parser = argparse.ArgumentParser(prog="python -m autograder.verify.mutation", description=__doc__)
    parser.add_argument("--jobs", type=int, default=1, help="worker processes")
    options = parser.parse_args(arguments)
    try:
        made = mutants((corpus.SOLUTIONS / "rnn.py").read_text(encoding="utf-8"))
        programs = [Case(f"mutant-{k}", "wrong", m.source.encode(), "rnn.py") for k, m in enumerate(made)]
        documents = grade_all(programs, options.jobs, _progress)
    except UsageError as error:
        print(error, file=sys.stderr)
        return 2
    survivors = [m for m, case in zip(made, programs) if documents[case.name]["score"] == MAX_SCORE]
    reasons = _reasons()
    write_atomic(RECORD, encoded(made, list(documents.values()), survivors, reasons))
    unexplained = [m for m in survivors if not reasons.get(m.key())]
    for m in unexplained:
        print(f"survives without a reason: {m.exercise}: {m.before!r} -> {m.after!r} ({m.operator})")
    print(
        f"{len(made)} mutants, {len(made) - len(survivors)} rejected, {len(survivors)} survive; see {RECORD}"
    )
    return 1 if unexplained else 0


def _progress(done: int, total: int, name: str) -> None:
    if done % 20 == 0 or done == total:
        print(f"{done}/{total}", file=sys.stderr, flush=True)


def _reasons() -> dict[tuple[str, str, str], str]:
    """Return the reasons on record."""
    if not RECORD.exists():
        return {}
    listed = json.loads(RECORD.read_bytes())["equivalent"]
    return {(m["exercise"], m["before"], m["after"]): m["reason"] for m in listed}


def encoded(
    made: Sequence[Mutant],
    documents: Sequence[Document],
    survivors: Sequence[Mutant],
    reasons: Mapping[tuple[str, str, str], str],
) -> bytes:
    """Return the record as a file's bytes."""
    total, survived = Counter(m.exercise for m in made), Counter(m.exercise for m in survivors)
    elsewhere = sum(
        d["score"] != MAX_SCORE
        and d["exercises"][m.exercise]["score"] == d["exercises"][m.exercise]["max_score"]
        for m, d in zip(made, documents)
    )
    record: dict[str, Any] = {
        "about": "Mutants of the solution lines of solutions/rnn.py, by `python -m autograder.verify.mutation`. "
        "Those that keep all points are listed with the reason why they are no mistake.",
        "mutants": {e: {"made": total[e], "rejected": total[e] - survived[e]} for e in total},
        "rejected_in_another_exercise_only": elsewhere,
        "equivalent": [
            {
                "exercise": m.exercise,
                "operator": m.operator,
                "before": m.before,
                "after": m.after,
                "reason": reasons.get(m.key(), ""),
            }
            for m in survivors
        ],
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


if __name__ == "__main__":
    sys.exit(main())
