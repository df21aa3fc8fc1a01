"""Any notebook, and anything that pretends to be one, is read within bounds or refused with a reason."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.model import Cell
from autograder.submission.notebook import cells
from autograder.submission.reading import read_one
from autograder.submission.sources import UnreadableError


def bytes_of(*sources: Any, **more: Any) -> bytes:
    listed = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": source} for source in sources]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": listed, **more}).encode()


def why_not(data: bytes) -> tuple[str, dict[str, Any]]:
    with pytest.raises(UnreadableError) as caught:
        cells(data, "rnn.ipynb")
    return caught.value.finding.key, dict(caught.value.finding.args)


def test_cells_are_numbered_among_all_cells_in_their_order() -> None:
    document = {
        "cells": [
            {"cell_type": "markdown", "source": "# Lab"},
            {"cell_type": "code", "source": ["x = 1\n", "y = 2"]},
            {"cell_type": "raw", "source": "z"},
            {"cell_type": "code", "source": "  \n"},
            {"cell_type": "code", "source": "%%bash\nls"},
            {"cell_type": "code", "source": "%time\nw = 3"},
        ]
    }
    data = b"\xef\xbb\xbf" + json.dumps(document).encode()
    assert cells(data, "rnn.ipynb") == (Cell("cell 2", "x = 1\ny = 2"), Cell("cell 6", "pass\nw = 3"))


OURS = {"kit": {"role": "answer"}}
NBGRADER = {"nbgrader": {"grade_id": "a", "solution": True, "grade": False}}
LOSS = "def helper():\n    pass\ndef training_loss():\n    pass"
WRITTEN = {"nbgrader": {"grade_id": "essay", "solution": True, "grade": True, "points": 2}}


@pytest.mark.parametrize("kind", ["markdown", "raw"])
@pytest.mark.parametrize(
    ("metadata", "source", "others", "is_code"),
    [
        (OURS, LOSS, "x = 1", True),
        (NBGRADER, LOSS, "x = 1", True),
        (
            NBGRADER,
            LOSS,
            "  def training_loss(): return 2",
            False,
        ),  # it was switched off, and written anew
        (OURS, LOSS, "def helper(): pass\ndef training_loss_of_one(): pass", True),
        (OURS, "def generate():\n    pass", "x = 1", False),  # nothing that is graded
        (OURS, "I have no idea.", "x = 1", False),
        (WRITTEN, LOSS, "x = 1", False),
        ({}, LOSS, "x = 1", False),
        (None, LOSS, "x = 1", False),
        ({"kit": 3, "nbgrader": []}, LOSS, "x = 1", False),
    ],
)
def test_an_answer_that_became_text_is_code_where_nothing_else_answers(
    kind: str, metadata: Any, source: str, others: str, is_code: bool
) -> None:
    listed = [
        {"cell_type": kind, "metadata": metadata, "source": source},
        {"cell_type": "code", "metadata": {}, "source": others},
    ]
    found = cells(json.dumps({"cells": listed}).encode(), "n")
    assert [cell.name for cell in found] == (["cell 1", "cell 2"] if is_code else ["cell 2"])


def test_format_3_has_worksheets_and_input() -> None:
    sheet = {"cells": [{"cell_type": "code", "input": ["a = 1"]}, {"cell_type": "heading", "source": "t"}]}
    document = {"nbformat": 3, "worksheets": [sheet, {"cells": [{"cell_type": "code", "input": "b = 2"}]}, 7]}
    assert cells(json.dumps(document).encode(), "n.ipynb") == (
        Cell("cell 1", "a = 1"),
        Cell("cell 3", "b = 2"),
    )


def test_line_ends_of_any_system() -> None:
    assert cells(bytes_of("a = 1\r\nb = 2\rc = 3"), "n") == (Cell("cell 1", "a = 1\nb = 2\nc = 3"),)


def test_what_json_can_spell_and_source_cannot_hold_is_replaced() -> None:
    (cell,) = cells(b'{"cells": [{"cell_type": "code", "source": "x = \'\\ud800\\u0000\'"}]}', "n")
    cell.source.encode("utf-8")
    assert "\0" not in cell.source


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"class RNN: pass", "not_json"),
        (b"{", "not_json"),
        (b"[" * 100_000, "not_json"),
        (b'{"cells": ' * 100_000, "not_json"),
        (b"[]," * 600_000, "not_notebook"),
        (b"[]", "not_notebook"),
        (b"null", "not_notebook"),
        (b"NaN", "not_notebook"),
        (b'{"cells": 3}', "not_notebook"),
        (b'{"worksheets": {}}', "not_notebook"),
        (b'{"cells": []}', "no_code"),
        (b'{"cells": [1, null, {"cell_type": "code", "source": 3}]}', "no_code"),
        (b'{"worksheets": [{}]}', "no_code"),
        (b'{"cells": [], "x": ' + b"9" * 1_000_000 + b"}", "no_code"),
        (b'{"cells": "\xff"}', "encoding"),
        ('{"cells": []}'.encode("utf-16"), "encoding"),
        (b'{"cells": \0[]}', "nul"),
    ],
)
def test_what_is_no_notebook_is_refused_with_its_reason(data: bytes, why: str) -> None:
    key, args = why_not(data)
    assert key == f"unreadable.{why}"
    assert args["file"] == "rnn.ipynb"


def test_where_json_breaks_is_said() -> None:
    assert why_not(b'{"cells":\n\n[}')[1]["line"] == 3


def test_three_megabytes_of_code_are_too_much() -> None:
    key, args = why_not(bytes_of(*["# ...\n" * 530_000] * 2))
    assert key == "unreadable.too_large"
    assert args == {"file": "rnn.ipynb", "limit_kib": 3072}


def test_a_notebook_with_a_film_in_it_is_read() -> None:
    film = {"output_type": "display_data", "data": {"text/html": "<script>" + "A" * (20 << 20)}}
    cell = {"cell_type": "code", "source": "x = 1", "outputs": [film]}
    submission = read_one("alice", "rnn.ipynb", json.dumps({"cells": [cell]}).encode())
    assert submission.cells == (Cell("cell 1", "x = 1"),)


def test_more_values_than_any_film_are_no_notebook() -> None:
    key, _ = why_not(b'{"cells": [' + b"0," * 4_000_001 + b"0]}")
    assert key == "unreadable.not_notebook"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["cells", "worksheets", "cell_type", "source", "input", "x"]), inner, max_size=4
        )
    ),
    max_leaves=30,
)


@given(JSON | JSON.map(lambda value: {"cells": [value, {"cell_type": "code", "source": value}]}))
def test_any_json_is_read_or_refused(document: Any) -> None:
    _is_read_or_refused(json.dumps(document).encode())


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    _is_read_or_refused(data)


@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_text_in_cells_is_read_or_refused(sources: list[str]) -> None:
    _is_read_or_refused(bytes_of(*sources))


def _is_read_or_refused(data: bytes) -> None:
    try:
        found = cells(data, "n")
    except UnreadableError as error:
        key = error.finding.key
    else:
        key = "" if found and all(cell.source.encode("utf-8") for cell in found) else "nothing"
    assert key == "" or key.startswith("unreadable.")
