"""What is handed out: fresh, complete, the same bytes every time, and without the solution."""

import ast
import base64
import io
import json
import re
import sys
import zipfile
from pathlib import Path

import pytest

from autograder.cli import main as lab
from autograder.handout import build_nbgrader_source, build_release, build_student, source, student_files
from autograder.handout.files import exercise_toml
from autograder.model import EXERCISES, KIT_VERSION, MAX_SCORE, ROOT, UsageError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

LANGS = ["en", "fr"]
FILES = {"rnn.py", "rnn.ipynb", "handout.md", "handout.html", "exercise.toml"} | {
    f"figures/{name}.svg" for name in ("unrolled", "tensor", "cat_stack", "predictions")
}


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("lang", LANGS)
def test_the_committed_assignment_is_up_to_date(tmp_path, lang) -> None:
    written = build_student(tmp_path / "new" / "folder", lang)
    fresh = tree(tmp_path / "new" / "folder")
    assert {p.relative_to(tmp_path / "new" / "folder").as_posix() for p in written} == set(fresh) == FILES
    committed = tree(ROOT / "assignment" / lang)
    assert set(committed) == FILES, "run python -m autograder.handout"
    stale = [name for name in FILES if committed[name] != fresh[name]]
    assert stale == [], "run python -m autograder.handout"


def test_the_assignment_holds_nothing_else() -> None:
    assert {p.name for p in (ROOT / "assignment").iterdir()} == {*LANGS, "check.pyz"}


def readable(files: dict[str, bytes]) -> dict[str, str]:
    """Return every text that a student can find in the files, pictures inside cells included."""
    texts = {}
    for path, content in files.items():
        texts[path] = content.decode()
        if path.endswith(".ipynb"):
            for cell in json.loads(content)["cells"]:
                cell_text = "".join(cell["source"])
                texts[f"{path}:{cell['id']}"] = cell_text
                for data in re.findall(r"base64,([A-Za-z0-9+/=]+)", cell_text):
                    texts[f"{path}:{cell['id']}:picture"] = base64.b64decode(data).decode()
                assert cell.get("outputs", []) == []
    return texts


@pytest.mark.parametrize("lang", LANGS)
def test_no_line_of_the_solution_is_handed_out(lang) -> None:
    blocks = source.solution_blocks(source.marked(lang)) + source.solution_blocks(source.marked("en"))
    secret = {re.sub(r"\s|#.*", "", line) for block in blocks for line in block.splitlines() if line.strip()}
    assert len(secret) > 12
    for where, text in readable(student_files(lang)).items():
        squeezed = re.sub(r"[^\S\n]|#.*", "", text)
        assert [line for line in secret if line in squeezed] == [], where
        assert not re.search(r"(BEGIN|END) (SOLUTION|HIDDEN)|SECRET|hidden_test", text), where


def stubs(code: str) -> dict[str, list[ast.stmt]]:
    """Return the bodies of the functions that students write, without docstrings."""
    return {
        node.name: node.body[1:]
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.FunctionDef) and node.name in source.STUBS
    }


@pytest.mark.parametrize("lang", LANGS)
def test_every_stub_does_nothing_but_raise(lang) -> None:
    files = student_files(lang)
    cells = [c for c in json.loads(files["rnn.ipynb"])["cells"] if c["cell_type"] == "code"]
    for code in (files["rnn.py"].decode(), "\n\n".join("".join(c["source"]) for c in cells)):
        bodies = stubs(code)
        assert set(bodies) == set(source.STUBS)
        for name, body in bodies.items():
            assert [ast.unparse(s) for s in body] == ["raise NotImplementedError()"], name


def test_the_check_for_solutions_sees_one() -> None:
    marked = source.marked("en")
    bodies = stubs(source.solved(marked))
    assert all([ast.unparse(s) for s in body] != ["raise NotImplementedError()"] for body in bodies.values())
    line = source.solution_blocks(marked)[1].splitlines()[0].strip()
    assert line in source.solved(marked)
    assert line not in source.stubbed(marked, "en")


