"""The hostile submissions themselves: each says what it tries, and is what it says. None is executed here."""

from __future__ import annotations

import ast
import builtins
import importlib.util
import re
import sys
import warnings
from pathlib import Path

import pytest

_spec = importlib.util.spec_from_file_location("hostile_expected", Path(__file__).with_name("expected.py"))
assert _spec and _spec.loader
expected = sys.modules.setdefault(_spec.name, importlib.util.module_from_spec(_spec))
_spec.loader.exec_module(expected)

TABLE = expected.table()
FAMILIES = set(
    "exit loop sleep slow clock timers bomb lies numbers parameters read write network process wire patch "  # noqa: SIM905
    "degenerate ready text source notebook told evades".split()
)
NOT_PYTHON = {"source", "notebook"}  # families whose attack is the form of the file
MADE_BY_EXEC = {"ready-by-exec-of-bytes": {"_cell"}}


def test_there_are_enough_of_every_family() -> None:
    assert len(TABLE) >= 220
    assert {hostile.family for hostile in TABLE.values()} == FAMILIES


def test_slugs_are_unique_and_tame() -> None:
    files = list(expected.FOLDER.iterdir())
    assert len({path.stem for path in files}) == len(files) == len(TABLE)
    assert all(re.fullmatch(r"[a-z0-9-]{5,50}", path.stem) for path in files)
    assert {path.suffix for path in files} == {".py", ".ipynb"}


@pytest.mark.parametrize("slug", TABLE)
def test_the_header_says_what_is_tried_and_what_may_be_earned(slug: str) -> None:
    hostile = TABLE[slug]
    assert len(hostile.tries) > 20 and len(hostile.success) > 5
    assert 0 <= hostile.max_score <= 20
    assert hostile.statuses <= {"graded", "unreadable"}
    assert hostile.path.stat().st_size < 200_000
    assert b"@@" not in hostile.content()


@pytest.mark.parametrize("slug", [h.slug for h in TABLE.values() if h.family not in NOT_PYTHON])
def test_the_attack_is_not_spoilt_by_a_slip(slug: str) -> None:
    """A file that does not parse would be harmless for the wrong reason."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(TABLE[slug].content())
    nodes = list(ast.walk(tree))
    used = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    made = {n.id for n in nodes if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}
    made |= {
        n.name for n in nodes if isinstance(n, (ast.FunctionDef, ast.ClassDef, ast.ExceptHandler)) and n.name
    }
    made |= {n.arg for n in nodes if isinstance(n, ast.arg)}
    imports = [a for n in nodes if isinstance(n, (ast.Import, ast.ImportFrom)) for a in n.names]
    made |= {(a.asname or a.name).split(".")[0] for a in imports}
    made |= set(dir(builtins)) | {"__name__", "__file__", "__builtins__"}
    assert used - made <= MADE_BY_EXEC.get(slug, set())


def test_a_wrong_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wrong.py"
    complete = "tries: a\nsuccess: b\nexpect: max=5\n"
    for text in ("", "tries: a\nsuccess: b\n", "tries: a\nsuccess: b\nexpect: 20\n", "tries: c\n" + complete):
        path.write_text(text)
        with pytest.raises(ValueError, match=r"wrong\.py"):
            expected.read(path)


def test_repetitions_are_written_out(tmp_path: Path) -> None:
    path = tmp_path / "small.py"
    path.write_text("tries: a\nsuccess: b\nexpect: max=5 status=graded|unreadable\n@@3 x 'a\\n'@@@@2 x '('@@")
    hostile = expected.read(path)
    assert hostile.content().endswith(b"a\na\na\n((")
    assert hostile.statuses == {"graded", "unreadable"} and hostile.max_score == 5
