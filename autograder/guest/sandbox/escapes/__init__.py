"""Ways out of a sandbox, each a small function that tries one from within. Imported by the conformance suite only."""

from __future__ import annotations

from . import bombs, files, kernel, network, processes
from .world import Attempt, World

ATTEMPTS: tuple[Attempt, ...] = (
    *files.ATTEMPTS,
    *network.ATTEMPTS,
    *processes.ATTEMPTS,
    *kernel.ATTEMPTS,
    *bombs.ATTEMPTS,
)

__all__ = ["ATTEMPTS", "Attempt", "World"]
