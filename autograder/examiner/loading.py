"""What loading a submission's source showed. Imported by the examiner and the session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from autograder.handle import Answer
from autograder.handle.answers import Malformed, error_text, strings
from autograder.model import Finding
from autograder.words.plain import plain

from .questions import where
from .verdict import mismatch


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading the source showed."""

    defined: tuple[str, ...]
    methods: tuple[str, ...]
    reports: tuple[Mapping[str, Any], ...]
    stand_ins: tuple[str, ...]


def loaded_from(answer: Answer) -> Loaded:
    """Return what the answer to a load says.

    Raises:
        Mismatch: loading failed, or what came back is not a report of it.
    """
    try:
        return _loaded_from(answer)
    except (Malformed, TypeError):
        raise mismatch("crashed", function="import", how="V") from None


def _loaded_from(answer: Answer) -> Loaded:
    if answer.error is not None:
        raise mismatch("load_failed", **where(answer.error))
    reports = []
    for report in answer.raw.get("reports", []):
        if isinstance(report, dict):
            text = error_text(report)
            cell, kind = report.get("cell"), report.get("kind")
            reports.append(
                {"kind": str(kind)[:10], "error": str(text), "line": text.line, "cell": plain(str(cell), 60)}
            )
    raw = answer.raw
    return Loaded(
        strings(raw.get("defined", [])),
        strings(raw.get("methods", [])),
        tuple(reports),
        strings(raw.get("stand_ins", [])),
    )


def load_findings(loaded: Loaded) -> tuple[Finding, ...]:
    """Return the flags for staff that loading gives rise to."""
    flags = [
        Finding("flag.top_level_cut", {"line": r["line"]})
        if r["kind"] == "cut"
        else Finding("flag.load_part_failed", {"cell": r["cell"], "error": r["error"]})
        for r in loaded.reports
    ]
    if loaded.stand_ins:
        flags.append(Finding("flag.stand_in", {"modules": list(loaded.stand_ins)}))
    return tuple(flags)
