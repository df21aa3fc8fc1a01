"""One list of checks: the self-check's table is that of the hidden suites, by the same functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.handout import source
from autograder.model import EXERCISES, ROOT
from autograder.selfcheck import command, suite
from autograder.selfcheck.suite import CHECKS, UNGRADED

HIDDEN = ROOT / "grader_tests" / "hidden"


def hidden_checks() -> Iterator[tuple[str, str, float, tuple[str, ...], str]]:
    """Yield (exercise, name, points, needs, function) of each hidden test, read and not imported."""
    for path in sorted(HIDDEN.glob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {
            node.targets[0].id: ast.literal_eval(node.value)
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }
        for test in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
            (mark,) = test.decorator_list
            assert isinstance(mark, ast.Call)
            given = {k.arg: k.value for k in mark.keywords}
            needs = given.get("needs_any", ast.Tuple([], ast.Load()))
            (body,) = test.body
            yield (
                ast.literal_eval(mark.args[0]),
                test.name.removeprefix("test_"),
                float(ast.literal_eval(given["points"])),
                names[needs.id] if isinstance(needs, ast.Name) else ast.literal_eval(needs),
                ast.unparse(body),
            )


def test_the_table_is_that_of_the_hidden_suites() -> None:
    public = {
        (c.exercise, c.name, float(c.points), c.needs_any, f"{module(c)}.{c.function.__name__}(student)")
        for c in CHECKS
    }
    hidden = set(hidden_checks())
    assert len(hidden) > 15
    assert public == hidden


def module(check: suite.PublicCheck) -> str:
    return check.function.__module__.rpartition(".")[2]


def test_each_check_comes_after_those_it_needs() -> None:
    seen: set[str] = set()
    for check in CHECKS:
        assert {f"{check.exercise}/{need}" for need in check.needs_any} <= seen, check.id
        seen.add(check.id)
    assert len(seen) == len(CHECKS)


def test_the_points_are_those_of_the_lab() -> None:
    for exercise, points in EXERCISES.items():
        assert sum(c.points for c in CHECKS if c.exercise == exercise) == points
    assert all(c.points == 0 for c in UNGRADED)


def test_everything_that_students_write_is_checked_in_the_order_of_the_handout() -> None:
    assert [e for e in suite.EXERCISES if e != "learning"] == list(source.STUBS)
    assert command.ALL == suite.EXERCISES
    assert [c.exercise for c in suite.checks_of(("generate", "warm_up"))] == ["warm_up", "generate"]
