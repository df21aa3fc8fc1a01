"""Writes and reads a result as JSON, the product that all else is made from; imported by report and above."""

from __future__ import annotations

import functools
import json
import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeGuard

from autograder.feedback.digest import exercise_score, score, status
from autograder.model import (
    EXERCISES,
    MAX_SCORE,
    SCHEMA,
    Check,
    Finding,
    Lang,
    Manual,
    Mistake,
    Result,
    UsageError,
)
from autograder.words import Message, MistakeWords, plain, render, ui

_LONGEST_TEXT = 2000  # characters; texts of findings are cut at 300 at the door, this bounds the rest


def result_to_json(result: Result, lang: Lang, mistake_words: MistakeWords | None = None) -> dict[str, Any]:
    """Return the result in the format `rnn-lab/result/v1`, with messages in one language.

    A mark is null where the grader was at fault in any check. Numbers that JSON has not (NaN, infinities)
    become the texts "nan", "inf" and "-inf".
    """
    return {
        "schema": SCHEMA,
        "student": plain(result.student, _LONGEST_TEXT),
        "file": plain(result.file, _LONGEST_TEXT),
        "sha256": result.sha256,
        "kit": result.kit,
        "status": status(result),
        "score": _mark(score(result)),
        "max_score": _mark(MAX_SCORE),
        "exercises": {
            name: {"score": _mark(exercise_score(result, name)), "max_score": _mark(points)}
            for name, points in EXERCISES.items()
        },
        "checks": [_check_to_json(c, lang, mistake_words) for c in result.checks],
        "mistakes": [{"id": m.id, "exercise": m.exercise} for m in result.mistakes],
        "flags": [_said_to_json(f, lang) for f in result.flags],
        "sandbox": [plain(s) for s in result.sandbox],
        "seconds": _json_value(result.seconds),
        "problem": _said_to_json(result.problem, lang) if result.problem else None,
        "group": result.group,
        **({"forms": forms} if (forms := _forms_of_mistakes(result)) else {}),
        **({"manual": _manual_to_json(result.manual)} if result.manual else {}),
    }


