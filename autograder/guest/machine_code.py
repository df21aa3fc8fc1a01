"""The machine code of torch's recurrent kernels is made to end the process that runs it. Imported by the ban only.

What is registered with torch's dispatcher can be undone, and a function of a C++ library be called by its address,
whatever Python refuses: neither reaches a kernel of which no instruction is left. Linux on x86-64 alone; elsewhere,
or where the system refuses to change code, the ban is what Python makes of it.
"""

from __future__ import annotations

import ctypes
import mmap
import platform
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy

LIBRARY = "libtorch_cpu.so"
UNDEFINED = b"\x0f\x0b"
"""The instruction ud2, after which a process is sent SIGILL."""
_OF_KERNELS = re.compile(rb"_ZN2at6native\d+\w*")
_RECURRENT = re.compile(rb"^_ZN2at6native\d+(\w*_)?(rnn|lstm|gru)(_|[EN])")
_SECTION = struct.Struct("<IIQQQQIIQQ")
_SYMBOL = numpy.dtype(
    {
        "names": ["name", "kind", "section", "offset", "size"],
        "formats": ["<u4", "u1", "<u2", "<u8", "<u8"],
        "offsets": [0, 4, 6, 8, 16],
        "itemsize": 24,
    }
)
_SYMBOLS, _FUNCTION = 11, 2
_READ, _WRITE, _EXECUTE = 1, 2, 4


def seal() -> int:
    """Overwrite each recurrent kernel, whole, so that none can be put together again; return how many."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return 0
    try:
        path, base = _mapped()
        kernels = _kernels(path)
    except (OSError, ValueError, struct.error, LookupError):
        return 0
    return sum(_overwrite(base + offset, size) for offset, size in kernels)


def _mapped() -> tuple[Path, int]:
    """Return the file of torch's kernels and the address at which it begins in this process."""
    for line in Path("/proc/self/maps").read_text().splitlines():
        fields = line.split(maxsplit=5)
        if len(fields) == 6 and fields[5].endswith(f"/{LIBRARY}") and int(fields[2], 16) == 0:
            return Path(fields[5]), int(fields[0].partition("-")[0], 16)
    raise LookupError(LIBRARY)


def _kernels(path: Path) -> list[tuple[int, int]]:
    """Return the beginnings and sizes of the functions whose names, in C++, are those of recurrent kernels."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        sections = list(_sections(data))
        [table] = [section for section in sections if section[1] == _SYMBOLS]  # none in a stripped library
        names, symbols = (data[s[4] : s[4] + s[5]] for s in (sections[table[6]], table))
    recurrent = [found.start() for found in _OF_KERNELS.finditer(names) if _RECURRENT.match(found.group())]
    every = numpy.frombuffer(symbols, _SYMBOL)
    defined = every[(every["section"] > 0) & (every["kind"] & 15 == _FUNCTION)]
    theirs = numpy.isin(defined["name"], recurrent)
    # what another function shares is left as it is
    shared = {*defined["offset"][~theirs].tolist()}
    found = {int(f["offset"]): int(f["size"]) for f in defined[theirs]}
    return sorted((offset, size) for offset, size in found.items() if offset not in shared)


def _sections(data: mmap.mmap) -> Iterator[tuple[int, ...]]:
    if data[:6] != b"\x7fELF\x02\x01":
        raise ValueError("no 64-bit library")
    (start,), (count,) = struct.unpack_from("<Q", data, 0x28), struct.unpack_from("<H", data, 0x3C)
    for k in range(count):
        yield _SECTION.unpack_from(data, start + k * _SECTION.size)


def _overwrite(address: int, size: int) -> bool:
    protect = ctypes.CDLL(None, use_errno=True).mprotect
    protect.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    page = address - address % mmap.PAGESIZE
    nothing = UNDEFINED * max(1, size // len(UNDEFINED))
    pages = address + len(nothing) - page
    if protect(page, pages, _READ | _WRITE | _EXECUTE):
        return False  # the system lets no code be changed
    ctypes.memmove(address, nothing, len(nothing))
    protect(page, pages, _READ | _EXECUTE)
    return True
