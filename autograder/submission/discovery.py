"""From a path on the command line to one source for each student, by names alone. Imported by the face."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from autograder.model import Finding, UsageError
from autograder.submission import archives, files, grouping
from autograder.submission.grouping import Group
from autograder.submission.ids import safe_id, short_hash, shown
from autograder.submission.names import kind, stem
from autograder.submission.sources import MAX_MEMBERS, Candidate, Disk, Entry, Packed, Source

SUBMITTED = "submitted"  # nbgrader's folder of what students handed in


def discover(path: Path) -> list[Source]:
    """Find the submissions in a file, a folder or a zip, sorted by student; no submission is opened.

    Raises:
        UsageError: there is nothing to grade, or it is not clear whose is what; says what to do.
    """
    where = os.path.abspath(path)
    label = os.path.basename(where)
    if os.path.isdir(where):
        groups, is_archive = _in_folder(where), False
    elif not os.path.exists(where):
        raise UsageError(f"There is no {shown(str(path))}: give a .py or .ipynb file, a folder, or a zip.")
    elif kind(label) == ".zip":
        groups, is_archive = _in_archive(where), True
    elif kind(label):
        return [_single(where)]
    else:
        raise UsageError(f"{shown(label)} can't be graded: give a .py or .ipynb file, a folder, or a zip.")
    if not any(group.files for group in groups):
        raise UsageError(
            f"There is no submission in {shown(label or where)}: give a folder or zip that holds"
            " <student>.py, <student>.ipynb or <student>/rnn.py."
        )
    sources = [group.source() for group in groups]
    return sorted(_told_apart(sources, groups, is_archive), key=lambda source: source.student)


def of_student(folder: Path, student: str) -> Source:
    """Return one student's submission from nbgrader's `submitted/<student>/<assignment>/`, whatever the names.

    It is the source that `discover` gives for that student among the whole of `submitted/`.

    Raises:
        UsageError: the folder can't be read.
    """
    where = os.path.abspath(folder)
    entries = [replace(e, parts=(os.path.basename(where), *e.parts)) for e in files.entries(where)]
    [group] = grouping.one_student(entries, student)
    return group.source()


def _single(where: str) -> Source:
    real = os.path.realpath(where)  # who gives one file by a link means the file
    place = Disk(os.path.dirname(real), os.path.basename(real))
    name = os.path.basename(where)
    return Source(safe_id(stem(name)), (Candidate(name, place),), by_name=True)


def _in_folder(where: str) -> list[Group]:
    above, name = os.path.split(where)
    if os.path.isdir(os.path.join(where, SUBMITTED)):
        return _in_folder(os.path.join(where, SUBMITTED))
    entries = list(files.entries(where))
    if not entries:
        raise UsageError(
            f"The folder {shown(name or where)} is empty: give the folder that holds the submissions."
        )
    if os.path.basename(above) == SUBMITTED:
        kept = grouping.of_one_assignment([replace(e, parts=(name, *e.parts)) for e in entries])
        return grouping.one_student([replace(e, parts=e.parts[1:]) for e in kept], name)
    if os.path.basename(os.path.dirname(above)) == SUBMITTED:
        return grouping.one_student(entries, os.path.basename(above))
    top = [entry for entry in entries if len(entry.parts) == 1 and kind(entry.parts[0])]
    if len(top) == 1 and kind(top[0].parts[0]) == ".zip" and not _has_work_below(entries):
        raise UsageError(
            f"The folder {shown(name)} holds only {shown(top[0].parts[0])}: give that zip itself."
        )
    return _grouped(entries, name, name == SUBMITTED, is_archive=False)


def _in_archive(where: str) -> list[Group]:
    name = os.path.basename(where)
    try:
        with open(where, "rb") as stream:
            entries = archives.entries(stream, lambda member: Packed(where, member), MAX_MEMBERS)
    except OSError as error:
        raise UsageError(f"{shown(name)} can't be read ({error.strerror}): grant access to it.") from error
    except archives.ArchiveError as error:
        raise UsageError(f"{shown(name)} can't be opened as a zip ({error}): download it again.") from error
    return _grouped(sorted(entries, key=lambda entry: entry.parts), stem(name), False, is_archive=True)


def _grouped(entries: list[Entry], name: str, is_nbgrader: bool, is_archive: bool) -> list[Group]:
    groups = grouping.by_lms(entries)
    if groups:
        return groups
    top, inner = _inside(entries)
    while inner:
        if top == SUBMITTED or grouping.by_lms(inner) or (is_archive and _is_class(inner)):
            return _grouped(inner, top, top == SUBMITTED, is_archive)
        top, inner = _inside(inner)
    if _is_one_students(entries):
        return grouping.one_student(entries, name)
    if is_nbgrader or _is_submitted(entries):
        entries = grouping.of_one_assignment(entries)
    return grouping.plain(entries)


def _is_submitted(entries: list[Entry]) -> bool:
    """Tell whether these are <student>/<assignment>/ with nbgrader's times, and no student's files lie outside."""
    timed = any(len(entry.parts) == 3 and entry.parts[2] == "timestamp.txt" for entry in entries)
    return timed and not any(len(entry.parts) == 2 and kind(entry.parts[1]) for entry in entries)


def _inside(entries: list[Entry]) -> tuple[str, list[Entry]]:
    """Return the only folder there is and what it holds, or nothing where there is more at the top."""
    tops = {entry.parts[0] for entry in entries}
    if len(tops) != 1:
        return "", []
    return tops.pop(), [replace(entry, parts=entry.parts[1:]) for entry in entries if len(entry.parts) > 1]


def _is_class(entries: list[Entry]) -> bool:
    """Tell whether these are several students' work, and not the files of one."""
    with_work = [group for group in grouping.plain(entries, merge=True) if group.files]
    return len(with_work) > 1 and all(group.name.lower() != "rnn" for group in with_work)


def _is_one_students(entries: list[Entry]) -> bool:
    """Tell whether all there is at the top is called rnn, and nothing to grade lies deeper."""
    top = [stem(e.parts[0]).lower() for e in entries if len(e.parts) == 1 and kind(e.parts[0])]
    return set(top) == {"rnn"} and not _has_work_below(entries)


def _has_work_below(entries: list[Entry]) -> bool:
    return any(len(entry.parts) > 1 and kind(entry.parts[-1]) for entry in entries)


def _told_apart(sources: list[Source], groups: list[Group], is_archive: bool) -> list[Source]:
    """Make ids differ even where case is ignored, as result files must.

    Raises:
        UsageError: on disk, where the person at the command line can rename one.
    """
    same: dict[str, list[int]] = {}
    for index, source in enumerate(sources):
        same.setdefault(source.student.lower(), []).append(index)
    for indices in same.values():
        if len(indices) == 1:
            continue
        names = sorted(groups[index].name for index in indices)
        if not is_archive and not any(sources[index].lms for index in indices):
            raise UsageError(
                f"{shown(names[0])} and {shown(names[1])} differ only in case or accents' encoding:"
                " rename one of the two."
            )
        flag = Finding("flag.same_name", {"names": [shown(name) for name in names[:5]]})
        for index in indices:
            source = sources[index]
            raw = "/".join((groups[index].name, *(file.path for file in source.files)))
            sources[index] = replace(
                source, student=f"{source.student[:80]}-{short_hash(raw)}", flags=(flag,)
            )
    return sources
