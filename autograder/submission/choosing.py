"""Choose the file to grade among those that one student handed in. Imported by the reading."""

from __future__ import annotations

import hashlib
import itertools
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import partial

from autograder.model import Cell, Finding
from autograder.submission import syntax
from autograder.submission.ids import shown
from autograder.submission.magics import RUNS
from autograder.submission.modules import Listing, Lookup, Module, imported
from autograder.submission.names import distance, is_renamed_by_hand, kind, stem
from autograder.submission.sources import LIMIT_BYTES


@dataclass(frozen=True, slots=True)
class Text:
    """A piece that was read."""

    path: str
    sha256: str = ""
    cells: tuple[Cell, ...] = ()
    problem: Finding | None = None
    flags: tuple[Finding, ...] = ()
    attempted: int = 0  # with what it imports
    alone: int = 0
    defines: bool = False
    modules: tuple[Module, ...] = ()
    runs: tuple[str, ...] = ()  # paths of the files that its `%run` put in place


MAX_CELLS_RUN = 1000  # of a notebook with the files that it runs
MAX_RUN_INSIDE = 5  # files that run one another

Opener = Callable[[], Text | None]
"""Reads a file when it is asked for; gives None where it can't be read."""


def with_imports(texts: list[Text], beyond: Mapping[str, Opener]) -> list[Text]:
    """Give each text the others that it imports, and count what is attempted in them as its own.

    Args:
        texts: what is weighed.
        beyond: opens, by path, what is too far from rnn to be weighed, and may be imported all the same.
    """
    scripts: dict[str, Opener] = {_as_named(path): opener for path, opener in beyond.items()}
    readable = [t for t in texts if t.problem is None and kind(t.path) in (".py", ".ipynb")]
    scripts |= {_as_named(t.path): partial(_itself, t) for t in readable}
    lookup, listing = _lookup(scripts), partial(_listing, sorted(scripts))
    return [_with_its_imports(text, lookup, listing) for text in texts] if len(texts) > 1 else texts


def _listing(scripts: Sequence[str], folder: str, pattern: str) -> list[str]:
    above = f"{folder}/" if folder else ""
    below = [path.removeprefix(above) for path in scripts if path.startswith(above)]
    near = [path for path in below if path.count("/") == pattern.count("/") or "**" in pattern]
    return [path for path in near if fnmatchcase(path, pattern)]


def _itself(text: Text) -> Text:
    return text


def _as_named(path: str) -> str:
    folder, slash, name = path.rpartition("/")
    named = f"{folder}{slash}{stem(name)}{kind(path)}"  # a browser may have added .txt
    return unicodedata.normalize("NFC", named)  # as Python spells what is imported; macOS takes accents apart


def _lookup(scripts: Mapping[str, Opener]) -> Lookup:
    named: dict[str, list[str]] = {}
    for path in scripts:
        named.setdefault(path.rpartition("/")[2], []).append(path)

    def find(path: str) -> tuple[str, Sequence[Cell]] | None:
        deeper = [other for other in named.get(path.rpartition("/")[2], ()) if other.endswith(f"/{path}")]
        # of a folder that is added to sys.path, if only one can be meant
        chosen = path if path in scripts else deeper[0] if len(deeper) == 1 else ""
        text = scripts[chosen]() if chosen else None
        return (text.path, text.cells) if text else None

    return find


def _with_what_it_runs(text: Text, lookup: Lookup) -> Text:
    """Return a notebook with the files that its `%run` names in their places, as if they were cells of it.

    They are in its digest: what is graded is another submission when one of them is.
    """
    if kind(text.path) != ".ipynb":
        return text
    folder = text.path.rpartition("/")[0]
    runs, paths = iter(range(MAX_CELLS_RUN)), dict[str, None]()

    def noted(path: str) -> tuple[str, Sequence[Cell]] | None:
        found = lookup(path)
        if found is not None:
            paths[found[0]] = None
        return found

    running = _run_in_place(text.cells, folder, noted, frozenset([text.path]), runs)
    cells = list(itertools.islice(_within(running, LIMIT_BYTES[".py"]), MAX_CELLS_RUN))
    if not paths:
        return text
    attempted, defines = syntax.weight([cell.source for cell in cells])
    digest = hashlib.sha256(text.sha256.encode())
    for cell in cells:
        source = cell.source.encode("utf-8", "surrogatepass")
        digest.update(f"\n{len(source)}\n".encode() + source)
    found = replace(text, cells=tuple(cells), attempted=attempted, defines=defines)
    return replace(found, sha256=digest.hexdigest(), runs=tuple(paths))


