"""Answer the examiner's questions, one frame in and one frame out, until the pipe closes. Entered by the zygote."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from . import frames, tensors
from .ops import Guest
from .values import Packer


def serve(
    read_exactly: Callable[[int], bytes], write: Callable[[bytes], None], guest: Guest | None = None
) -> None:
    """Serve until end of file. A question is {"ops": [...]}, its answer {"results": [...]}."""
    guest = guest or Guest()
    while True:
        try:
            nonce, question, blob = frames.read(read_exactly)
        except EOFError:
            return
        write(answer(guest, nonce, question, blob))


def answer(guest: Guest, nonce: bytes, question: dict[str, Any], blob: bytes) -> bytes:
    """Return the frame that answers one question; ops after one that failed are not tried."""
    arrays = tensors.load(blob)
    packer = Packer()
    results: list[dict[str, Any]] = []
    for op in question["ops"]:
        results.append(guest.answer(op, arrays, packer))
        if "error" in results[-1]:
            break
    return frames.pack(nonce, {"results": results}, tensors.dump(packer.tensors))


def pipe(read_fd: int, write_fd: int) -> tuple[Callable[[int], bytes], Callable[[bytes], None]]:
    """Return (read_exactly, write) over file descriptors."""

    def read_exactly(count: int) -> bytes:
        chunks = []
        while count:
            chunk = os.read(read_fd, min(count, 1 << 20))
            if not chunk:
                raise EOFError
            chunks.append(chunk)
            count -= len(chunk)
        return b"".join(chunks)

    def write(data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[os.write(write_fd, view) :]

    return read_exactly, write