def encode(document: Mapping[str, Any]) -> bytes:
    """Return strict JSON in UTF-8, one indented document with a newline at its end."""
    return (json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def message_text(message: Message, lang: Lang) -> str:
    """Return a message as lines of plain text: the title, then one line or more a slot."""
    colon = ui("colon", lang)
    lines = [message.title]
    for slot, text in message.slots():
        known = f" ({message.mistake})" if slot == "why" and message.mistake else ""
        label = ui(f"slot.{slot}", lang) + colon
        lines.append(label + text.replace("\n", "\n" + " " * len(label)) + known)
    return "\n".join(lines)


def _check_to_json(check: Check, lang: Lang, mistake_words: MistakeWords | None) -> dict[str, Any]:
    finding = check.finding
    message = render(finding, lang, check.mistake, mistake_words, check.forms) if finding else None
    return {
        "id": check.id,
        "exercise": check.exercise,
        "status": check.status,
        "score": None if check.status == "error" else _mark(check.score),
        "max_score": _mark(check.max_score),
        "finding": _finding_to_json(finding) if finding else None,
        "message": message_text(message, lang) if message else "",
        "mistake": check.mistake,
        **_forms_to_json(check.forms),
    }


def _forms_of_mistakes(result: Result) -> dict[str, list[str]]:
    """Return the forms by exercise and id, beside `mistakes`, of which others depend on every key."""
    return {f"{m.exercise}/{m.id}": list(m.forms) for m in result.mistakes if m.forms}


def _forms_to_json(forms: Sequence[str]) -> dict[str, Any]:
    return {"forms": list(forms)} if forms else {}


def _manual_to_json(manual: Manual) -> dict[str, Any]:
    return {
        "score": _mark(manual.score),
        "exercises": {name: _mark(points) for name, points in manual.exercises.items()},
        "comment": plain(manual.comment, _LONGEST_TEXT),
    }


def _finding_to_json(finding: Finding) -> dict[str, Any]:
    return {"key": finding.key, "args": _json_value(finding.args)}


def _said_to_json(finding: Finding, lang: Lang) -> dict[str, Any]:
    return {**_finding_to_json(finding), "message": message_text(render(finding, lang), lang)}


def _mark(points: float | None) -> float | int | None:
    """Write 5 in place of 5.0: marks are read by people too."""
    if points is None:
        return None
    return int(points) if float(points).is_integer() else round(points, 4)


def _json_value(value: Any) -> Any:
    if hasattr(value, "tolist"):  # numpy's arrays and scalars
        value = value.tolist()
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        if math.isfinite(value):
            return float(value)
        return "nan" if math.isnan(value) else ("inf" if value > 0 else "-inf")
    if isinstance(value, Mapping):
        return {plain(str(k)): _json_value(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_json_value(v) for v in value]
    return plain(str(value), _LONGEST_TEXT)


def result_from_json(document: Any, source: str = "the file") -> Result:
    """Read a result back; `source` names the file in the message.

    Raises:
        UsageError: the document is not a result of this format. The file was damaged or comes from elsewhere.
    """
    if not isinstance(document, Mapping) or document.get("schema") != SCHEMA:
        raise UsageError(f"{source} is not a result ({SCHEMA}): delete it and run `lab grade` again.")
    try:
        return Result(
            student=_text(document["student"]),
            file=_text(document["file"]),
            sha256=_text(document["sha256"]),
            status=_one_of(document["status"], ("graded", "unreadable", "error")),
            checks=tuple(_check_from_json(c) for c in _list(document["checks"])),
            mistakes=tuple(_mistake_from_json(m, document) for m in _list(document["mistakes"])),
            flags=tuple(_finding_from_json(f) for f in _list(document["flags"])),
            sandbox=tuple(_text(s) for s in _list(document["sandbox"])),
            seconds=_number(document["seconds"]),
            problem=_finding_from_json(document["problem"]) if document.get("problem") else None,
            kit=_text(document["kit"]),
            group=_text(document.get("group", "")),
            manual=_manual_from_json(document["manual"]) if document.get("manual") else None,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = plain(f"{type(error).__name__}: {error}", 80)
        raise UsageError(
            f"{source} is a damaged result ({what}): delete it and run `lab grade` again."
        ) from error


def read_result(path: Path) -> Result:
    """Read one `results/<student>.json`.

    Raises:
        UsageError: the file is not there, is damaged or is something else.
    """
    try:
        document = json.loads(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path} is not JSON: delete it and run `lab grade` again.") from error
    result = result_from_json(document, source=str(path))
    if result.student != unicodedata.normalize("NFC", path.stem):  # whose pages would be written elsewhere
        raise UsageError(f"{path} is the result of another student: delete it and run `lab grade` again.")
    return result


def _check_from_json(document: Any) -> Check:
    found, mistake = document.get("finding"), document.get("mistake")
    status = _one_of(document["status"], ("passed", "failed", "skipped", "error"))
    read = Check(
        id=_text(document["id"]),
        exercise=_text(document["exercise"]),
        status=status,
        score=0.0 if document["score"] is None else _number(document["score"]),
        max_score=_number(document["max_score"]),
        finding=_finding_from_json(found) if found else None,
        mistake=None if mistake is None else _text(mistake),
        forms=_forms_from_json(document),
    )
    return read if read.finding else _same(read)


@functools.lru_cache(maxsize=1024)
def _same(check: Check) -> Check:
    """Return one object for equal checks without a finding: of a large class nearly all are equal."""
    return check


def _mistake_from_json(named: Any, document: Any) -> Mistake:
    mistake = Mistake(_text(named["id"]), _text(named["exercise"]))
    forms = document.get("forms", {}).get(f"{mistake.exercise}/{mistake.id}", [])
    return replace(mistake, forms=_forms_from_json({"forms": forms}))


def _forms_from_json(document: Any) -> tuple[str, ...]:
    return tuple(_text(form) for form in _list(document.get("forms", [])))


def _manual_from_json(document: Any) -> Manual:
    given, exercises = document["score"], document["exercises"]
    return Manual(
        None if given is None else _number(given),
        {_one_of(name, tuple(EXERCISES)): _number(points) for name, points in exercises.items()},
        _text(document["comment"]),
    )


def _finding_from_json(document: Any) -> Finding:
    if not isinstance(document["args"], Mapping):
        raise TypeError("args")
    return Finding(_text(document["key"]), dict(document["args"]))


def _is_list(value: object) -> TypeGuard[Sequence[Any]]:
    return isinstance(value, list)


def _list(value: object) -> Sequence[Any]:
    if not _is_list(value):
        raise TypeError("a list is missing")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is missing")
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise TypeError("a number is missing")
    return float(value)


def _one_of(value: object, allowed: Sequence[str]) -> Any:
    if value not in allowed:
        raise ValueError(f"{value} is none of {', '.join(allowed)}")
    return value