def _within(cells: Iterable[Cell], characters: int) -> Iterator[Cell]:
    """Yield cells up to so many characters in all."""
    for cell in cells:
        characters -= len(cell.source)
        if characters < 0:
            return
        yield cell


def _run_in_place(
    cells: Sequence[Cell], folder: str, lookup: Lookup, running: frozenset[str], runs: Iterator[int]
) -> Iterator[Cell]:
    """Yield the cells, each after those of the files that it runs; as often as `runs` has something left."""
    for cell in cells:
        for line in cell.source.split("\n"):
            file = line.removeprefix(RUNS) if line.startswith(RUNS) else ""
            if not file or next(runs, None) is None:
                continue
            found = lookup(f"{folder}/{file}" if folder else file)
            if found is not None and found[0] not in running and len(running) < MAX_RUN_INSIDE:
                yield from _run_in_place(found[1], folder, lookup, running | {found[0]}, runs)
        yield cell


def _with_its_imports(text: Text, lookup: Lookup, listing: Listing) -> Text:
    text = _with_what_it_runs(text, lookup)
    modules = imported(text.path, text.cells, lookup, listing)
    if not modules:
        return text
    cells = [*text.cells, *(cell for module in modules for cell in module.cells)]
    attempted, _ = syntax.weight([cell.source for cell in cells])
    return replace(text, attempted=attempted, modules=tuple(modules))


def order(path: str) -> tuple[int, int, str]:
    """Nearest first, the script before the notebook: the same file is taken on every machine."""
    return path.count("/"), kind(path) != ".py", path


def choose(texts: list[Text], by_name: bool) -> Text | None:
    """Return the text to grade: what is called rnn, unless only another file was worked on."""
    near = [text for text in texts if _is_near(text, by_name)]
    far = [text for text in texts if not _is_near(text, by_name)]
    candidates = near
    if not near or (not _best(near).attempted and any(text.attempted for text in far)):
        candidates = far
    elif completing := [text for text in far if _completes(text, _best(near))]:
        candidates = completing
    return _best(candidates) if candidates else None


def _completes(text: Text, near: Text) -> bool:
    """Tell whether a file imports what is called rnn and has what that lacks: `train.py` with the loss in it."""
    return text.attempted > near.attempted and any(module.path == near.path for module in text.modules)


def _is_near(text: Text, by_name: bool) -> bool:
    return distance(text.path) < 2 or (by_name and "/" not in text.path)


def _best(texts: list[Text]) -> Text:
    return min(
        texts,
        key=lambda t: (
            *(t.problem is not None, -t.attempted, -t.alone, not t.defines, distance(t.path)),
            *order(t.path),
        ),
    )


def flags_of(chosen: Text, texts: list[Text], by_name: bool) -> Iterator[Finding]:
    if is_renamed_by_hand(chosen.path) and not (by_name and "/" not in chosen.path):
        yield Finding("flag.renamed", {"file": shown(chosen.path)})
    taken = {module.path for module in chosen.modules}
    if taken:
        yield Finding("flag.with_modules", {"files": [shown(path) for path in sorted(taken)[:5]]})
    rest = [text for text in texts if text is not chosen]
    used = taken | set(chosen.runs)
    rivals = [
        t.path for t in rest if not t.problem and (t.defines or _is_near(t, by_name)) and t.path not in used
    ]
    if rivals:
        yield Finding(
            "flag.two_files", {"taken": shown(chosen.path), "others": [shown(p) for p in rivals[:5]]}
        )
    for text in [text for text in rest if text.problem][:5]:
        why = text.problem.key.partition(".")[2] if text.problem else ""
        yield Finding("flag.ignored", {"file": shown(text.path), "why": why})
    modules = {
        stem(t.path.rpartition("/")[2]): t.path for t in rest if kind(t.path) == ".py" and t.path not in used
    }
    left_out = [
        path
        for module, path in modules.items()
        if any(syntax.imports(c.source, module) for c in chosen.cells)
    ]
    if left_out:
        yield Finding("flag.left_out", {"files": [shown(path) for path in sorted(left_out)[:5]]})
