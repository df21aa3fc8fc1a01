"""Hold the self-check against the grade on the whole corpus: `python -m autograder.selfcheck.agreement [FILE.md]`.

It prints where the two disagree and what the self-check says of each mistake, and writes the page if a file is
named. For staff: it needs the hidden suites and the corpus, and is never part of check.pyz.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder import session
from autograder.corpus import Program, accepted, mistakes
from autograder.handle import ForkServer, Plan
from autograder.model import ROOT
from autograder.submission.reading import read_one

from .examine import Examination
from .suite import CHECKS, EXERCISES


@dataclass(frozen=True, slots=True)
class Compared:
    """One program: the checks that fail it in the grader and in the self-check, and what the latter says."""

    program: str
    right: bool
    graded: frozenset[str]
    checked: frozenset[str]
    properties: tuple[str, ...]
    keys: tuple[str, ...] = ()  # of what failed on one side alone

    @property
    def only_graded(self) -> bool:
        """Tell whether the grade finds something and the self-check nothing."""
        return bool(self.graded) and not self.checked

    @property
    def only_checked(self) -> bool:
        """Tell whether the self-check finds something and the grade nothing."""
        return bool(self.checked) and not self.graded


def reference() -> Program:
    """Return the reference solution as a program of the corpus."""
    source = (ROOT / "solutions" / "rnn.py").read_bytes()
    nothing: frozenset[str] = frozenset()
    return Program("reference", source, "rnn.py", None, None, nothing, nothing, {}, {})


def compare(programs: Sequence[Program], tell: Callable[[Compared], None] = lambda _: None) -> list[Compared]:
    """Grade and self-check each program, and return what each says."""
    found: list[Compared] = []
    server = ForkServer()

    def work(examine: session.Examine) -> None:
        for program in programs:
            submission = read_one(program.name, program.filename, program.submission)
            result = examine(submission).result
            examination = Examination(submission, lambda: server.fork(Plan(())))
            examination.load()
            verdicts = [v for group in examination.run(EXERCISES) for v in group]
            examination.close()
            names = {check.id for check in CHECKS}
            graded = {c.id: c.finding.key for c in result.checks if c.status == "failed" and c.finding}
            checked = {v.check.id: v.finding.key for v in verdicts if v.finding and v.check.id in names}
            found.append(
                Compared(
                    program.name,
                    program.exercise is None,
                    frozenset(graded),
                    frozenset(checked),
                    tuple(v.found.key for v in verdicts if v.found is not None),
                    tuple((graded | checked)[k] for k in sorted(graded.keys() ^ checked.keys())),
                )
            )
            tell(found[-1])

    try:
        session.run(work)
    finally:
        server.close()
    return found


def page(found: Sequence[Compared]) -> str:
    """Return the page that says where grade and self-check agree."""
    return "\n".join(_page(found)) + "\n"


def _page(found: Sequence[Compared]) -> Iterator[str]:
    right, wrong = [c for c in found if c.right], [c for c in found if not c.right]
    same = [c for c in found if c.graded == c.checked]
    yield "# The self-check held against the grade"
    yield ""
    yield "Made by `python -m autograder.selfcheck.agreement docs/self-check.md`: every program of the corpus is"
    yield "graded by the hidden suites and checked by the self-check, each with its own numbers."
    yield ""
    counts = (
        (
            "right programs in which the self-check finds a fault (must be 0)",
            sum(bool(c.checked) for c in right),
            right,
        ),
        ("wrong programs in which the grade alone finds a fault", sum(c.only_graded for c in wrong), wrong),
        (
            "wrong programs in which the self-check alone finds a fault",
            sum(c.only_checked for c in wrong),
            wrong,
        ),
        ("programs of which some check is judged otherwise", len(found) - len(same), found),
        (
            "wrong programs of which the self-check says a property",
            sum(bool(c.properties) for c in wrong),
            wrong,
        ),
    )
    yield "| | programs | of |"
    yield "|---|---|---|"
    yield from (f"| {what} | {count} | {len(of)} |" for what, count, of in counts)
    yield ""
    yield "## Seen by the hidden suites alone"
    yield ""
    yield from [f"- `{c.program}`: {', '.join(sorted(c.graded))}" for c in found if c.only_graded] or [
        "None."
    ]
    yield ""
    yield "## Judged otherwise in some check"
    yield ""
    yield from [
        f"- `{c.program}`: grade {', '.join(sorted(c.graded - c.checked)) or 'nothing more'};"
        f" self-check {', '.join(sorted(c.checked - c.graded)) or 'nothing more'}"
        for c in found
        if c.graded != c.checked
    ] or ["None."]
    yield ""
    yield "## What the self-check says of each mistake"
    yield ""
    yield "| mistake | properties |"
    yield "|---|---|"
    yield from (f"| `{c.program}` | {', '.join(c.properties)} |" for c in wrong if c.properties)


def main() -> int:
    """Compare, print, write; return 1 where a right program is called wrong."""

    def tell(c: Compared) -> None:
        differs = f"  {sorted(c.graded ^ c.checked)} {list(c.keys)}" if c.keys else ""
        print(f"{c.program}: {', '.join(c.properties) or '-'}{differs}", file=sys.stderr, flush=True)

    found = compare([reference(), *accepted(), *mistakes()], tell)
    text = page(found)
    print(text)
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text, encoding="utf-8")
    return int(any(c.right and c.checked for c in found))


if __name__ == "__main__":
    sys.exit(main())
