"""What Gradescope and GitHub Classroom are given: run as they run it, and without a leak to students."""

import base64
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from autograder.cli import main as lab
from autograder.corpus import mistakes
from autograder.handout import build_github, build_gradescope, source, student_files
from autograder.handout.github import POINTS, WORKFLOW
from autograder.model import ROOT, UsageError
from autograder.selfcheck.build import build as build_check
from autograder.submission import discover, read
from autograder.worker import mistake_words

REFERENCE = (ROOT / "solutions" / "rnn.py").read_bytes()
SECRET = (ROOT / "grader_tests" / "hidden" / "course.secret").read_bytes().strip()
MISTAKE = next(m for m in mistakes() if m.mistake == "loss-sum")


def test_the_zip_is_the_same_every_time_and_whole(tmp_path) -> None:
    [first], [again] = (build_gradescope(tmp_path / name, "fr") for name in ("a", "b"))
    assert first.name == "autograder.zip"
    assert first.read_bytes() == again.read_bytes()
    with zipfile.ZipFile(first) as archive:
        members = {entry.filename: entry for entry in archive.infolist()}
        setup = archive.read("setup.sh").decode()
    rights = {name: entry.external_attr >> 16 & 0o777 for name, entry in members.items()}
    assert {name for name in rights if rights[name] & 0o111} == {"setup.sh", "run_autograder"}
    assert rights["setup.sh"] == rights["run_autograder"] == 0o755
    tracked = subprocess.run(
        ["git", "ls-files", "autograder", "solutions", "grader_tests/hidden"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    kit = {name for name in tracked.stdout.split() if not name.endswith(".gitattributes")}
    if tracked.returncode == 0:  # in a copy of the sources without git there is nothing to compare with
        assert kit - set(members) == set(), "the zip lacks a part of the kit"
    assert "grader_tests/hidden/course.secret" in members and "solutions/rnn.py" in members
    assert not [name for name in members if "__pycache__" in name or name.startswith("grader_tests/grader")]
    pins = (ROOT / "pyproject.toml").read_text()
    torch = re.findall(r'pip" install "(torch==[^"]+)"', setup)
    assert torch and all(f'"{pin}"' in pins for pin in torch)


def test_a_kit_without_its_secret_is_refused(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("autograder.handout.gradescope.ROOT", tmp_path)
    with pytest.raises(UsageError, match=r"course\.secret is missing"):
        build_gradescope(tmp_path / "to", "en")


class Gradescope:
    """The folders of Gradescope's container, with the current interpreter in place of what setup.sh installs."""

    def __init__(self, root: Path) -> None:
        self.root = root
        [built] = build_gradescope(root, "en")
        with zipfile.ZipFile(built) as archive:
            for entry in archive.infolist():
                archive.extract(entry, root / "source")
                (root / "source" / entry.filename).chmod(entry.external_attr >> 16 & 0o777)
        model = root / "source" / "autograder" / "model.py"  # to know which of the two kits has graded
        model.write_text(model.read_text().replace('KIT_VERSION = "1.', 'KIT_VERSION = "zip-1.'))
        shutil.copy(root / "source" / "run_autograder", root)
        self.environment = {**os.environ, "AUTOGRADER_ROOT": str(root), "AUTOGRADER_PYTHON": sys.executable}
        setup = (root / "source" / "setup.sh").read_text()
        closing = [
            line for line in setup.splitlines() if line.startswith(("root=", "source=", "chmod", "mkdir"))
        ]
        subprocess.run(["bash", "-euc", "\n".join(closing)], check=True, env=self.environment)

    def grade(self, files: dict[str, bytes]) -> tuple[int, dict]:
        """Grade a submission as Gradescope does; return the exit code and results.json."""
        for name in ("submission", "results"):
            shutil.rmtree(self.root / name, ignore_errors=True)
            (self.root / name).mkdir()
        for name, content in files.items():
            (self.root / "submission" / name).write_bytes(content)
        ran = subprocess.run([self.root / "run_autograder"], cwd=self.root, env=self.environment, check=False)
        return ran.returncode, json.loads((self.root / "results" / "results.json").read_bytes())


@pytest.mark.slow
def test_gradescope_gets_the_grader_s_marks(tmp_path) -> None:
    gradescope = Gradescope(tmp_path)
    secret = tmp_path / "source" / "grader_tests" / "hidden" / "course.secret"
    assert secret.stat().st_mode & 0o007 == 0
    assert (tmp_path / "source" / "solutions" / "rnn.py").stat().st_mode & 0o007 == 0

    code, found = gradescope.grade({"rnn.py": REFERENCE, "my notes.py": b"x = 1\n"})
    assert (code, found["score"]) == (0, 20)
    assert found["extra_data"]["kit"].startswith("zip-")

    code, found = gradescope.grade({"tp rnn.py": MISTAKE.submission})
    tests = found["tests"]
    assert code == 0 and 15 <= found["score"] < 20
    assert sum(test["score"] for test in tests) == pytest.approx(found["score"])
    assert sum(test["max_score"] for test in tests) == 20
    assert {test["tags"][0] for test in tests if test["status"] == "failed"} == {"training_loss"}
    assert any(mistake_words("en")[MISTAKE.name]["why"] in " ".join(test["output"].split()) for test in tests)
    assert {test["visibility"] for test in tests} == {"visible"}

    code, found = gradescope.grade({"report.pdf": b"%PDF"})
    assert (code, found["score"]) == (0, 0) and "rnn.py" in found["output"]

    secret.unlink()
    code, found = gradescope.grade({"rnn.py": REFERENCE})
    assert code != 0 and "score" not in found and "tests" not in found and "no mark yet" in found["output"]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_github_template_holds_no_secret(tmp_path, lang, capsys) -> None:
    assert lab(["handout", "github", "--to", str(tmp_path), "--lang", lang]) == 0
    files = {p.relative_to(tmp_path).as_posix(): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert set(files) == {*student_files(lang), "check.pyz", "README.md", WORKFLOW, POINTS}
    assert set(capsys.readouterr().out.split()) == {str(tmp_path / name) for name in files}

    with zipfile.ZipFile(io.BytesIO(files["check.pyz"])) as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    assert not [name for name in packed if "secret" in name or "diagnosis" in name or "solutions" in name]
    blocks = source.solution_blocks(source.marked(lang))
    lines = {re.sub(r"\s|#.*", "", line) for block in blocks for line in block.splitlines() if line.strip()}
    for name, content in {**files, **packed}.items():
        assert SECRET not in content, name
    for name in ("README.md", WORKFLOW, POINTS, "rnn.py"):
        squeezed = re.sub(r"[^\S\n]|#.*", "", files[name].decode())
        assert [line for line in lines if line in squeezed] == [], name


def test_the_reporter_is_told_of_the_step_that_checks(tmp_path) -> None:
    build_github(tmp_path, "en", {})
    workflow = yaml.safe_load((tmp_path / WORKFLOW).read_text())
    assert workflow["on"] == ["push", "workflow_dispatch"]
    [job] = workflow["jobs"].values()
    [checking] = [step for step in job["steps"] if step.get("id")]
    reporter = job["steps"][-1]
    name = checking["id"]
    assert reporter["with"] == {"runners": name}
    assert reporter["env"] == {f"{name.upper()}_RESULTS": f"${{{{ steps.{name}.outputs.result }}}}"}
    assert (tmp_path / checking["run"].removeprefix("python ")).is_file()
    [install] = [step["run"] for step in job["steps"] if "pip install" in step.get("run", "")]
    pins = re.findall(r"\w+==[\d.]+", install)
    assert [pin.partition("==")[0] for pin in pins] == ["torch", "numpy"]
    assert all(f'"{pin}' in (ROOT / "pyproject.toml").read_text() for pin in pins)


def points(folder: Path) -> dict:
    output = folder / "output.txt"
    output.write_text("")
    environment = {**os.environ, "GITHUB_OUTPUT": str(output)}
    subprocess.run([sys.executable, POINTS], cwd=folder, env=environment, check=True)
    name, _, encoded = output.read_text().partition("=")
    assert name == "result" and encoded.count("\n") == 1
    return json.loads(base64.b64decode(encoded))


@pytest.mark.slow
def test_github_gets_the_points_of_the_self_check(tmp_path) -> None:
    build_github(tmp_path, "en", {"check.pyz": build_check()})
    (tmp_path / "rnn.py").write_bytes(MISTAKE.submission)
    found = points(tmp_path)
    assert (found["version"], found["status"], found["max_score"]) == (1, "fail", 20)
    assert sum(test["max_score"] for test in found["tests"]) == 20
    assert 15 <= sum(test["score"] for test in found["tests"]) < 20
    failed = [test for test in found["tests"] if test["status"] != "pass"]
    assert failed[0]["name"].startswith("training_loss/") and "got: " in failed[0]["message"]

    (tmp_path / "rnn.ipynb").unlink()
    (tmp_path / "rnn.py").write_bytes(b"x = '\xff\xfe\xfd'\n" * 3 + b"\x00")
    found = points(tmp_path)
    assert (found["status"], found["max_score"], found["tests"][0]["score"]) == ("fail", 20, 0)

    (tmp_path / "check.pyz").write_bytes(b"not a program")
    found = points(tmp_path)
    assert (found["status"], found["max_score"]) == ("error", 0), "the reporter must not report 0 of 20"


def test_clones_of_the_template_are_read_as_a_class(tmp_path) -> None:
    for student in ("tme4-alice", "tme4-bob", "tme4-carol"):
        build_github(tmp_path / student, "en", {"check.pyz": b"PK"})
    (tmp_path / "tme4-alice" / "rnn.py").write_bytes(REFERENCE)
    notebook = tmp_path / "tme4-bob" / "rnn.ipynb"
    cell = {"cell_type": "code", "source": REFERENCE.decode(), "metadata": {}, "outputs": []}
    notebook.write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    found = {submission.student: submission for submission in map(read, discover(tmp_path))}
    assert {student: submission.file for student, submission in found.items()} == {
        "tme4-alice": "rnn.py",
        "tme4-bob": "rnn.ipynb",
        "tme4-carol": "rnn.py",
    }
    assert all(submission.problem is None for submission in found.values())
