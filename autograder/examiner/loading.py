"""What loading a submission's source showed. Imported by the examiner and the session."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from autograder.handle import Answer
from autograder.handle.answers import Malformed, error_text, strings
from autograder.model import Cell, Check, Finding
from autograder.words.plain import plain

from .questions import where
from .verdict import mismatch

_WHY = {"syntax": "syntax_error", "raised": "load_failed"}


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


def of_what_is_absent(finding: Finding, loaded: Loaded) -> Finding:
    """Return what to say of an answer that is made of a stand-in, or of an error of one: what is not there."""
    said = {"wrong_type": "got", "raised": "error"}.get(finding.key)
    if said is None or "Inert" not in str(finding.args.get(said)).replace("'", " ").split():
        return finding
    if not loaded.stand_ins:
        return finding
    args = {"function": finding.args.get("function", ""), "modules": list(loaded.stand_ins[:5])}
    return Finding("not_handed_in", args)


def explained(check: Check, loaded: Loaded, cells: Sequence[Cell]) -> Check:
    """Return a check with what loading shows to be the reason of its failure, if anything does.

    A notebook's cell with a slip in it leaves no method behind: that was attempted, and the slip is the reason.
    """
    finding = check.finding
    if finding is not None and finding.key in ("wrong_type", "raised"):
        return replace(check, finding=of_what_is_absent(finding, loaded))
    if finding is None or finding.key not in ("missing", "not_attempted"):
        return check
    name = str(finding.args.get("function", ""))
    if name in loaded.methods or name in loaded.defined:
        return check
    makes = re.compile(rf"\bdef\s+{re.escape(name)}\b|\.{re.escape(name)}\s*=")
    its_own = {plain(cell.name, 60) for cell in cells if makes.search(cell.source)}
    for kind, key in _WHY.items():
        for report in loaded.reports:
            if report["kind"] == kind and report["cell"] in its_own:
                args = {part: report[part] for part in ("error", "line", "cell")}
                return replace(check, finding=Finding(key, args))
    return check
