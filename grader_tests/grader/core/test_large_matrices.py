"""Which matrices for many units could be any, by their entries alone. Read by pytest."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.arrays import Array
from autograder.examiner.checks.elsewhere import _can_be_any

RNG = np.random.default_rng(0)
FORMS: dict[str, Array] = {
    "rank 16": RNG.standard_normal((40, 16)) @ RNG.standard_normal((16, 40)),
    "band": np.where(np.abs(np.subtract.outer(range(40), range(40))) < 6, RNG.standard_normal((40, 40)), 0.0),
    "blocks": np.kron(np.eye(10), np.ones((4, 4))) * RNG.standard_normal((40, 40)),
    "symmetric": np.triu(w := RNG.standard_normal((40, 40))) + np.triu(w, 1).T,
    "circulant": np.array([np.roll(w[0], k) for k in range(40)]),
}


@pytest.mark.parametrize("scale", [1e-6, 0.3, 1e6])
@pytest.mark.parametrize("shape", [(40, 20), (40, 40)])
def test_what_is_drawn_could_be_any(shape: tuple[int, int], scale: float) -> None:
    for _ in range(300):
        assert _can_be_any(scale * RNG.standard_normal(shape), "float64")


def test_what_is_read_in_float32_could_be_any() -> None:
    for _ in range(300):
        assert _can_be_any(np.round(RNG.standard_normal((40, 40)), 4), "float32")


@pytest.mark.parametrize("form", FORMS)
def test_a_matrix_of_a_form_could_not(form: str) -> None:
    assert not _can_be_any(0.3 * FORMS[form], "float64")
    assert not _can_be_any(0.3 * FORMS[form] + 1e-14 * RNG.standard_normal((40, 40)), "float64")


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_nor_one_with_a_row_of_zeros(dtype: str) -> None:
    matrix = RNG.standard_normal((40, 20))
    matrix[3] = 0.0
    assert not _can_be_any(matrix, dtype)
