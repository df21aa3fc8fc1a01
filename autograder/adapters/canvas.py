"""Makes Canvas's gradebook import: the roster's own columns and one assignment; used by the registry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from autograder.adapters.target import Exported, Options, Table, listed, read_table, scale, trailing_id
from autograder.feedback import score
from autograder.model import Result, UsageError
from autograder.report import write_atomic
from autograder.report.table import cell, mark
from autograder.words import plain

# Canvas reads everything up to "Section" as information on the student, and every later column as marks.
_INFORMATION = ("student", "id", "sis user id", "sis login id", "integration id", "root account", "section")
_KEYS = ("ID", "SIS Login ID", "SIS User ID", "Integration ID")
_ASSIGNMENT = re.compile(r"\A(?P<title>.*) \((?P<id>\d+)\)\Z", re.DOTALL)


def export(results: Sequence[Result], out: Path, options: Options) -> Exported:
    """Write `canvas.csv`, to be uploaded in Grades, Import.

    Students are found by the Canvas id at the end of their id, else by login or SIS id. Students of the
    roster without a result and open marks keep an empty cell, which Canvas leaves alone.

    Raises:
        UsageError: no roster is given, it is not Canvas's, the assignment is not in it, or nobody is in both.
    """
    if options.roster is None:
        raise UsageError("Canvas needs its gradebook: Grades, Export, then give the file by --roster FILE.")
    table = read_table(options.roster, "gradebook")
    if "student" not in table.header[0].strip().casefold() or table.column("ID") is None:
        raise UsageError(
            f"{options.roster}: no columns “Student” and “ID”; export the gradebook of Canvas again."
        )
    column = _assignment(table, options)
    kept = [i for i, h in enumerate(table.header) if i == 0 or h.strip().casefold() in _INFORMATION[1:]]
    possible = next((r for r in table.rows if r[0].strip().casefold() == "points possible"), None)
    factor, _ = scale(possible[column] if possible else "")
    by_key = _by_key(results)
    rows, missing, used = [], [], set()
    for row in table.rows:
        information = [cell(row[i]) if i == 0 else row[i] for i in kept]
        if row is possible:
            rows.append([*information, row[column]])
            continue
        keys = [k for name in _KEYS if (k := table.column(name)) is not None]
        result = next((by_key[v] for k in keys if (v := row[k].strip().casefold()) in by_key), None)
        if not any(row[k].strip() for k in keys):  # lines of Canvas's own, such as "Manual Posting"
            continue
        if result is None:
            missing.append(row[0])
        else:
            used.add(result.student)
        earned = score(result) if result else None
        rows.append([*information, mark(None if earned is None else earned * factor)])
    if not used:
        raise UsageError(
            f"{options.roster}: nobody in it was graded; ids must end in the Canvas id, as in Canvas's own "
            "zip, or be the login."
        )
    target = out / "canvas.csv"
    header = [*(table.header[i] for i in kept), table.header[column]]
    write_atomic(target, table.encode(rows, header))
    return Exported((target,), _notes(results, missing, used, factor))


def _assignment(table: Table, options: Options) -> int:
    columns = {i: m for i, h in enumerate(table.header) if (m := _ASSIGNMENT.match(h.strip()))}
    wanted = options.assignment
    found = [i for i, m in columns.items() if wanted is None or wanted in (m["title"], m["id"], m[0])]
    if len(found) == 1:
        return found[0]
    titles = ", ".join(m[0] for m in columns.values()) or "none"
    raise UsageError(
        f"{options.roster}: say by --assignment which of these columns gets the marks, by title or id: "
        f"{plain(titles)}."
    )


def _by_key(results: Sequence[Result]) -> dict[str, Result]:
    """Map every key by which Canvas may know a student to the result; a number first."""
    keys = {r.student.casefold(): r for r in results}
    for result in results:
        number = trailing_id(result.student)
        if number and keys.setdefault(number, result) is not result:
            both = listed((keys[number].student, result.student))
            raise UsageError(f"Two results have the same Canvas id {number}: {both}; remove one of them.")
    return keys


def _notes(
    results: Sequence[Result], missing: Sequence[str], used: set[str], factor: float
) -> tuple[str, ...]:
    absent = [r.student for r in results if r.student not in used]
    still_open = [r.student for r in results if score(r) is None]
    said = (
        (factor != 1.0, "Marks were scaled to the points possible in Canvas."),
        (missing, f"In the gradebook without a result, left empty: {listed(missing)}."),
        (absent, f"Not in the gradebook: {listed(absent)}."),
        (still_open, f"Open marks, left empty: {listed(still_open)}."),
    )
    return tuple(text for condition, text in said if condition)
