"""From names to students: whose is which file, by an LMS's naming or by folder. Imported by the discovery."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from autograder.model import UsageError
from autograder.submission.ids import safe_id, shown
from autograder.submission.names import CANVAS, MOODLE, kind, stem
from autograder.submission.sources import MAX_DEPTH, Candidate, Entry, Source

_MAX_OTHERS = 5
ASSIGNMENT = "tme4"


@dataclass(slots=True)
class Group:
    """What is being gathered of one student."""

    name: str  # raw: the folder's name, the file's stem, or what the LMS's naming says
    lms: dict[str, str] = field(default_factory=dict)
    by_name: bool = False
    files: list[Candidate] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def add(self, parts: Sequence[str], entry: Entry) -> None:
        """Take a file in as a candidate, or remember its name if it can't be one."""
        if entry.place is None or not parts or len(parts) > MAX_DEPTH + 1:
            return
        path = "/".join(parts)
        is_linked_folder = entry.problem == "symlink" and len(entry.parts) == 1
        if kind(parts[-1]) or is_linked_folder or entry.problem == "no_access":
            self.files.append(Candidate(path, entry.place, entry.problem))
        elif len(self.others) < _MAX_OTHERS:
            self.others.append(path)

    def source(self) -> Source:
        """Return the student's submission as the rest of the grader knows it."""
        files = tuple(sorted(self.files, key=lambda file: file.path))
        return Source(safe_id(self.name), files, self.lms, tuple(self.others), by_name=self.by_name)


def one_student(entries: Iterable[Entry], name: str) -> list[Group]:
    """Take everything for the work of one student."""
    group = Group(name)
    for entry in entries:
        group.add(entry.parts, entry)
    return [group]


def by_lms(entries: list[Entry]) -> list[Group]:
    """Group by Moodle's or Canvas's naming; empty where neither is found."""
    return _moodle(entries) or _canvas(entries)


def _moodle(entries: list[Entry]) -> list[Group]:
    groups: dict[str, Group] = {}
    strangers: list[Entry] = []
    for entry in entries:
        found = MOODLE.fullmatch("/".join(entry.parts))
        if not found:
            strangers.append(entry)
            continue
        name, uid = found["name"], found["uid"]
        lms = {"system": "moodle", "uid": uid, "name": name}
        group = groups.setdefault(f"{name}_{uid}", Group(f"{name.replace(' ', '-')}_{uid}", lms))
        group.add([part for part in found["path"].split("/") if part], entry)
    if not groups:
        return []
    if len({stranger.parts[0] for stranger in strangers}) <= len(groups):
        # a zip with another name in the folder of a Moodle download is the download itself
        strangers = [s for s in strangers if len(s.parts) > 1 or kind(s.parts[0]) != ".zip"]
    return [*groups.values(), *plain(strangers, merge=True)]


def _canvas(entries: list[Entry]) -> list[Group]:
    files = [entry for entry in entries if len(entry.parts) == 1 and entry.place is not None]
    named = [(CANVAS.fullmatch(entry.parts[0]), entry) for entry in files]
    if not named or not all(found for found, entry in named if kind(entry.parts[0])):
        return []
    groups: dict[str, Group] = {}
    for found, entry in named:
        if not found:
            continue
        name, uid, late = found["name"], found["uid"], bool(found["before"] or found["late"])
        lms = {"system": "canvas", "uid": uid, "name": name, "late": "yes" if late else "no"}
        groups.setdefault(f"{name}_{uid}", Group(f"{name}_{uid}", lms)).add([found["path"]], entry)
    return list(groups.values()) if any(group.files for group in groups.values()) else []


def plain(entries: list[Entry], merge: bool = False) -> list[Group]:
    """Group by `<student>.py|.ipynb|.zip` at the top and by `<student>/` folders.

    Args:
        merge: two files of one student at the top are weighed against each other, not refused.

    Raises:
        UsageError: a student has two submissions; the person at the command line decides which counts.
    """
    folders: dict[str, Group] = {}
    flat: dict[str, tuple[Group, str]] = {}
    for entry in entries:
        top = entry.parts[0]
        is_folder = len(entry.parts) > 1 or entry.place is None
        if is_folder or not kind(top):
            if is_folder or entry.problem == "symlink":
                folders.setdefault(top, Group(top)).add(entry.parts[1:] or entry.parts, entry)
            continue
        name = stem(top)
        group, other = flat.setdefault(name, (Group(name, by_name=True), top))
        if other != top and not merge and not entry.problem:
            raise _two(name, other, top)
        group.add(entry.parts, entry)
    for name, (group, file) in flat.items():
        twin = folders.get(name)
        if twin is not None and twin.files:
            if not merge:
                raise _two(name, file, f"{name}/{twin.files[0].path}")
            group.files += [Candidate(f"{name}/{c.path}", c.place, c.problem) for c in twin.files]
            del folders[name]
    # beside files at the top, a folder that holds nothing to grade is not a student
    with_work = [group for group in folders.values() if group.files or not flat]
    return [*(group for group, _ in flat.values()), *with_work]


def _two(name: str, one: str, other: str) -> UsageError:
    return UsageError(
        f"{shown(name)} has two submissions, {shown(one)} and {shown(other)}: keep the one that counts."
    )


def of_one_assignment(entries: list[Entry]) -> list[Entry]:
    """Keep one assignment of nbgrader's folders, below each student: `tme4`, or the only one there is.

    Raises:
        UsageError: several assignments hold work and none is `tme4`.
    """
    found = sorted(
        {e.parts[1] for e in entries if len(e.parts) > 2 and kind(e.parts[-1]) in (".py", ".ipynb")}
    )
    if len(found) < 2:
        return entries
    if ASSIGNMENT not in found:
        listed = ", ".join(shown(name) for name in found[:5])
        raise UsageError(
            f"There is work for several assignments ({listed}):"
            " give a folder that holds only the one to grade, as <student>/<assignment>/."
        )
    loose = [e for e in entries if len(e.parts) < 3 and (len(e.parts) < 2 or e.place is not None)]
    return [*loose, *(e for e in entries if len(e.parts) > 2 and e.parts[1] == ASSIGNMENT)]
