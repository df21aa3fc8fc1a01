"""What a file's name says: its kind, whose it is in an LMS, how near to rnn. Imports nothing of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SUFFIXES: Mapping[str, str] = {
    ".py": ".py",
    ".ipynb": ".ipynb",
    ".zip": ".zip",
    ".py.txt": ".py",  # a browser or Windows adds a suffix that it then hides
    ".ipynb.txt": ".ipynb",
    ".ipynb.json": ".ipynb",
}

_LONGEST_FIRST = sorted(_SUFFIXES, key=len, reverse=True)

IGNORED_FOLDERS = frozenset(
    ["__pycache__", "__MACOSX", "venv", "env", "virtualenv", "node_modules", "site-packages", "dist-packages"]
)

MOODLE = re.compile(
    r"(?P<name>[^_/]*)_(?P<uid>\d+)_assignsubmission_[a-z]+(?:_?/|_|$)(?P<path>.*)", re.DOTALL
)
"""`{Full name}_{uid}_assignsubmission_file/{path}` (folders) or `…_file_{file}` (flat): Moodle."""

CANVAS = re.compile(
    r"(?:(?P<before>LATE)_)?(?P<name>\w*?)(?:_(?P<late>LATE))?_(?P<uid>\d+)_(?P<attachment>\d+)_(?P<path>.+)",
    re.DOTALL,
)
"""`{name}[_LATE]_{uid}_{attachment}_{file}`, or `[LATE_]anon_…`: Canvas."""

_NEARLY = re.compile(r"(?:(?:copy of|copie de)[ _]+)*rnn(?:$|[ _.\-(\d])", re.IGNORECASE)
_UPLOADED_AGAIN = re.compile(r"rnn(?:-\d+| ?\(\d+\))$")


def kind(name: str) -> str:
    """Return ".py", ".ipynb" or ".zip", or "" for a file that can't be graded."""
    suffix, _ = _split(name)
    return _SUFFIXES.get(suffix, "")


def stem(name: str) -> str:
    """Return a file's name without the suffix that says its kind."""
    return _split(name)[1]


def _split(name: str) -> tuple[str, str]:
    lower = name.lower()
    for suffix in _LONGEST_FIRST:
        if lower.endswith(suffix) and len(name) > len(suffix):
            return suffix, name[: -len(suffix)]
    return "", name


def is_ignored(name: str) -> bool:
    """Tell whether a file or folder is nobody's work: hidden, a cache, an environment."""
    return name.startswith(".") or name in IGNORED_FOLDERS


def distance(path: str) -> int:
    """Return 0 for rnn.py and rnn.ipynb, 1 for names that come from them (rnn-1.py, RNN.PY), 2 for others."""
    name = path.rpartition("/")[2]
    if name in ("rnn.py", "rnn.ipynb"):
        return 0
    return 1 if _NEARLY.match(stem(name)) else 2


def is_renamed_by_hand(path: str) -> bool:
    """Tell whether a person chose another name than rnn; `rnn-1.py` and `rnn (2).py` are made by machines."""
    name = path.rpartition("/")[2]
    return distance(path) > 0 and not _UPLOADED_AGAIN.match(stem(name))
