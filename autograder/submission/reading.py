"""Read one student's submission: open, weigh, choose, decode; a problem never raises. For the face."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from autograder.model import Cell, Finding, Submission
from autograder.submission import archives, exported, notebook, syntax
from autograder.submission.choosing import Opener, Text, choose, flags_of, order, with_imports
from autograder.submission.files import read_bytes, too_large
from autograder.submission.ids import shown
from autograder.submission.magics import to_python
from autograder.submission.modules import Module
from autograder.submission.names import distance, kind
from autograder.submission.sources import (
    IMPORTED_BYTES,
    LIMIT_BYTES,
    MAX_DEPTH,
    MAX_NESTED_MEMBERS,
    MAX_WEIGHED,
    SENT_BYTES,
    TOTAL_BYTES,
    Candidate,
    Disk,
    Member,
    Packed,
    Source,
    UnreadableError,
)
from autograder.submission.text import decode


@dataclass(frozen=True, slots=True)
class _Piece:
    """A file that may be graded, and how to get its bytes."""

    path: str
    fetch: Callable[[], bytes]
    problem: str = ""


def read(source: Source) -> Submission:
    """Read what a student handed in and choose the file to grade; what it imports of the rest is taken with it.

    Never raises for what is in a submission: what can't be read comes back with its `problem`.
    """
    pieces = sorted(_pieces(source), key=lambda piece: (distance(piece.path), order(piece.path)))
    texts = with_imports(_texts(pieces), _beyond(pieces))
    chosen = choose(texts, source.by_name)
    if chosen is None:
        others = [shown(name) for name in source.others]
        problem = Finding("unreadable.missing", {"found": others})
        return Submission(source.student, "", "", problem=problem, flags=_flags_of(source))
    flags = (*_flags_of(source), *chosen.flags, *flags_of(chosen, texts, source.by_name))
    one = Submission(
        source.student, shown(chosen.path, 200), chosen.sha256, chosen.cells, chosen.problem, flags
    )
    return _sendable(with_modules(one, chosen.modules))


def _sendable(submission: Submission) -> Submission:
    """Return a submission as it is, or refused where all its cells together are more than is sent to a guest."""
    if sum(len(json.dumps(cell.source)) for cell in submission.cells) <= SENT_BYTES:
        return submission
    return replace(submission, cells=(), problem=too_large(submission.file, SENT_BYTES).finding)


def with_modules(submission: Submission, modules: Sequence[Module]) -> Submission:
    """Return a submission with the modules that it imports, under a digest of all of them."""
    if not modules:
        return submission
    digest = hashlib.sha256(submission.sha256.encode())
    cells: list[Cell] = []
    for module in modules:
        for cell in module.cells:
            source = cell.source.encode("utf-8", "surrogatepass")
            # the length, so that no source can pass for two
            digest.update(f"\n{module.name} {module.is_package} {len(source)}\n".encode() + source)
            cells.append(Cell(shown(module.path), cell.source, module.name))
    cells += submission.cells
    return replace(submission, cells=tuple(cells), sha256=digest.hexdigest())


def read_one(student: str, name: str, data: bytes) -> Submission:
    """Read one file whose bytes are at hand; never raises for what is in them."""
    if len(data) > LIMIT_BYTES.get(kind(name), LIMIT_BYTES[".py"]):
        problem = too_large(name, LIMIT_BYTES.get(kind(name), LIMIT_BYTES[".py"])).finding
        return Submission(student, shown(name), hashlib.sha256(data).hexdigest(), (), problem)
    text = _text(name, data, weigh=False)
    return _sendable(Submission(student, shown(name), text.sha256, text.cells, text.problem, text.flags))


def cells_of(path: str, data: bytes) -> tuple[Cell, ...] | None:
    """Return what a script consists of, or None where it can't be read."""
    try:
        return _cells(data, path)[0] if len(data) <= LIMIT_BYTES[".py"] else None
    except UnreadableError:
        return None


def _flags_of(source: Source) -> tuple[Finding, ...]:
    late = (Finding("flag.late"),) if source.lms.get("late") == "yes" else ()
    return (*source.flags, *late)


def _pieces(source: Source) -> Iterator[_Piece]:
    opened = 0
    for candidate in source.files:
        if kind(candidate.path) != ".zip" or candidate.problem:
            yield _Piece(candidate.path, lambda c=candidate: _fetch(c), candidate.problem)  # type: ignore[misc]
        elif opened > TOTAL_BYTES:  # all that are opened are kept until one is chosen
            yield _Piece(candidate.path, bytes, "too_large")
        else:
            try:
                data = _fetch(candidate)
            except UnreadableError as error:
                yield _Piece(candidate.path, bytes, error.finding.key.partition(".")[2])
                continue
            opened += len(data)
            yield from _unpacked(candidate, data)


