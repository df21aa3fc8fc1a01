"""Says which special case of a finding has words of its own; imported by `render` and by the lint tests.

A catalogue's VARIANTS hold, under "key:case", the slots that are said otherwise in that case.
"""

from __future__ import annotations

from collections.abc import Iterator

from autograder.model import Finding

_TYPES = ("NameError", "UnboundLocalError", "AttributeError", "TypeError", "IndexError")
_IMPORTED = ("torch", "nn", "F", "np", "numpy", "math")
_TARGETS = ("target size", "batch_size", "target tensor", "scalar type Long", "point type for target")


def cases(finding: Finding) -> Iterator[str]:
    """Yield the keys of the special cases that a finding is, the one that says more first."""
    args = finding.args
    if finding.key == "not_attempted":
        yield f"not_attempted:{args.get('how', args.get('function'))}"
    elif finding.key == "raised":
        yield from (
            f"raised:{name}"
            for name in _raised(str(args.get("error")), args.get("line") is not None or "placed" in args)
        )
    elif finding.key == "one_step.value" and _look_the_same(args.get("got"), args.get("expected")):
        yield "one_step.value:near"
    elif finding.key == "one_step.out_of_range" and _within_one(args.get("got")):
        yield "one_step.out_of_range:saturated"
    elif finding.key == "forward.value" and args.get("step") == 1:
        yield "forward.value:first"


def _raised(error: str, placed: bool) -> Iterator[str]:
    """Yield what an exception is about, by its type and by what torch and Python say in it."""
    kind = error.partition(":")[0].strip()
    if kind == "TypeError" and not placed and "argument" in error:
        yield "signature"
    if "Boolean value of Tensor" in error:
        yield "truth"
    if kind == "NameError" and any(f"name '{name}' is not defined" in error for name in _IMPORTED):
        yield "import"
    if "one element tensors can be converted" in error:
        yield "list_of_tensors"
    if any(words in error for words in _TARGETS):
        yield "targets"
    if kind in _TYPES:
        yield kind


def _within_one(got: object) -> bool:
    return isinstance(got, (int, float)) and abs(got) <= 1.0


def _look_the_same(got: object, expected: object) -> bool:
    """Tell whether two matrices are told apart by none of the digits that are shown."""
    try:
        pairs = [
            (float(a), float(b))
            for rows in zip(got, expected)  # type: ignore[call-overload]
            for a, b in zip(*rows)
        ]
    except (TypeError, ValueError, OverflowError):
        return False
    return bool(pairs) and all(abs(a - b) < 1e-3 * max(abs(a), abs(b)) for a, b in pairs)
