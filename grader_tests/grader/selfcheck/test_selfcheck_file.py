"""check.pyz as a file: fresh, the same bytes every time, without a solution, a hidden test or a secret."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import zipfile

import pytest

from autograder import corpus
from autograder.handout import source
from autograder.model import KIT_VERSION, ROOT
from autograder.selfcheck import build

LIBRARY = set(sys.stdlib_module_names) | {"autograder", "numpy"}


def inside(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.fixture(scope="module")
def data() -> bytes:
    return build.build()


@pytest.fixture(scope="module")
def texts(data: bytes) -> dict[str, str]:
    return inside(data)


def test_the_committed_file_is_up_to_date(data: bytes) -> None:
    assert build.TARGET.read_bytes() == data, "run python -m autograder.selfcheck.build"


def test_the_same_sources_give_the_same_bytes(data: bytes) -> None:
    assert data == build.build() and data.startswith(b"#!")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {i.compress_type for i in archive.infolist()} == {zipfile.ZIP_STORED}
        assert archive.namelist() == sorted(archive.namelist())


def squeezed(text: str) -> str:
    return re.sub(r"[^\S\n]|#.*", "", text)


def test_no_line_of_the_solution_is_in_it(texts: dict[str, str]) -> None:
    blocks = source.solution_blocks(source.marked("en"))
    secret = {squeezed(line) for block in blocks for line in block.splitlines() if line.strip()}
    assert len(secret) > 12
    held = {squeezed(line) for text in texts.values() for line in text.splitlines()}
    assert secret & held == set()
    for statement in (s for block in blocks for s in ast.walk(ast.parse(f"def f():\n{indented(block)}"))):
        if isinstance(statement, (ast.Return, ast.Assign, ast.For)):
            line = squeezed(ast.unparse(statement).splitlines()[0])
            assert [n for n, text in texts.items() if line in squeezed(text)] == [], line


def indented(block: str) -> str:
    return "".join(f"    {line}\n" for line in block.splitlines())


def test_no_program_of_the_corpus_is_in_it(texts: dict[str, str]) -> None:
    everything = "\n".join(squeezed(text) for text in texts.values())
    for path in (ROOT / "solutions").rglob("*.py"):
        code = [squeezed(line) for line in path.read_text(encoding="utf-8").splitlines()]
        telling = [line for line in code if len(line) > 30 and re.search(r"torch\.|model|self\.", line)]
        known = {line for line in telling if not line.startswith(("why.", "next.", "class", "def", '"'))}
        assert [line for line in known if line in everything] == [], path


def test_nothing_secret_is_named_in_it(texts: dict[str, str]) -> None:
    secret = (ROOT / "grader_tests" / "hidden" / "course.secret").read_text(encoding="utf-8").strip()
    names = [p.name for p in (ROOT / "grader_tests" / "hidden").glob("test_*.py")]
    mistakes = {p.mistake for p in corpus.mistakes() if p.mistake}
    assert len(mistakes) > 30
    for name, text in texts.items():
        assert secret not in text and "course.secret" not in text and "RNN_LAB_SECRET" not in text, name
        assert [n for n in names if n in text] == [], name
        assert [m for m in mistakes if f'"{m}"' in text] == [], name


def test_only_what_the_self_check_needs_is_in_it(texts: dict[str, str]) -> None:
    modules = {name.removesuffix(".py").replace("/", ".") for name in texts}
    assert [m for m in modules if m.startswith(build.NEVER)] == []
    assert {n for n in texts if not n.startswith("autograder/")} == {"__main__.py"}
    assert "autograder.selfcheck.agreement" not in modules and "autograder.selfcheck.build" not in modules


def test_a_module_that_must_stay_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "ENTRIES", (*build.ENTRIES, "autograder.corpus"))
    with pytest.raises(ValueError, match=r"autograder\.corpus must not be handed out"):
        build.build()


def imported(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {a.name.partition(".")[0] for a in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(str(node.module).partition(".")[0])
    return found


def test_it_needs_python_torch_and_numpy_alone(texts: dict[str, str]) -> None:
    for name, text in texts.items():
        tree = ast.parse(text, feature_version=(3, 10))
        with_torch = {"torch", "typing_extensions"}  # the second is installed with the first, always
        allowed = LIBRARY | with_torch if name.startswith("autograder/guest/") else LIBRARY
        assert imported(tree) - allowed == set(), name


def test_an_old_python_is_told_so_in_one_sentence_a_language(texts: dict[str, str]) -> None:
    ast.parse(texts["__main__.py"], feature_version=(3, 4))
    pretend = "import sys; sys.version_info = (3, 8, 0, 'final', 0)\n"
    done = subprocess.run(
        [sys.executable, "-c", pretend + texts["__main__.py"]], capture_output=True, text=True
    )
    assert done.returncode == 2 and done.stdout == ""
    english, french = done.stderr.splitlines()
    assert "3.10" in english and "3.8" in english and "3.10" in french and "Traceback" not in done.stderr


def test_it_says_its_version_without_torch() -> None:
    command = [sys.executable, "-I", str(build.TARGET), "--version"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, f"check.pyz {KIT_VERSION}\n")
