"""Hold each result against what was expected, and say what is wrong with the grader. Imported within verify."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from autograder.model import EXERCISES

from .cases import Case

Verdict = Literal["accepted right", "rejected right", "rejected wrong", "accepted wrong", "open"]
"""What the grader did with a program: `rejected wrong` is a right one that lost points, `accepted wrong` a wrong
one that kept them, `open` the grader's own fault."""

Naming = Literal["named", "unnamed", "named falsely", "rightly unnamed", "nothing to name"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one program."""

    case: Case
    verdict: Verdict
    naming: Naming
    given: tuple[str, ...]  # ids of mistakes that were named
    scores: Mapping[str, float | None]  # by exercise
    lost: frozenset[str]  # exercises that lost points
    unduly: frozenset[str]  # exercises that lost points and should keep them
    errors: tuple[str, ...]  # what is wrong, and what to do


def judge(case: Case, document: Mapping[str, Any]) -> Outcome:
    """Compare a result with what the program must come to."""
    scores = {name: document["exercises"][name]["score"] for name in EXERCISES}
    lost = frozenset(name for name, score in scores.items() if score is None or score < EXERCISES[name])
    given = tuple(dict.fromkeys(m["id"] for m in document["mistakes"]))
    verdict = _verdict(case, document, scores, lost)
    naming = _naming(case, given)
    unduly = lost - case.loses - case.maybe if case.kind == "wrong" else frozenset[str]()
    errors = tuple(_errors(case, document, verdict, naming, scores, lost, unduly, given))
    return Outcome(case, verdict, naming, given, scores, lost, unduly, errors)


def _verdict(
    case: Case, document: Mapping[str, Any], scores: Mapping[str, float | None], lost: frozenset[str]
) -> Verdict:
    if document["status"] == "error" or any(score is None for score in scores.values()):
        return "open"
    if case.kind == "right":
        return "rejected wrong" if lost else "accepted right"
    if case.kind == "stub":
        return "accepted wrong" if any(scores.values()) else "rejected right"
    return "rejected right" if case.loses <= lost else "accepted wrong"


def _naming(case: Case, given: tuple[str, ...]) -> Naming:
    allowed = case.also | ({case.mistake} if case.mistake else set())
    if set(given) - allowed:
        return "named falsely"
    if case.mistake is not None:
        return "named" if case.mistake in given else "unnamed"
    return "rightly unnamed" if case.kind == "wrong" else "nothing to name"


def _errors(
    case: Case,
    document: Mapping[str, Any],
    verdict: Verdict,
    naming: Naming,
    scores: Mapping[str, float | None],
    lost: frozenset[str],
    unduly: frozenset[str],
    given: tuple[str, ...],
) -> Iterator[str]:
    if verdict == "open":
        what = (document.get("problem") or {}).get("args", {}).get("what", document["status"])
        yield f"the mark is open ({what}): a fault of the grader's own, run `lab doctor` or read the traceback"
        return
    if verdict == "rejected wrong":
        yield (
            f"right, but lost {_points(scores, lost)} at {_failed(document, lost)}: loosen the check, "
            "or move the program out of solutions/accepted/ if it is wrong"
        )
    if verdict == "accepted wrong" and case.kind == "stub":
        earned = frozenset(name for name, score in scores.items() if score)
        yield f"a stub earned {_points(scores, earned)}: gate the checks that passed"
    elif verdict == "accepted wrong":
        kept = ", ".join(sorted(case.loses - lost))
        yield (
            f"wrong, but kept all of {kept}: add a check that sees it, or correct `loses` in its header "
            f"if {kept} is right in it"
        )
    if unduly:
        yield (
            f"lost {_points(scores, unduly)} at {_failed(document, unduly)}, which it should keep: carry the error "
            "forward there, or add `?exercise` to `loses` in its header if points may go"
        )
    if naming == "unnamed":
        yield (
            f"not named: {case.mistake} expected; see autograder/diagnosis/, or drop the id if others answer alike"
        )
    own = case.name.partition("--")[2]
    shown = [m["forms"] for m in document["mistakes"] if m["id"] == case.mistake and m.get("forms")]
    if any(own not in forms for forms in shown):
        yield (
            f"said to be of the forms {shown[0]}, which it is not ({own} expected): what tells them apart is no "
            "matter of values, see autograder/diagnosis/shown.py"
        )
    if naming == "named falsely":
        false = ", ".join(sorted(set(given) - case.also - {case.mistake or ""}))
        yield (
            f"named {false}, which it is not ({case.mistake or 'no name'} expected): make that property stricter "
            "in autograder/diagnosis/, or add `also: …` to its header if the name is true too"
        )


def _points(scores: Mapping[str, float | None], exercises: frozenset[str]) -> str:
    return ", ".join(
        f"{name} {scores[name]:g}/{EXERCISES[name]:g}" for name in EXERCISES if name in exercises
    )


def _failed(document: Mapping[str, Any], exercises: frozenset[str]) -> str:
    return (
        ", ".join(
            c["id"].partition("/")[2] + (f" ({c['finding']['key']})" if c["finding"] else "")
            for c in document["checks"]
            if c["exercise"] in exercises and c["status"] == "failed"
        )
        or "no check that ran"
    )
