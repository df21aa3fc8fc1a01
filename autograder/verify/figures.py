"""Count outcomes into rates with exact intervals. Imported within verify and by its command."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .intervals import clopper_pearson
from .judge import Outcome


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of how many, and between what the probability lies with 95 % confidence."""

    count: int
    total: int

    def interval(self) -> tuple[float, float]:
        """Return the exact 95 % interval (Clopper-Pearson)."""
        return clopper_pearson(self.count, self.total)


@dataclass(frozen=True, slots=True)
class Figures:
    """What the grader's errors come to over the corpus."""

    stubs: Rate  # that earned nothing
    right_accepted: Rate  # of the right programs: accepted right
    right_rejected: Rate  # rejected wrong: the error that costs a student points
    wrong_rejected: Rate  # of the wrong programs: rejected right
    wrong_accepted: Rate  # accepted wrong: the error that gives points away
    lost_unduly: Rate  # of the wrong programs: an exercise lost points that should keep them
    named: Rate  # of the programs of known mistakes: named right
    unnamed: Rate
    named_falsely: Rate  # of all wrong programs
    open: Rate  # of all programs: the grader's fault


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """Count outcomes."""
    verdicts = Counter(o.verdict for o in outcomes)
    kinds = Counter(o.case.kind for o in outcomes)
    wrong = [o for o in outcomes if o.case.kind == "wrong"]
    known = [o for o in wrong if o.case.mistake is not None]
    stubs = sum(o.case.kind == "stub" and o.verdict == "rejected right" for o in outcomes)

    def of(rated: Sequence[Outcome], naming: str) -> Rate:
        return Rate(sum(o.naming == naming for o in rated), len(rated))

    return Figures(
        stubs=Rate(stubs, kinds["stub"]),
        right_accepted=Rate(verdicts["accepted right"], kinds["right"]),
        right_rejected=Rate(verdicts["rejected wrong"], kinds["right"]),
        wrong_rejected=Rate(sum(o.verdict == "rejected right" for o in wrong), len(wrong)),
        wrong_accepted=Rate(sum(o.verdict == "accepted wrong" for o in wrong), len(wrong)),
        lost_unduly=Rate(sum(bool(o.unduly) for o in wrong), len(wrong)),
        named=of(known, "named"),
        unnamed=of(known, "unnamed"),
        named_falsely=of(wrong, "named falsely"),
        open=Rate(verdicts["open"], len(outcomes)),
    )


def confusion(outcomes: Sequence[Outcome]) -> Mapping[str, Mapping[str, int]]:
    """Return how often each mistake ("none": no known one) got each name ("none": no name); names in `also` left out.

    A program with several false names counts once for each.
    """
    matrix: dict[str, Counter[str]] = {}
    for outcome in outcomes:
        if outcome.case.kind != "wrong":
            continue
        row = matrix.setdefault(outcome.case.mistake or "none", Counter())
        row.update([i for i in outcome.given if i not in outcome.case.also] or ["none"])
    return {name: dict(sorted(row.items())) for name, row in sorted(matrix.items())}


def to_json(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return everything as JSON values."""
    found = figures(outcomes)
    rates = {name: getattr(found, name) for name in Figures.__slots__}
    return {
        "figures": {
            name: {"count": rate.count, "total": rate.total, "interval_95": list(rate.interval())}
            for name, rate in rates.items()
        },
        "confusion": confusion(outcomes),
        "programs": [
            {
                "name": o.case.name,
                "kind": o.case.kind,
                "verdict": o.verdict,
                "naming": o.naming,
                "mistake": o.case.mistake,
                "named": list(o.given),
                "scores": dict(o.scores),
                "errors": list(o.errors),
            }
            for o in outcomes
        ],
    }
