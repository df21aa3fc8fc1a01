"""The layouts in which students return the states [h_1 .. h_l], and how to read each. Imported by the checks."""

from __future__ import annotations

import numpy as np

from autograder.arrays import Array
from autograder.handle import Answer, Value

from ..questions import Sizes
from ..verdict import Mismatch, mismatch
from .common import returned, shape_text

FN = "forward"
PAIRS = ("pair", "pair_second")
"""The states come together with something else, in the first or in the second place: in one tensor, or with "_list"."""


def bad_shape(answer: Answer, sizes: Sizes) -> Mismatch:
    """Return the Mismatch of a value that is no layout of l states."""
    value = returned(FN, answer, sizes.only("lbdn"))
    if value.kind == "tensor":
        expected = [sizes.l, sizes.b, sizes.n]
        return mismatch(
            "wrong_shape", function=FN, got=list(value.shape), expected=expected, sizes=sizes.only("lbdn")
        )
    return mismatch("wrong_type", function=FN, got=shape_text(value), expected="torch.Tensor")


def layout(value: Value, s: Sizes) -> str | None:
    """Return the layout of a value at distinct sizes, or None."""
    if value.kind in ("list", "tuple"):
        if value.kind == "tuple":
            for place, item in enumerate(value.items[: len(PAIRS)]):
                if item.shape == (s.l, s.b, s.n):
                    return PAIRS[place]
                if layout(item, s) in ("list", "tuple"):
                    return f"{PAIRS[place]}_list"
        shapes = {item.shape for item in value.items}
        if shapes == {(s.b, s.n)} and len(value.items) in (s.l, s.l + 1):
            return value.kind if len(value.items) == s.l else f"{value.kind}_h0_included"
        return None
    if value.kind not in ("tensor", "ndarray"):
        return None
    named = {
        (s.l, s.b, s.n): "tensor",
        (s.b, s.l, s.n): "batch_first",
        (s.l + 1, s.b, s.n): "h0_included",
        (s.l * s.b, s.n): "flat",
    }
    name = named.get(value.shape)
    return "ndarray" if name == "tensor" and value.kind == "ndarray" else name


def states_in(value: Value, name: str, s: Sizes) -> Array | None:
    """Return the states (l, b, n) in a value of a known layout; None where it has not that layout at these sizes."""
    if name.startswith("pair"):
        place = PAIRS.index(name.removesuffix("_list"))
        value = value.items[place] if value.kind == "tuple" and place < len(value.items) else value
        name = "list" if name.endswith("_list") else "tensor"
    if value.kind in ("list", "tuple"):
        arrays = [item.array for item in value.items]
        if not arrays or any(a is None or a.shape != (s.b, s.n) for a in arrays):
            return None
        array: Array | None = np.stack([a for a in arrays if a is not None])
        name = "h0_included" if name.endswith("h0_included") else "tensor"
    else:
        array = value.array
    shapes = {
        "batch_first": (s.b, s.l, s.n),
        "batch_first_both": (s.b, s.l, s.n),
        "h0_included": (s.l + 1, s.b, s.n),
        "flat": (s.l * s.b, s.n),
    }
    if array is None or array.shape != shapes.get(name, (s.l, s.b, s.n)) or array.dtype.kind != "f":
        return None
    array = array.astype(np.float64)
    if name in ("batch_first", "batch_first_both"):
        return array.swapaxes(0, 1)
    if name == "h0_included":
        return array[1:]
    return array.reshape(s.l, s.b, s.n)