def _fetch(candidate: Candidate) -> bytes:
    limit = LIMIT_BYTES[kind(candidate.path)]
    place = candidate.place
    if isinstance(place, Disk):
        return read_bytes(place, limit, candidate.path)
    try:
        with open(place.archive, "rb") as stream:
            return archives.read_member(stream, place.member, limit, candidate.path)
    except OSError:
        raise UnreadableError(Finding("unreadable.no_access", {"file": shown(candidate.path)})) from None


def _unpacked(candidate: Candidate, data: bytes) -> Iterator[_Piece]:
    """Yield what can be graded in a student's own zip; a zip within it stays closed."""
    try:
        entries = archives.entries(io.BytesIO(data), lambda member: Packed("", member), MAX_NESTED_MEMBERS)
    except archives.ArchiveError:
        yield _Piece(candidate.path, bytes, "archive")
        return
    found = [e for e in entries if kind(e.parts[-1]) in (".py", ".ipynb") and len(e.parts) <= MAX_DEPTH + 2]
    if not any(isinstance(entry.place, Packed) for entry in found):
        yield _Piece(candidate.path, bytes, "nothing_inside")
    for entry in found:
        if isinstance(entry.place, Packed):
            path = "/".join((candidate.path, *entry.parts))
            yield _Piece(path, _inflater(data, entry.place.member, path), entry.problem)


def _inflater(data: bytes, member: Member, path: str) -> Callable[[], bytes]:
    return lambda: archives.read_member(io.BytesIO(data), member, LIMIT_BYTES[kind(path)], path)


def _texts(pieces: list[_Piece]) -> list[Text]:
    left = TOTAL_BYTES
    texts: list[Text] = []
    for piece in pieces[:MAX_WEIGHED]:
        try:
            if piece.problem not in ("", "too_large"):
                raise UnreadableError(Finding(f"unreadable.{piece.problem}", {"file": shown(piece.path)}))
            if piece.problem or left <= 0:
                raise too_large(piece.path, LIMIT_BYTES[kind(piece.path)])
            data = piece.fetch()
        except UnreadableError as error:
            texts.append(Text(piece.path, problem=error.finding))
            continue
        left -= len(data)
        texts.append(_text(piece.path, data, weigh=len(pieces) > 1))
    return texts


def _beyond(pieces: list[_Piece]) -> Mapping[str, Opener]:
    """Return what opens the scripts that are not weighed, once each, and within bounds for all of them."""
    left = IMPORTED_BYTES

    def opened(piece: _Piece) -> Text | None:
        nonlocal left
        if piece.problem or left <= 0:
            return None
        try:
            data = piece.fetch()
        except UnreadableError:
            return None
        left -= len(data)
        text = _text(piece.path, data, weigh=False)
        return text if left >= 0 and text.problem is None else None

    return {
        piece.path: cache(partial(opened, piece))
        for piece in pieces[MAX_WEIGHED:]
        if kind(piece.path) == ".py"
    }


def _text(path: str, data: bytes, weigh: bool) -> Text:
    digest = hashlib.sha256(data).hexdigest()
    try:
        cells, flags = _cells(data, path)
    except UnreadableError as error:
        return Text(path, digest, problem=error.finding)
    attempted, defines = syntax.weight([cell.source for cell in cells]) if weigh else (0, False)
    return Text(path, digest, cells, None, flags, attempted, attempted, defines)


def _cells(data: bytes, path: str) -> tuple[tuple[Cell, ...], tuple[Finding, ...]]:
    name = {"file": shown(path)}
    if not data.strip():
        raise UnreadableError(Finding("unreadable.empty", name))
    if kind(path) == ".ipynb":
        return notebook.cells(data, path), ()
    text, flag = decode(data, path)
    if text.lstrip().startswith("{"):
        try:
            return notebook.cells(data, path), (Finding("flag.kind", {**name, "kind": "ipynb"}),)
        except UnreadableError:
            pass  # Python after all
    if all(line.lstrip()[:1] in ("", "#") for line in text.split("\n")):
        raise UnreadableError(Finding("unreadable.no_code", name))
    name_of_file, python = shown(path.rpartition("/")[2]), to_python(text) or text
    cells = tuple(Cell(name_of_file, piece) for piece in exported.pieces(python))
    return cells, (flag,) if flag else ()
