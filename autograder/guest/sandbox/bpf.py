"""Just enough of an assembler for seccomp's filters. Imported by the seccomp layer only.

https://docs.kernel.org/userspace-api/seccomp_filter.html
"""

from __future__ import annotations

import errno
import struct
from collections.abc import Iterable

Block = list[bytes]

KILL = 0x8000_0000
ALLOW = 0x7FFF_0000
EPERM = 0x0005_0000 | errno.EPERM
EACCES = 0x0005_0000 | errno.EACCES
ENOSYS = 0x0005_0000 | errno.ENOSYS

_LOAD, _AND, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data


def _op(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value & 0xFFFF_FFFF)


def answer(verdict: int) -> Block:
    """Return the verdict."""
    return [_op(_RETURN, verdict)]


def load_number() -> Block:
    """Load the call's number."""
    return [_op(_LOAD, _NUMBER)]


def require_architecture(audit: int) -> Block:
    """Kill a process that makes calls by another architecture's numbers."""
    return [_op(_LOAD, _ARCHITECTURE), _op(_EQUAL, audit, 1, 0), *answer(KILL)]


def at_least(number: int, verdict: int) -> Block:
    """Return the verdict for every call from this number up; the number must be loaded."""
    return [_op(_AT_LEAST, number, 0, 1), *answer(verdict)]


def on(number: int, block: Block) -> Block:
    """For one call do a block that returns on every road; the number must be loaded."""
    return [_op(_EQUAL, number, 0, len(block)), *block]


def low(argument: int) -> int:
    """Return the word that holds the low half of an argument: all that the kernel reads of an int."""
    return 2 * argument


def high(argument: int) -> int:
    """Return the word that holds the high half of an argument."""
    return 2 * argument + 1


def _load_word(word: int) -> bytes:
    return _op(_LOAD, _ARGUMENTS + 4 * word)  # both architectures are little-endian


def one_of(word: int, values: Iterable[int]) -> Block:
    """Allow when a word of the arguments is one of these values."""
    allowed = [op for value in values for op in (_op(_EQUAL, value, 0, 1), *answer(ALLOW))]
    return [_load_word(word), *allowed, *answer(EPERM)]


def refusing(word: int, value: int, block: Block) -> Block:
    """Refuse when a word of the arguments is this value; else do the block."""
    return [_load_word(word), _op(_EQUAL, value, 0, 1), *answer(EPERM), *block]


def all_of(*conditions: tuple[int, int, int]) -> Block:
    """Allow when for every (word, mask, value) that word of the arguments, under the mask, is the value."""
    block: Block = []
    for word, mask, value in conditions:
        block += [_load_word(word), _op(_AND, mask), _op(_EQUAL, value, 1, 0), *answer(EPERM)]
    return [*block, *answer(ALLOW)]
