"""Named torch tensors to bytes and back, in the safetensors format: the guest's half of `autograder/arrays.py`."""

from __future__ import annotations

import json
import struct
from typing import Any

import torch

_DTYPES = {
    "F64": torch.float64,
    "F32": torch.float32,
    "F16": torch.float16,
    "I64": torch.int64,
    "I32": torch.int32,
    "I16": torch.int16,
    "I8": torch.int8,
    "U8": torch.uint8,
    "BOOL": torch.bool,
}
_NAMES = {dtype: name for name, dtype in _DTYPES.items()}


def dump(tensors: dict[str, torch.Tensor]) -> bytes:
    """Return the tensors as safetensors bytes; b"" for none. Dtypes the format lacks become float64."""
    if not tensors:
        return b""
    header: dict[str, Any] = {}
    chunks: list[bytes] = []
    offset = 0
    for name, tensor in tensors.items():
        plain = tensor if tensor.dtype in _NAMES else tensor.to(torch.float64)
        data = plain.contiguous().numpy().tobytes()
        header[name] = {
            "dtype": _NAMES[plain.dtype],
            "shape": list(plain.shape),
            "data_offsets": [offset, offset + len(data)],
        }
        chunks.append(data)
        offset += len(data)
    text = json.dumps(header, separators=(",", ":")).encode()
    return struct.pack("<Q", len(text)) + text + b"".join(chunks)


def load(blob: bytes) -> dict[str, torch.Tensor]:
    """Return the tensors in safetensors bytes that the examiner sent; who may write to one copies it first."""
    if not blob:
        return {}
    (length,) = struct.unpack_from("<Q", blob)
    header = json.loads(blob[8 : 8 + length])
    data = bytearray(blob[8 + length :])
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        dtype = _DTYPES[entry["dtype"]]
        if begin == end:
            tensors[name] = torch.empty(entry["shape"], dtype=dtype)
        else:
            flat = torch.frombuffer(data, dtype=dtype, count=(end - begin) // dtype.itemsize, offset=begin)
            found = flat.reshape(entry["shape"])
            tensors[name] = found.clone() if begin % dtype.itemsize else found  # aligned as torch's own are
    return tensors
