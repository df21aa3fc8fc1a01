"""Lay figures out: for a terminal, and between two markers of the README. Imported by the command alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from autograder.model import UsageError
from autograder.report import write_atomic

from .figures import Figures, Rate, confusion, figures
from .judge import Outcome

BEGIN, END = "<!-- verify:begin -->", "<!-- verify:end -->"

_ROWS = (
    ("stubs", "stubs that earn nothing"),
    ("right_accepted", "right programs accepted (full marks)"),
    ("right_rejected", "right programs rejected"),
    ("wrong_rejected", "wrong programs rejected (lose what they must)"),
    ("wrong_accepted", "wrong programs accepted"),
    ("lost_unduly", "wrong programs that lose an exercise they should keep"),
    ("named", "known mistakes named"),
    ("unnamed", "known mistakes without a name"),
    ("named_falsely", "wrong programs named falsely"),
    ("open", "marks left open by a fault of the grader's own"),
)


def text(outcomes: Sequence[Outcome]) -> str:
    """Return the figures, the confusions and a line for each error, as plain text."""
    found = figures(outcomes)
    width = max(len(words) for _, words in _ROWS)
    lines = [f"{'':{width}}  {'count':>9}  {'rate':>7}  95 % interval"]
    for name, words in _ROWS:
        rate: Rate = getattr(found, name)
        if rate.total:
            lines.append(
                f"{words:{width}}  {rate.count:>4}/{rate.total:<4}  {_rate(rate):>7}  {_interval(rate)}"
            )
    lines += ["", "mistake (rows) and the names given, with the number of programs:", *_confusions(outcomes)]
    errors = list(error_lines(outcomes))
    lines += ["", f"{len(errors)} errors:" if errors else "No errors.", *errors]
    return "\n".join(lines)


def error_lines(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield one line an error: the program, what happened and what to do."""
    for outcome in outcomes:
        for error in outcome.errors:
            yield f"  {outcome.case.name}: {error}"


def _confusions(outcomes: Sequence[Outcome]) -> Iterator[str]:
    rows = confusion(outcomes)
    width = max((len(name) for name in rows), default=0)
    for name, row in rows.items():
        yield f"  {name:{width}}  " + "  ".join(f"{given} {count}" for given, count in row.items())


def _rate(rate: Rate) -> str:
    return f"{100 * rate.count / rate.total:.1f} %"


def _interval(rate: Rate) -> str:
    low, high = rate.interval()
    return f"{100 * low:.1f} – {100 * high:.1f} %"


def markdown(found: Figures) -> str:
    """Return the figures as a Markdown table."""
    lines = ["| over the corpus | count | rate | exact 95 % interval |", "|---|---|---|---|"]
    for name, words in _ROWS:
        rate: Rate = getattr(found, name)
        lines.append(f"| {words} | {rate.count} of {rate.total} | {_rate(rate)} | {_interval(rate)} |")
    return "\n".join(lines)


def refresh(readme: Path, outcomes: Sequence[Outcome]) -> bool:
    """Write the figures between the two markers of a README; tell whether they changed.

    Raises:
        UsageError: the file or its markers are not there.
    """
    try:
        before = readme.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{readme} can't be read ({error.strerror}): the figures go into it.") from None
    head, begin, rest = before.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise UsageError(
            f"{readme} lacks the markers for the figures: write {BEGIN} and, below it, {END}, each on its own line."
        )
    after = f"{head}{BEGIN}\n{markdown(figures(outcomes))}\n{END}{tail}"
    if after != before:
        write_atomic(readme, after.encode())
    return after != before
