"""What is wrong on the command line or in OUT is said in one sentence, with exit code 2 and no traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from autograder.__main__ import main as start
from autograder.cli import main
from autograder.cli.progress import Progress
from autograder.model import EXERCISES, Result
from autograder.report import encode, result_to_json


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return a folder with one result."""
    folder = tmp_path / "out"
    for name in ("results", "answers", "feedback"):
        (folder / name).mkdir(parents=True)
    document = result_to_json(Result("ada", "rnn.py", "0" * 64, "graded"), "en")
    (folder / "results" / "ada.json").write_bytes(encode(document))
    return folder


def said(capsys: pytest.CaptureFixture[str], *arguments: Any) -> str:
    """Return what a command that is refused says, less argparse's own usage."""
    try:
        code = main([str(a) for a in arguments])
    except SystemExit as stop:
        code = int(stop.code or 0)
    text = capsys.readouterr().err.strip()
    assert code == 2, text
    last = text.splitlines()[-1]
    assert last.startswith("lab "), text
    return last


@pytest.mark.parametrize(
    "command",
    [
        ["grade", "", "--out", "x"],
        ["grade", "x", "--out", ""],
        ["regrade", ""],
        ["report", ""],
        ["explain", "", "ada"],
        ["export", "", "--to", "csv"],
        ["handout", "student", "--to", ""],
    ],
)
def test_an_empty_path_is_not_the_working_folder(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "must not be empty" in said(capsys, *command)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["mark"],
        ["grade"],
        ["grade", "x", "--out", "y", "--jobs", "0"],
        ["grade", "x", "--out", "y", "--fast"],
        ["export", "x", "--to", "blackboard"],
    ],
    ids=str,
)
def test_a_slip_on_the_command_line_is_one_line(
    capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(command)
    named = f"lab {command[0]}" if command[1:] or command == ["grade"] else "lab"
    said = capsys.readouterr()
    assert not said.out and said.err.count("\n") == 1
    assert said.err.startswith(f"{named}: ") and said.err.endswith(f"(see `{named} --help`)\n")


def test_a_file_has_no_results(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for command in (["report"], ["regrade"], ["export", "--to", "csv"]):
        assert "no results" in said(capsys, *command, tmp_path / "file")


def test_progress_that_nobody_reads_does_not_end_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    progress = Progress()

    def closed(*_: object, **__: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("builtins.print", closed)
    monkeypatch.setattr(progress, "_last", -60.0)
    progress(1, 2, "ada")


def test_doctor_says_why_nothing_can_be_graded(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "zygote.py"
    broken.write_text("raise ModuleNotFoundError('no torch')")
    monkeypatch.setattr("autograder.handle.fork_server.ZYGOTE", broken)
    assert main(["doctor"]) == 3
    assert capsys.readouterr().err == (
        "Nothing can be graded here: the fork-server did not start: ModuleNotFoundError: no torch\n"
    )


def test_an_export_into_a_file_is_refused(
    capsys: pytest.CaptureFixture[str], out: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")
    for into in (tmp_path / "file", tmp_path / "file" / "below"):
        assert "--into" in said(capsys, "export", out, "--to", "csv", "--into", into)


CHECK = {"id": "a/b", "exercise": "forward", "status": "failed", "score": 0, "max_score": 1, "mistake": None}


@pytest.mark.parametrize(
    "change",
    [
        {"checks": [5]},
        {"checks": ["x"]},
        {"checks": None},
        {"checks": [CHECK, []]},
        {"mistakes": [5]},
        {"mistakes": [[]]},
        {"flags": [5]},
        {"problem": 5},
        {"manual": {"score": None, "exercises": [1], "comment": ""}},
        {"manual": 5},
        {"seconds": "x"},
        {"student": ["ada"]},
        {"student": "../../ada"},
    ],
    ids=str,
)
def test_a_damaged_result_is_named(
    capsys: pytest.CaptureFixture[str], out: Path, change: dict[str, Any]
) -> None:
    path = out / "results" / "ada.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | change))
    for command in (["report", out], ["export", out, "--to", "csv"], ["explain", out, "ada"]):
        assert "ada.json" in said(capsys, *command)
    assert not list(out.parent.glob("ada*"))


@pytest.mark.parametrize("text", ['student,score\n"' + "x" * 200_000 + '",5\n', "student,score\n\0\0,5\n"])
def test_an_odd_table_of_marks_set_by_hand_is_refused(
    capsys: pytest.CaptureFixture[str], out: Path, text: str
) -> None:
    (out / "overrides.csv").write_text(text)
    assert "overrides.csv" in said(capsys, "report", out)


def test_a_machine_that_gives_out_is_said_in_one_sentence(
    capsys: pytest.CaptureFixture[str], out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("autograder.adapters.csv.write_atomic", full)
    said_of_export = said(capsys, "export", out, "--to", "csv")
    assert "grades.csv: No space left on device." in said_of_export
    assert "run the same command again" in said_of_export


def test_ctrl_c_while_the_modules_are_read_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupting:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "autograder.cli":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "autograder.cli")
    monkeypatch.setattr(sys, "meta_path", [Interrupting(), *sys.meta_path])
    assert start() == 130


def test_the_result_of_these_tests_is_a_result(capsys: pytest.CaptureFixture[str], out: Path) -> None:
    assert main(["report", str(out)]) == 0
    assert (out / "grades.csv").exists() and set(EXERCISES) <= set(
        (out / "grades.csv").read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    )


def test_streams_that_are_closed_lead_nowhere() -> None:
    probe = (
        "import sys; from autograder.__main__ import _open_closed_streams as opened; opened();"
        "sys.stdout.isatty(); print(1); print(1, file=sys.stderr); sys.exit(open('/dev/null').fileno() != 3)"
    )
    closed = subprocess.run(["sh", "-c", 'exec "$0" -c "$1" <&- >&- 2>&-', sys.executable, probe], timeout=60)
    assert closed.returncode == 0
