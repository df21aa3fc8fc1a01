"""What a sandbox is asked to be, and what closing it keeps track of. Imported within the sandbox only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

MEMORY_BYTES = 4 << 30  # importing torch takes 0.6 GiB of address space and training 0.8
CPU_S = 60
KEPT_FD = 3


class SandboxError(Exception):
    """The sandbox is not closed: the machine or the kit is to blame, never the student."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What one candidate is closed in.

    Args:
        layers: names of layers to apply; those that every Linux offers are applied besides.
        cpu_s: processor time after which the kernel kills the candidate.
        memory_bytes: bound of its address space.
        forbidden: paths that it must be unable to open or even to stat.
        uid: what root becomes; None for an unused one, different for every candidate alive.
    """

    layers: tuple[str, ...]
    cpu_s: int = CPU_S
    memory_bytes: int = MEMORY_BYTES
    forbidden: tuple[str, ...] = ()
    uid: int | None = None


@dataclass(slots=True)
class Context:
    """What the layers tell one another while they are applied, in order."""

    plan: Plan
    fd: int
    parent: int
    report: Callable[[int], None] | None = None
    counted_alone: bool = False  # the kernel counts this candidate's threads apart from everyone else's
    in_namespaces: bool = False
    lifeline_fd: int | None = None  # end of file when the supervisor is gone
    applied: list[str] = field(default_factory=list)


class Layer(Protocol):
    """One protection: `apply` puts it on for good, or raises OSError or SandboxError."""

    name: str
    always: bool
    """Whether every Linux offers it, so that it is applied whatever the plan says."""

    @staticmethod
    def apply(ctx: Context) -> None:
        """Put the layer on in this process (and, for namespaces, in the child that goes on)."""
        ...

    @classmethod
    def probe(cls) -> str:
        """Return "yes" or "no: reason", having tried it in a throw-away child."""
        ...
