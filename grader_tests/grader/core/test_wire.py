"""The wire: frames and arrays survive the trip, and anything else is refused without harm."""

from __future__ import annotations

import json
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import load as reference_load
from safetensors.numpy import save as reference_save

from autograder import arrays
from autograder.guest import frames

DTYPES = ("float64", "float32", "float16", "int64", "int32", "int16", "int8", "uint8", "bool")


@st.composite
def named_arrays(draw: st.DrawFn) -> dict[str, np.ndarray]:
    found = {}
    for name in draw(st.lists(st.text(min_size=1, max_size=8), max_size=4, unique=True)):
        if name == "__metadata__":
            continue
        shape = draw(st.lists(st.integers(0, 4), max_size=4))
        dtype = draw(st.sampled_from(DTYPES))
        values = np.arange(np.prod(shape, dtype=int)).reshape(shape)
        found[name] = (values % 2 == 0) if dtype == "bool" else values.astype(dtype)
    return found


@given(named_arrays())
def test_arrays_survive_the_trip(named: dict[str, np.ndarray]) -> None:
    back = arrays.load(arrays.dump(named))
    assert back.keys() == named.keys()
    for name, array in named.items():
        assert back[name].dtype == array.dtype and back[name].shape == array.shape
        assert np.array_equal(back[name], array)


@given(named_arrays())
def test_the_format_is_that_of_safetensors(named: dict[str, np.ndarray]) -> None:
    named = {name: np.asarray(array) for name, array in named.items()}
    if named:
        theirs = reference_load(arrays.dump(named))
        assert all(np.array_equal(theirs[name], array) for name, array in named.items())
        ours = arrays.load(reference_save(named))
        assert all(np.array_equal(ours[name], array) for name, array in named.items())


@given(st.binary(max_size=300))
def test_any_bytes_are_arrays_or_refused(blob: bytes) -> None:
    try:
        found = arrays.load(blob)
    except arrays.ArraysError:
        return
    again = arrays.load(arrays.dump(found))
    assert all(
        np.array_equal(again[name], array, equal_nan=array.dtype.kind == "f") for name, array in found.items()
    )


@pytest.mark.parametrize(
    "entry",
    [
        {"dtype": "F64", "shape": [2], "data_offsets": [0, 8]},
        {"dtype": "F64", "shape": [1], "data_offsets": [0, 16]},
        {"dtype": "F64", "shape": [-1], "data_offsets": [0, 8]},
        {"dtype": "F64", "shape": [1 << 60], "data_offsets": [0, 8]},
        {"dtype": "C128", "shape": [1], "data_offsets": [0, 8]},
        {"dtype": "F64", "shape": [1], "data_offsets": [8, 0]},
        {"dtype": "F64", "shape": [True], "data_offsets": [0, 8]},
        {"dtype": ["F64"], "shape": [1], "data_offsets": [0, 8]},
        {"dtype": "F64", "shape": "1", "data_offsets": [0, 8]},
        {"dtype": "F64", "shape": [1]},
        [],
    ],
)
def test_an_entry_that_lies_is_refused(entry: object) -> None:
    header = json.dumps({"a": entry}).encode()
    with pytest.raises(arrays.ArraysError):
        arrays.load(struct.pack("<Q", len(header)) + header + bytes(8))


def test_bytes_that_belong_to_nobody_are_refused() -> None:
    with pytest.raises(arrays.ArraysError, match="no array"):
        arrays.load(arrays.dump({"a": np.zeros(2)}) + b"more")


def test_a_frame_survives_the_trip() -> None:
    data = frames.pack(b"12345678", {"ops": [{"é": 1}]}, b"blob")
    offset = 0

    def read_exactly(count: int) -> bytes:
        nonlocal offset
        offset += count
        return data[offset - count : offset]

    assert frames.read(read_exactly) == (b"12345678", {"ops": [{"é": 1}]}, b"blob")


@pytest.mark.parametrize(
    ("header", "why"),
    [
        (frames.HEADER.pack(b"XXXX", b"12345678", 1, 1), "not a frame"),
        (frames.HEADER.pack(frames.MAGIC, b"87654321", 1, 1), "another question"),
        (frames.HEADER.pack(frames.MAGIC, b"12345678", 1 << 31, 1), "too large"),
        (frames.HEADER.pack(frames.MAGIC, b"12345678", 1, 1 << 31), "too large"),
    ],
)
def test_a_header_that_lies_is_refused(header: bytes, why: str) -> None:
    with pytest.raises(frames.FrameError, match=why):
        frames.sizes(header, b"12345678")


@pytest.mark.parametrize(
    "text",
    [b"[]", b"nul", b'{"a": NaN}', b"[" * 100_000, b'{"a": 1' + b"0" * 5000 + b"}", b"\xff"],
)
def test_json_that_is_no_bounded_object_is_refused(text: bytes) -> None:
    with pytest.raises(frames.FrameError):
        frames.parse(text)


def test_nan_never_leaves_in_json() -> None:
    with pytest.raises(ValueError):
        frames.pack(b"12345678", {"a": float("nan")})
