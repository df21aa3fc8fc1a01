"""Frames of the pipe between examiner and guest: a fixed header, bounded JSON, a bounded blob of arrays.

Shared by both sides, so it knows neither torch nor numpy. Nothing in a frame can carry code.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from typing import Any

HEADER = struct.Struct(">4s8sII")  # magic, nonce, bytes of JSON, bytes of blob
MAGIC = b"RNN1"
MAX_JSON_BYTES = 32 << 20  # a question may bear the source of a submission; an answer is held to less
MAX_BLOB_BYTES = 64 << 20
MAX_ANSWER_JSON_BYTES = 1 << 20
MAX_ANSWER_BLOB_BYTES = 4 << 20  # the largest answer asked for is a few kilobytes


class FrameError(Exception):
    """What came through the pipe is not a frame, or is larger than allowed: the sender is to blame."""


def pack(nonce: bytes, message: dict[str, Any], blob: bytes = b"") -> bytes:
    """Return the bytes of one frame."""
    text = json.dumps(message, separators=(",", ":"), allow_nan=False).encode()
    if len(text) > MAX_JSON_BYTES or len(blob) > MAX_BLOB_BYTES:
        raise FrameError("frame too large")
    return HEADER.pack(MAGIC, nonce, len(text), len(blob)) + text + blob


def sizes(
    header: bytes,
    nonce: bytes | None = None,
    max_json_bytes: int = MAX_JSON_BYTES,
    max_blob_bytes: int = MAX_BLOB_BYTES,
) -> tuple[bytes, int, int]:
    """Return (nonce, bytes of JSON, bytes of blob) announced by a header.

    Raises:
        FrameError: wrong magic, another nonce than the one given, or a size beyond the bounds.
    """
    magic, got, json_bytes, blob_bytes = HEADER.unpack(header)
    if magic != MAGIC:
        raise FrameError("not a frame")
    if nonce is not None and got != nonce:
        raise FrameError("answer to another question")
    if json_bytes > max_json_bytes or blob_bytes > max_blob_bytes:
        raise FrameError("frame too large")
    return got, json_bytes, blob_bytes


def parse(text: bytes) -> dict[str, Any]:
    """Return the JSON object of a frame.

    Raises:
        FrameError: not JSON, not an object, NaN or infinity, or nested beyond reason.
    """
    try:
        value = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError, MemoryError) as error:
        raise FrameError(f"not JSON: {type(error).__name__}") from None
    if not isinstance(value, dict):
        raise FrameError("not a JSON object")
    return value


def _refuse(name: str) -> float:
    raise ValueError(name)


def read(read_exactly: Callable[[int], bytes]) -> tuple[bytes, dict[str, Any], bytes]:
    """Read one frame: (nonce, message, blob)."""
    nonce, json_bytes, blob_bytes = sizes(read_exactly(HEADER.size))
    message = parse(read_exactly(json_bytes))
    return nonce, message, read_exactly(blob_bytes) if blob_bytes else b""
