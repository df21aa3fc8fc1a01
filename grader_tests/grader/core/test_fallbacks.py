"""Which imports of absent packages fail: those for which the submission has something else. Read by pytest."""

from __future__ import annotations

import ast

import pytest

from autograder.guest import fallbacks

WITH = {
    "a function": "except ImportError:\n    def f(x): return x",
    "None": "except ModuleNotFoundError:\n    f = None",
    "a flag, whatever fails": "except:\n    HAVE = False",
    "another package": "except (ImportError, OSError):\n    from other import f",
    "a class": "except Exception as error:\n    print(error)\n    class RNN: ...",
    "the first that catches it": "except OSError:\n    raise\nexcept ImportError:\n    f = 1",
}
WITHOUT = {
    "nothing": "except ImportError:\n    pass",
    "another error": "except OSError:\n    f = None",
    "the end": "except ImportError:\n    f = None\n    sys.exit('install it')",
    "an error of its own": "except ImportError:\n    f = None\n    raise",
    "its installation": "except ImportError:\n    import os\n    os.system('pip install it')",
    "what a magic installs": "except ImportError:\n    get_ipython().system('pip install it')\n    import it",
    "no handler": "finally:\n    f = None",
}


def lines(handler: str) -> set[int]:
    """Return the lines at which an import fails, of a program with a `try` that has a handler."""
    source = f"import a\ntry:\n    from b import f\n{handler}\nimport c"
    fallbacks._lines.clear()
    fallbacks.note(ast.parse(source), "rnn.py")
    return fallbacks._lines["rnn.py"]


@pytest.mark.parametrize("handler", WITH.values(), ids=WITH)
def test_what_has_something_in_its_place_may_be_absent(handler: str) -> None:
    assert lines(handler) == {3}


@pytest.mark.parametrize("handler", WITHOUT.values(), ids=WITHOUT)
def test_what_has_nothing_in_its_place_is_stood_in_for(handler: str) -> None:
    assert lines(handler) == set()


def test_a_file_may_come_in_pieces() -> None:
    assert lines(WITH["None"]) == {3}
    fallbacks.note(ast.parse("\n" * 9 + "try:\n    import d\nexcept ImportError:\n    d = None"), "rnn.py")
    assert fallbacks._lines["rnn.py"] == {3, 11}
