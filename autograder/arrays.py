"""Named numpy arrays to bytes and back, in the safetensors format. Imported by the trusted side only.

Format: https://huggingface.co/docs/safetensors (8 bytes of header length, JSON header, raw little-endian data).
Written out here because the student's self-check may need nothing but numpy and torch, and because every
bound below is a decision about untrusted bytes. Tests hold it against the safetensors library.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Mapping
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

MAX_ARRAYS = 4096
MAX_DIMS = 8
_DTYPES: dict[str, np.dtype[Any]] = {
    "F64": np.dtype("<f8"),
    "F32": np.dtype("<f4"),
    "F16": np.dtype("<f2"),
    "I64": np.dtype("<i8"),
    "I32": np.dtype("<i4"),
    "I16": np.dtype("<i2"),
    "I8": np.dtype("i1"),
    "U8": np.dtype("u1"),
    "BOOL": np.dtype("?"),
}
_NAMES = {dtype: name for name, dtype in _DTYPES.items()}


class ArraysError(Exception):
    """The bytes are not arrays in the safetensors format, or exceed the bounds: the sender is to blame."""


def dump(arrays: Mapping[str, Array]) -> bytes:
    """Return the arrays as safetensors bytes; b"" for none."""
    if not arrays:
        return b""
    header: dict[str, Any] = {}
    chunks: list[bytes] = []
    offset = 0
    for name, array in arrays.items():
        little = array.astype(array.dtype.newbyteorder("<"), copy=False)
        data = little.tobytes()  # C order
        header[name] = {
            "dtype": _NAMES[little.dtype],
            "shape": list(array.shape),
            "data_offsets": [offset, offset + len(data)],
        }
        chunks.append(data)
        offset += len(data)
    text = json.dumps(header, separators=(",", ":")).encode()
    return struct.pack("<Q", len(text)) + text + b"".join(chunks)


def load(blob: bytes) -> dict[str, Array]:
    """Return the arrays in safetensors bytes, each a copy of its own.

    Raises:
        ArraysError: anything but well-formed, contiguous, bounded arrays.
    """
    if not blob:
        return {}
    if len(blob) < 8:
        raise ArraysError("too short")
    (length,) = struct.unpack_from("<Q", blob)
    if length > len(blob) - 8:
        raise ArraysError("header longer than the bytes")
    try:
        header = json.loads(blob[8 : 8 + length])
    except (ValueError, RecursionError, MemoryError):
        raise ArraysError("header is not JSON") from None
    if not isinstance(header, dict) or len(header) > MAX_ARRAYS:
        raise ArraysError("header is not a bounded object")
    data = memoryview(blob)[8 + length :]
    arrays = {name: _array(entry, data) for name, entry in header.items() if name != "__metadata__"}
    if sum(a.nbytes for a in arrays.values()) != len(data):
        raise ArraysError("bytes that belong to no array")
    return arrays


def _array(entry: object, data: memoryview) -> Array:
    if not isinstance(entry, dict) or set(entry) != {"dtype", "shape", "data_offsets"}:
        raise ArraysError("not an entry")
    name, shape, offsets = entry["dtype"], entry["shape"], entry["data_offsets"]
    if not isinstance(name, str) or name not in _DTYPES or not _sizes(shape) or not _sizes(offsets):
        raise ArraysError("not an entry")
    if len(offsets) != 2 or len(shape) > MAX_DIMS:
        raise ArraysError("not an entry")
    dtype, (begin, end) = _DTYPES[name], offsets
    if not begin <= end <= len(data) or end - begin != math.prod(shape) * dtype.itemsize:
        raise ArraysError("size and shape disagree")
    flat: Array = np.frombuffer(data[begin:end], dtype=dtype)
    return flat.reshape(shape).copy()


def _sizes(value: object) -> bool:
    return isinstance(value, list) and all(type(v) is int and 0 <= v <= 1 << 40 for v in value)
