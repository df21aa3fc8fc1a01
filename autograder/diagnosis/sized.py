"""Programs that are right at some sizes alone. Imported by diagnosis."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from autograder.examiner.checks import forward, loss_routes, loss_together
from autograder.examiner.checks.grid import with_one_drawn
from autograder.examiner.questions import Sizes
from autograder.examiner.student import Student
from autograder.examiner.verdict import Mismatch

LARGEST = 256
_GENERAL = (Sizes(3, 4, 3, 2, 3), Sizes(5, 7, 3, 2, 3))
DRAWS = 4
MOST = 8
"""Numbers of a program that are tried as sizes, and how large these may be."""
WHOLE = 4
"""Numbers of which every triple is tried, as length, batch and classes."""


def written_numbers(student: Student, within: str = "") -> list[int]:
    """Return the first numbers in the source that may be sizes. They are only tried: what they show is measured.

    Args:
        within: a function whose numbers come first.
    """
    first: dict[int, None] = {}
    other: dict[int, None] = {}
    for cell in student.submission.cells:
        try:
            tree = ast.parse(cell.source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name == within:
                first.update(_numbers(node))
        other.update(_numbers(tree))
    return list({**first, **other})[:MOST]


def _numbers(tree: ast.AST) -> dict[int, None]:
    return {
        node.value: None
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and type(node.value) is int and 2 < node.value <= LARGEST
    }


def some_sizes_work(student: Student) -> bool:
    """Tell whether forward is right at some of the sizes that students write into their code, and not in general."""
    return not _small_sizes_work(student) and any(_works(student, s) for s in _candidates(student))


def small_sizes_alone_work(student: Student) -> bool:
    """Tell whether forward is right in general, and not where a sequence is long: a limit stands in the program."""
    return _small_sizes_work(student) and not _works(student, with_one_drawn(student, ())[0])


def _small_sizes_work(student: Student) -> bool:
    return _works(student, Sizes(4, 5, 6, 7, 2)) or _works(student, Sizes(5, 4, 6, 7, 2))


def _works(student: Student, sizes: Sizes) -> bool:
    for patched in (False, True):
        answer = forward.ask(student, student.model(sizes), sizes, "sized", patched=patched)
        if answer.error is None and answer.value and answer.value.shape == (sizes.l, sizes.b, sizes.n):
            return True
    return False


def _candidates(student: Student) -> Iterator[Sizes]:
    """Yield sizes of which none is equal to another but l to b, or one that stands in the program."""
    written = written_numbers(student)
    pairs = [(2, 2), (3, 3), *((l, b) for l in (3, 10) for b in (2, 10, 16, 32, 64)), (3, 1), (10, 1)]
    pairs += (
        [(k, 2) for k in written] + [(3, k) for k in written] + [(l, b) for l in written for b in written]
    )
    for l, b in dict.fromkeys(pairs):
        d, n = (6, 7) if not {6, 7} & {l, b} else (11, 13)
        yield Sizes(l, b, d, n, 2)
    yield from (Sizes(3, 2, 6, k, 2) for k in written if k > 3 and k != 6)


def loss_right_somewhere(student: Student) -> bool:
    """Tell whether a loss that is wrong in general is right for some of the sizes that students write down.

    Always wrong for the ones and always right for the others: what depends on the numbers is no matter of sizes.
    """
    written = written_numbers(student, "training_loss")
    batches = dict.fromkeys((3, 8, 10, 16, 20, 32, 64, *written))
    tried = [Sizes(l, b, 3, 2, 3) for b in batches for l in dict.fromkeys((b, 4, 10, *written))]
    classes = [Sizes(4, 5, 3, 2, o) for o in dict.fromkeys((2, 10, *written))]
    few = written[:WHOLE]
    classes += [Sizes(l, b, 3, 2, o) for l in few for b in few for o in (2, *few)]
    return any(_right_somewhere(student, kind, tried, classes) for kind in loss_routes.KINDS)


def _right_somewhere(student: Student, kind: str, tried: Sequence[Sizes], classes: Sequence[Sizes]) -> bool:
    general = [_drawn(student, s, kind, k) for s in _GENERAL for k in range(DRAWS)]
    *losses, again = loss_together.numbers(student, [*general, general[0]])
    if None not in (losses[0], again) and losses[0] != again:
        return False  # what remembers calls, or draws lots, is right by chance
    if any(_is_right(student, c, v) for c, v in zip(general, losses)):
        return False
    # of many classes, one that counts otherwise may not be drawn: only where no number comes back at all
    asked = [*tried, *(classes if all(v is None for v in losses) else [])]
    first = [_drawn(student, s, kind, 0) for s in asked]
    likely = [
        c.sizes for c, v in zip(first, loss_together.numbers(student, first)) if _is_right(student, c, v)
    ]
    return any(all(_loss_right(student, s, kind, k) for k in range(DRAWS)) for s in likely)


def _drawn(student: Student, sizes: Sizes, kind: str, draw: int) -> loss_routes.Case:
    return loss_routes.scripted(student, "scripted", sizes, kind, f" sized {draw}")


def _is_right(student: Student, asked: loss_routes.Case, got: float | None) -> bool:
    return got is not None and abs(got - asked.want) <= student.tolerance * (1 + abs(asked.want))


def _loss_right(student: Student, sizes: Sizes, kind: str, draw: int) -> bool:
    try:
        asked = _drawn(student, sizes, kind, draw)
        got = loss_routes.value(student, asked, f"sized {draw}")
    except Mismatch:
        return False
    return _is_right(student, asked, got)
