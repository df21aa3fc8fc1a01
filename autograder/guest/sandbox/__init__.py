"""The sandbox in which student code runs: layers, each tried before it is relied on. Imported by the zygote.

A forked child calls `enter`, which closes the layers of a `Plan` one by one, tries to get out, and returns
only when it could not. By ctypes and the standard library alone: this is the trusted base. Linux only;
elsewhere everything imports, and `capabilities` says no.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable

from . import libc, trial
from .hygiene import Hygiene, Lifeline, Limits, keep, shared_memory, shared_thread_limit
from .identity import NoCapabilities, NoNewPrivileges, OwnUid, highest_uid
from .landlock import Landlock
from .namespaces import Namespaces, PrivateRoot
from .numbers import architecture
from .plan import KEPT_FD, Context, Layer, Plan, SandboxError
from .seccomp import Seccomp, program
from .selftest import self_test

__all__ = [
    "FLOOR",
    "KEPT_FD",
    "LAYERS",
    "Layer",
    "Plan",
    "SandboxError",
    "become_subreaper",
    "capabilities",
    "enter",
    "protect_self",
    "self_test",
]

FLOOR = "seccomp"
"""The layer without which nothing is graded."""

LAYERS: tuple[type[trial.Tried], ...] = (
    Hygiene,
    OwnUid,
    Namespaces,
    Lifeline,
    PrivateRoot,
    Limits,
    NoCapabilities,
    NoNewPrivileges,
    Landlock,
    Seccomp,
)
"""In the order of their application, which matters: each takes away what the earlier ones needed."""


@functools.cache
def capabilities() -> dict[str, str]:
    """Return what this machine offers: layer -> "yes" or "no: reason".

    Each layer is tried once in a throw-away child, on top of those that worked: only trying tells, as some
    systems let namespaces be made and then refuse their use (https://github.com/containers/bubblewrap/issues/632).
    The process must have one thread.
    """
    found: dict[str, str] = {}
    below: list[type[trial.Tried]] = []
    for layer in LAYERS:
        found[layer.name] = layer.probe(below)
        if found[layer.name] == "yes":
            below.append(layer)
    if sys.platform == "linux":
        shared_thread_limit()  # these are worked out once: every candidate inherits the answers
        highest_uid()
        shared_memory()
        machine = architecture()
        if machine:
            program(os.getpid(), machine)
    return found


def enter(fd: int, plan: Plan, report: Callable[[int], None] | None = None) -> list[str]:
    """Close the sandbox round this process, a forked child of one thread; return the layers that hold.

    With namespaces the process forks: the caller stays outside as a supervisor that ends as the candidate
    ends and never returns; the candidate returns. In either case `fd` is descriptor 3 from the start, also
    when an error is raised, and every other descriptor is closed.

    Args:
        fd: the connected socket to keep.
        plan: the layers and limits. Without the floor nothing is proved: the self-test is left out.
        report: called once, outside, with the pid under which the host knows the candidate.

    Raises:
        SandboxError: a layer could not be applied, or an operation succeeded that must not. The caller says
            so through descriptor 3 and exits.
    """
    keep(fd)
    if sys.platform != "linux":
        raise SandboxError("only Linux")
    unknown = set(plan.layers) - {layer.name for layer in LAYERS}
    if unknown:
        raise SandboxError(f"unknown layers: {', '.join(sorted(unknown))}")
    ctx = Context(plan=plan, fd=KEPT_FD, parent=os.getppid(), report=report)
    trial.apply([layer for layer in LAYERS if layer.always or layer.name in plan.layers], ctx)
    if FLOOR in plan.layers:
        succeeded = self_test(plan.forbidden)
        if succeeded:
            raise SandboxError(f"not closed: {', '.join(succeeded)}")
    if ctx.report is not None:
        ctx.report(os.getpid())
    return ctx.applied


def protect_self() -> None:
    """Keep other processes of the same user from looking into this one (memory, environment, descriptors)."""
    if sys.platform == "linux":
        libc.prctl(libc.PR_SET_DUMPABLE, 0)


def become_subreaper() -> None:
    """Have orphans of candidates come to this process, which must wait for them."""
    if sys.platform == "linux":
        libc.prctl(libc.PR_SET_CHILD_SUBREAPER, 1)
