"""Parse Python, one thread at a time. Imported by whoever reads source in a process of ours that has threads."""

from __future__ import annotations

import ast
import threading
import warnings

_ONE = threading.Lock()


def tree_of(source: str) -> ast.Module:
    """Return the syntax tree; what Python warns of in it (invalid escapes) is not passed on.

    CPython counts the depth of a tree for all threads together: two that parse at once can end with a SystemError
    for source that is right (https://github.com/python/cpython/issues/106905). So do warning filters mix.

    Raises:
        SyntaxError, ValueError, RecursionError, MemoryError: as `ast.parse` does.
    """
    with _ONE, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(source)