@pytest.mark.parametrize("lang", LANGS)
def test_exercise_toml_agrees_with_the_grader(lang) -> None:
    data = tomllib.loads(exercise_toml(lang))
    assert data["kit"] == KIT_VERSION and data["language"] == lang and data["max_score"] == MAX_SCORE
    assert {e["id"]: e["points"] for e in data["exercises"]} == dict(EXERCISES)
    for exercise in data["exercises"]:
        points = re.search(r"\((\d+) points\)", exercise["title"])
        assert points and int(points[1]) == exercise["points"]
    assert [e["id"] for e in data["ungraded"]] == ["warm_up", "generate"]
    tree_ = ast.parse(student_files(lang)["rnn.py"])
    for signature in data["imposed"]["signatures"]:
        name, arguments = re.fullmatch(r"([\w.]+)\((.*)\)", signature).groups()
        assert parameters(tree_, name) == arguments.split(", ")


def parameters(module: ast.Module, name: str) -> list[str]:
    owner, _, method = name.rpartition(".")
    scope = module
    if owner or name == "RNN":
        scope = next(n for n in module.body if isinstance(n, ast.ClassDef) and n.name == (owner or name))
        method = method if owner else "__init__"
    found = next(n for n in scope.body if isinstance(n, ast.FunctionDef) and n.name == method)
    return [a.arg for a in found.args.args if a.arg != "self"]


def test_the_release_is_one_zip_for_each_language(tmp_path) -> None:
    extra = {"check.pyz": b"#!/usr/bin/env python3\n"}
    first, second = build_release(tmp_path / "a", extra), build_release(tmp_path / "b", extra)
    assert [p.name for p in first] == ["tme4-en.zip", "tme4-fr.zip"]
    for lang, one, two in zip(LANGS, first, second):
        assert one.read_bytes() == two.read_bytes()
        with zipfile.ZipFile(io.BytesIO(one.read_bytes())) as archive:
            assert archive.testzip() is None
            inside = {info.filename: archive.read(info) for info in archive.infolist()}
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert inside == {f"tme4/{n}": c for n, c in {**student_files(lang), **extra}.items()}


@pytest.mark.parametrize("path", ["rnn.py", "../check.pyz", "/check.pyz", "figures/tensor.svg"])
def test_a_release_takes_no_file_in_the_place_of_another(tmp_path, path: str) -> None:
    with pytest.raises(ValueError, match=re.escape(path)):
        build_release(tmp_path, {path: b""})


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(tmp_path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(UsageError, match="choose another folder"):
        build_student(tmp_path / "taken", "en")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("student", "rnn.py"),
        ("student", "check.pyz"),
        ("github", "README.md"),
        ("gradescope", "autograder.zip"),
        ("nbgrader", "source/tme4/rnn.ipynb"),
        ("student --release", "tme4-fr.zip"),
    ],
)
def test_work_that_is_there_is_never_written_over_in_silence(tmp_path, capsys, target, name) -> None:
    """All or nothing: no other file of the handout is written either."""
    command = ["handout", *target.split(), "--to", str(tmp_path)]
    edited = tmp_path / name
    edited.parent.mkdir(parents=True, exist_ok=True)
    edited.write_bytes(b"a night's work")
    assert lab(command) == 2
    assert f"{edited} is there already" in capsys.readouterr().err
    assert tree(tmp_path) == {name: b"a night's work"}
    assert lab([*command, "--replace"]) == 0
    built = tree(tmp_path)
    assert built[name] != b"a night's work"
    assert lab(command) == 0, "what is there is what would be written"
    assert tree(tmp_path) == built


@pytest.mark.parametrize("lang", LANGS)
def test_the_nbgrader_source_is_the_only_one_with_the_solution(tmp_path, lang) -> None:
    (path,) = build_nbgrader_source(tmp_path, lang)
    assert path == tmp_path / "source" / "tme4" / "rnn.ipynb"
    text = path.read_text(encoding="utf-8")
    assert text.count("### BEGIN SOLUTION") == text.count("### END SOLUTION") == len(source.STUBS)
