"""Fills in the grades and comments of Moodle's offline grading worksheet; used by the registry."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from autograder.adapters.target import Exported, Options, Table, listed, read_table, scale, trailing_id
from autograder.feedback import score, student_text
from autograder.model import Result, UsageError
from autograder.report import write_atomic
from autograder.report.table import mark

# Moodle wants the headers in the language of the person who uploads: they are read, never written.
_IDENTIFIER = ("Identifier", "Identifiant")
_GRADE = ("Grade", "Note")
_MAXIMUM = ("Maximum grade", "Note maximale")
_SCALE = ("Scale", "Barème")
_LOCKED = ("Grade can be changed", "La note peut être modifiée", "La note peut être changée")
_GROUP = ("Group", "Groupe")
_COMMENTS = re.compile(
    r"(?i)feedback comments|commentaires? de feedback|feedback par commentaires?|commentaires?\Z"
)
_NUMBER = re.compile(r"(\d+)\s*\Z")


def export(results: Sequence[Result], out: Path, options: Options) -> Exported:
    """Write the worksheet, under its own name, with the marks and comments filled in.

    Rows without a result, with an open mark or with a grade that may not be changed stay as they are. Where
    teams hand in, the members of a team have its mark: Moodle's zip then says the group's name and number.

    Raises:
        UsageError: no worksheet is given, it is not Moodle's, or no student is in both.
    """
    if options.worksheet is None:
        raise UsageError(
            "Moodle needs its grading worksheet: in the assignment choose “Download grading worksheet”, "
            "then give it by --worksheet FILE."
        )
    table = read_table(options.worksheet, "grading worksheet")
    identifier, grade = table.column(*_IDENTIFIER), table.column(*_GRADE)
    if identifier is None or grade is None:
        raise UsageError(
            f"{options.worksheet}: no columns “Identifier” and “Grade”; download the worksheet of the "
            "assignment again (offline grading worksheet, in English or French)."
        )
    if table.column(*_SCALE) is not None:
        raise UsageError(
            f"{options.worksheet}: the assignment is graded on a scale; set its grade type to points."
        )
    teams = _teams(results, table)
    known = _by_id([result for result in results if result not in teams.values()])
    group = table.column(*_GROUP)
    rows, untouched, used = [], [], set()
    for row in table.rows:
        found = _NUMBER.search(row[identifier])
        result = known.get(found[1]) if found else None
        if group is not None and _name(row[group]) in teams:
            result = teams[_name(row[group])]
        if result is None or score(result) is None or _locked(row, table):
            untouched.append(row[identifier])
            rows.append(row)
        else:
            rows.append(_filled(row, grade, result, table, options))
        if result is not None:
            used.add(result.student)
    if not used:
        raise UsageError(
            f"{options.worksheet}: no row belongs to a graded student; ids must end in the number of "
            "“Participant …”, as in Moodle's own zip: Jane Doe_12345."
        )
    target = out / options.worksheet.name
    write_atomic(target, table.encode(rows))
    return Exported((target,), _notes(results, table, untouched, used))


def _by_id(results: Sequence[Result]) -> Mapping[str, Result]:
    known: dict[str, Result] = {}
    for result in results:
        number = trailing_id(result.student)
        if number in known:
            both = listed((known[number].student, result.student))
            raise UsageError(f"Two results have the same Moodle number {number}: {both}; remove one of them.")
        if number:
            known[number] = result
    return known


def _teams(results: Sequence[Result], table: Table) -> Mapping[str, Result]:
    """Return the results that are a group's, by its name: the number of a group may be that of a person, too."""
    column = table.column(*_GROUP)
    groups = set() if column is None else {_name(row[column]) for row in table.rows} - {""}
    named = {_name(result.student.rpartition("_")[0]): result for result in results}
    return {name: result for name, result in named.items() if name in groups}


def _name(text: str) -> str:
    """Return what of a name is the same in an id, in which blanks and punctuation gave way."""
    return "".join(c for c in unicodedata.normalize("NFC", text).casefold() if c.isalnum())


def _locked(row: Sequence[str], table: Table) -> bool:
    column = table.column(*_LOCKED)
    return column is not None and row[column].strip().casefold() in ("no", "non")


def _filled(row: list[str], grade: int, result: Result, table: Table, options: Options) -> list[str]:
    maximum = table.column(*_MAXIMUM)
    factor, comma = scale(row[maximum] if maximum is not None else "")
    text = mark((score(result) or 0.0) * factor)
    filled = list(row)
    filled[grade] = text.replace(".", ",") if comma else text
    comments = next((i for i, h in enumerate(table.header) if _COMMENTS.search(h.strip())), None)
    if comments is not None:
        said = student_text(result, options.lang, options.mistake_words)
        filled[comments] = f"<pre>{html.escape(said)}</pre>"  # Moodle takes comments for HTML
    return filled


def _notes(
    results: Sequence[Result], table: Table, untouched: Sequence[str], used: set[str]
) -> tuple[str, ...]:
    notes = []
    maximum = table.column(*_MAXIMUM)
    if maximum is not None and any(scale(row[maximum])[0] != 1.0 for row in table.rows):
        notes.append("Marks were scaled to the worksheet's maximum grade.")
    if untouched:
        notes.append(f"Left as they were in the worksheet: {listed(untouched)}.")
    absent = [r.student for r in results if r.student not in used]
    if absent:
        notes.append(f"Not in the worksheet: {listed(absent)}.")
    still_open = [r.student for r in results if score(r) is None]
    if still_open:
        notes.append(f"Open marks, not sent: {listed(still_open)}.")
    return tuple(notes)
