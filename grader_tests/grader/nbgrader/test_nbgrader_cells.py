"""Whatever a notebook has become, it is read, and nbgrader finds each of its cells in it once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.slow  # nbgrader takes seconds to import

NAMES = ["a_answer", "a", "text", "b_answer", "b"]


def known() -> dict[str, Any]:
    from autograder.nbgrader_course.cells import Known

    return {
        name: Known(
            name,
            "markdown" if name == "text" else "code",
            not name.endswith("answer"),
            f"# {name}",
            "0" * 32,
            name in ("a", "b"),
            name.endswith("answer"),
            False,
            5.0 if name in ("a", "b") else None,
        )
        for name in NAMES
    }


def cells_with(names: list[str | None]) -> list[Any]:
    from autograder.nbgrader_course import notebooks

    return [
        notebooks.cell("code", f"text {i}", {"grade_id": name} if name is not None else None)
        for i, name in enumerate(names)
    ]


def names_of(cells: list[Any]) -> list[str | None]:
    return [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in cells]


@given(st.lists(st.sampled_from([*NAMES, "unknown", "", None]), max_size=12))
def test_each_known_cell_is_there_once_and_nothing_is_lost(names: list[str | None]) -> None:
    from nbgrader.nbgraderformat import MetadataValidator

    from autograder.nbgrader_course import notebooks
    from autograder.nbgrader_course.cells import restored

    before = cells_with(names)
    done = restored(before, known(), NAMES, "# missing")
    assert sorted(name for name in names_of(done) if name) == sorted(NAMES)
    MetadataValidator().validate_nb(notebooks.notebook(done))
    after = [cell.source for cell in done]
    kept = {i: name for i, name in enumerate(names) if name not in ("a", "b", "text")}
    assert all(f"text {i}" in after for i in kept)  # students' own text; locked cells have the teacher's


def test_missing_cells_come_back_in_their_places() -> None:
    from autograder.nbgrader_course.cells import restored

    done = restored(cells_with([None, "a_answer", None, "b"]), known(), NAMES, "# missing")
    assert names_of(done) == [None, "a_answer", "a", "text", "b_answer", None, "b"]
    assert [cell.source for cell in done][4] == "# missing"
    assert done[2].source == "# a" and done[6].source == "# b"


def test_the_last_of_several_is_the_answer() -> None:
    from autograder.nbgrader_course.cells import restored

    done = restored(cells_with(["a_answer", "a_answer", "a", "text", "b_answer", "b"]), known(), NAMES, "")
    assert names_of(done) == [None, *NAMES]


def sound(path: Path, text: str | bytes) -> Any:
    from autograder.nbgrader_course.intake import sound_notebook

    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return sound_notebook(path, "damaged")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"cells": 3}',
        '{"worksheets": []',
        b"\xff\xfe",
        "[" * 5000,
        '{"worksheets": [{}]}',
    ],
)
def test_what_is_no_notebook_becomes_a_remark(text: str | bytes, tmp_path: Path) -> None:
    import nbformat

    done = sound(tmp_path / "rnn.ipynb", text)
    assert [cell.source for cell in done.cells] in (["damaged"], [])
    nbformat.validate(done)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    from autograder.nbgrader_course.intake import sound_notebook

    (tmp_path / "secret.ipynb").write_text('{"cells": [{"cell_type": "code", "source": "secret"}]}')
    (tmp_path / "rnn.ipynb").symlink_to(tmp_path / "secret.ipynb")
    assert [cell.source for cell in sound_notebook(tmp_path / "rnn.ipynb", "damaged").cells] == ["damaged"]


def test_outputs_and_foreign_metadata_are_dropped(tmp_path: Path) -> None:
    cell = {
        "cell_type": "code",
        "source": ["x = 1\n", 3, "y = 2"],
        "outputs": [{"output_type": "display_data", "data": {"text/html": "<script>"}}],
        "metadata": {"nbgrader": {"grade_id": "a", "points": "many"}, "tags": ["x"]},
    }
    done = sound(tmp_path / "rnn.ipynb", json.dumps({"cells": [cell, 3, {"cell_type": ["?"], "input": "z"}]}))
    assert [c.source for c in done.cells] == ["x = 1\ny = 2", "z"]
    assert done.cells[0].outputs == [] and done.cells[0].metadata == {"nbgrader": {"grade_id": "a"}}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["cells", "worksheets", "source", "input", "metadata", "nbgrader", "grade_id", "cell_type"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(JSON)
def test_any_json_gives_a_valid_notebook(tmp_path: Path, document: object) -> None:
    import nbformat

    nbformat.validate(sound(tmp_path / "rnn.ipynb", json.dumps(document)))
