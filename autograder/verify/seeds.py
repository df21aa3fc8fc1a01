"""Grade the corpus under many courses' secrets: `python -m autograder.verify.seeds --seeds 300`. Imported by nobody.

Another secret draws other weights, inputs and targets. No mark and no name may change with it. Each run is added to
docs/seeds.json, with what it graded and every program about which the grader was wrong or of two minds.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from autograder.examiner.secret import SECRET_VARIABLE
from autograder.model import ROOT, UsageError
from autograder.report import write_atomic

from .cases import Case, cases
from .intervals import clopper_pearson
from .judge import judge
from .run import Document, grade_all

RECORD = ROOT / "docs" / "seeds.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Grade under each secret and add a run to the record. Exit code 1 where anything was wrong or changed."""
    parser = argparse.ArgumentParser(prog="python -m autograder.verify.seeds", description=__doc__)
    parser.add_argument("programs", nargs="*", help="names of programs, with * for anything (default: all)")
    parser.add_argument("--seeds", type=int, default=300, help="how many secrets")
    parser.add_argument("--first", type=int, default=0, help="number of the first")
    parser.add_argument("--jobs", type=int, default=1, help="worker processes")
    options = parser.parse_args(arguments)
    try:
        chosen = cases(options.programs)
        found = list(_wrong(chosen, range(options.first, options.first + options.seeds), options.jobs))
    except UsageError as error:
        print(error, file=sys.stderr)
        return 2
    gradings = options.seeds * len(chosen)
    _add(
        {
            "programs": options.programs or ["*"],
            "count": len(chosen),
            "seeds": [options.first, options.first + options.seeds - 1],
            "gradings": gradings,
            "wrong_or_changed": len(found),
            "interval_95": list(clopper_pearson(len(found), gradings)),
            "found": found,
        }
    )
    print(f"{gradings} gradings, {len(found)} wrong or changed; see {RECORD}")
    return 1 if found else 0


def _wrong(chosen: Sequence[Case], seeds: range, jobs: int) -> Iterator[dict[str, Any]]:
    """Yield every grading in which the grader was wrong, or said otherwise than under the first secret."""
    first: Mapping[str, Document] = {}
    for seed in seeds:
        documents = _under(f"seed {seed}", chosen, jobs)
        first = first or documents
        print(f"seed {seed}: {len(documents)} programs", file=sys.stderr, flush=True)
        for case in chosen:
            now, before = documents[case.name], first[case.name]
            changes = [
                f"{key}: {_told(before)[key]} under seed {seeds.start}, {_told(now)[key]} now"
                for key in _told(now)
                if _told(now)[key] != _told(before)[key]
            ]
            said = [*judge(case, now).errors, *changes]
            if said:
                yield {"seed": seed, "program": case.name, "said": said}


def _told(document: Document) -> dict[str, Any]:
    return {
        "score": document["score"],
        "passed": sorted(c["id"] for c in document["checks"] if c["status"] == "passed"),
        "mistakes": [m["id"] for m in document["mistakes"]],
    }


def _under(secret: str, chosen: Sequence[Case], jobs: int) -> dict[str, Document]:
    before = os.environ.get(SECRET_VARIABLE)
    os.environ[SECRET_VARIABLE] = secret  # workers inherit it
    try:
        return grade_all(chosen, jobs, lambda *_: None)
    finally:
        if before is None:
            del os.environ[SECRET_VARIABLE]
        else:
            os.environ[SECRET_VARIABLE] = before


def _add(run: Mapping[str, Any]) -> None:
    runs = json.loads(RECORD.read_bytes())["runs"] if RECORD.exists() else []
    text = json.dumps({"about": (__doc__ or "").split("\n\n")[1].replace("\n", " ").strip(), "runs": [*runs, run]},
                      ensure_ascii=False, indent=1)  # fmt: skip
    write_atomic(RECORD, (text + "\n").encode())


if __name__ == "__main__":
    sys.exit(main())
