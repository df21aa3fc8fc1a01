"""The code of a notebook: bounded JSON of format 3 or 4 to cells. Imported by the reading."""

from __future__ import annotations

import json
import re
from typing import Any

from autograder.model import Cell, Finding
from autograder.submission.ids import shown
from autograder.submission.magics import to_python, words_of_imports
from autograder.submission.sources import LIMIT_BYTES, UnreadableError
from autograder.submission.text import decode

# keeps what a few bytes of JSON can claim in memory in bounds
_MAX_CONTAINERS = 500_000  # lists and objects
_MAX_VALUES = 4_000_000
_MAX_CELLS = 2000  # with code in them; what stands below is left out
_LONGEST_INTEGER = 18  # digits; Python would take quadratic time for millions of them
_DEFINED = re.compile(
    r"^[ \t]*(?:def|class)[ \t]+(RNN|one_step|forward|decode|training_loss)\b", re.MULTILINE
)


def cells(data: bytes, name: str) -> tuple[Cell, ...]:
    """Return the cells that hold code, named by their place among all cells, counted from 1.

    Raises:
        UnreadableError: not UTF-8, not JSON, not a notebook, or no code in it.
    """
    document = _json(data, name)
    found: list[Cell] = []
    total = tried = 0
    sources = _sources(_listed(document, name))
    used = words_of_imports(sources)
    for number, source in enumerate(sources, start=1):
        if not source.strip():
            continue
        total += len(source)
        if total > LIMIT_BYTES[".py"]:
            raise UnreadableError(
                Finding("unreadable.too_large", {"file": shown(name), "limit_kib": LIMIT_BYTES[".py"] >> 10})
            )
        python = to_python(source, used)
        if python is not None:
            found.append(Cell(f"cell {number}", python))
        tried += 1
        if tried >= _MAX_CELLS:
            break
    if not found:
        raise UnreadableError(Finding("unreadable.no_code", {"file": shown(name)}))
    return tuple(found)


def _json(data: bytes, name: str) -> Any:
    text, _ = decode(data, name, cookies=False)
    if text.count("[") + text.count("{") > _MAX_CONTAINERS or text.count(",") > _MAX_VALUES:
        raise UnreadableError(Finding("unreadable.not_notebook", {"file": shown(name)}))
    try:
        return json.loads(text, parse_int=_integer)
    except (ValueError, RecursionError, MemoryError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise UnreadableError(Finding("unreadable.not_json", {"file": shown(name), "line": line})) from None


def _integer(digits: str) -> int:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else 0


def _listed(document: Any, name: str) -> list[Any]:
    """Return the cells of format 4, or those of all worksheets of format 3."""
    if isinstance(document, dict):
        if isinstance(document.get("cells"), list):
            return list(document["cells"])
        sheets = document.get("worksheets")
        if isinstance(sheets, list):
            lists = (s["cells"] for s in sheets if isinstance(s, dict) and isinstance(s.get("cells"), list))
            return [cell for cells_of_sheet in lists for cell in cells_of_sheet]
    raise UnreadableError(Finding("unreadable.not_notebook", {"file": shown(name)}))


def _sources(listed: list[Any]) -> list[str]:
    """Return the source of each cell, "" for one that holds no code.

    An answer's cell that became text, for which one key is enough, holds code where nothing else defines what is asked
    for in it; what else it defines, a helper, may stand elsewhere too.
    """
    kept = [_source(cell) if _kind(cell) == "code" else "" for cell in listed]
    defined = {name for source in kept for name in _DEFINED.findall(source)}
    for k, cell in enumerate(listed):
        if _kind(cell) in ("markdown", "raw") and _is_an_answer(cell.get("metadata")):
            names = set(_DEFINED.findall(_source(cell)))
            if names and not names & defined:
                kept[k] = _source(cell)
    return kept


def _kind(cell: Any) -> Any:
    return cell.get("cell_type") if isinstance(cell, dict) else None


def _is_an_answer(metadata: Any) -> bool:
    """Tell whether a cell's metadata say that it was handed out for an answer in code."""
    if not isinstance(metadata, dict):
        return False
    kit, nbgrader = metadata.get("kit"), metadata.get("nbgrader")
    if isinstance(kit, dict) and kit.get("role") == "answer":
        return True
    return isinstance(nbgrader, dict) and nbgrader.get("solution") is True and nbgrader.get("grade") is False


def _source(cell: dict[str, Any]) -> str:
    """Return a cell's source, fit to be encoded again."""
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        return ""
    # JSON can spell half a surrogate pair and NUL, which no file of Python source can hold
    text = source.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
    return text.replace("\r\n", "\n").replace("\r", "\n")
