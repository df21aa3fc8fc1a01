"""Running the same command again completes what is missing and leaves the rest alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from lab_runs import Lab, command_without_filters, documents

from autograder.handle import submission_of

pytestmark = pytest.mark.slow


def stamps(out: Path) -> dict[str, int]:
    """Return when each result was written."""
    return {p.stem: p.stat().st_mtime_ns for p in (out / "results").glob("*.json")}


def test_two_runs_give_the_same_whatever_the_jobs_and_the_class(
    lab: Lab, submissions: Path, graded: Path, tmp_path: Path
) -> None:
    alone = tmp_path / "class"
    alone.mkdir()
    for k, name in enumerate(reversed(["ada", "bea", "cleo"])):
        shutil.copy(submissions / f"{name}.py", alone / f"{k}-{name}.py")
    done = lab("grade", alone, "--out", tmp_path / "out", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    wanted, found = documents(graded), documents(tmp_path / "out")
    for student, document in found.items():
        name = student.partition("-")[2]
        same = {**wanted[name], "student": student, "file": f"{student}.py"}
        assert {k: v for k, v in document.items() if v != same[k]} == {}
    second = lab("grade", submissions, "--out", tmp_path / "second", "--jobs", "3")
    assert second.returncode == 0, second.stderr
    assert documents(tmp_path / "second") == wanted
    for name in wanted:
        record = (graded / "answers" / f"{name}.gz").read_bytes()
        assert (tmp_path / "second" / "answers" / f"{name}.gz").read_bytes() == record
    assert (tmp_path / "second" / "grades.csv").read_bytes() == (graded / "grades.csv").read_bytes()


def test_only_what_changed_or_is_damaged_is_graded_again(
    lab: Lab, submissions: Path, again: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(submissions, tmp_path / "class"))
    before = stamps(again)
    (folder / "bea.py").write_bytes((folder / "ada.py").read_bytes() + b"# put right\n")
    (again / "results" / "cleo.json").write_bytes(b'{"schema": ')
    (again / "results" / ".tmp-00").write_bytes(b'{"schema": ')
    dora = json.loads((again / "results" / "dora.json").read_bytes())
    dora["history"][-1]["fingerprint"] = "of another version"
    (again / "results" / "dora.json").write_text(json.dumps(dora))
    old = os.stat(again / "results" / "dora.json").st_mtime_ns
    done = lab("grade", folder, "--out", again)
    assert done.returncode == 0, done.stderr
    after = stamps(again)
    assert {name for name in after if after[name] == before.get(name)} == {"ada", "eve", "fay"}
    assert after["dora"] != old
    results = documents(again)
    assert results["bea"]["score"] == 20
    assert [entry["sha256"] == results["bea"]["sha256"] for entry in results["bea"]["history"]] == [
        False,
        True,
    ]
    assert [e["fingerprint"] == "of another version" for e in results["dora"]["history"]] == [True, False]
    assert not list(again.rglob(".tmp-*"))


def test_another_language_is_written_without_grading(
    lab: Lab, submissions: Path, again: Path, graded: Path
) -> None:
    records = {p.name: p.stat().st_mtime_ns for p in (again / "answers").iterdir()}
    done = lab("grade", submissions, "--out", again, "--lang", "fr")
    assert done.returncode == 0, done.stderr
    assert {p.name: p.stat().st_mtime_ns for p in (again / "answers").iterdir()} == records
    wanted, found = documents(graded)["bea"], documents(again)["bea"]
    texts = [[c["message"] for c in d["checks"] if c["message"]] for d in (wanted, found)]
    assert texts[0] and len(texts[0]) == len(texts[1]) and not set(texts[0]) & set(texts[1])
    assert found["history"] == wanted["history"]


def test_leave_to_do_without_a_sandbox_is_not_taken_where_there_is_one(
    lab: Lab, submissions: Path, tmp_path: Path
) -> None:
    assert lab("grade", submissions / "ada.py", "--out", tmp_path, "--allow-unsandboxed").returncode == 0
    ada = documents(tmp_path)["ada"]
    assert ada["flags"] == [] and "seccomp" in ada["sandbox"]


def test_what_was_graded_without_a_sandbox_does_not_stand_for_who_asks_for_one(
    lab: Lab, kit: Path, submissions: Path, tmp_path: Path
) -> None:
    one = tmp_path / "ada.py"
    shutil.copy(submissions / "ada.py", one)
    out = tmp_path / "out"
    for more, code in (((), 2), (("--allow-unsandboxed",), 0)):
        line = command_without_filters("grade", one, "--out", out, *more)
        done = subprocess.run(line, cwd=kit, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stderr
        assert ("can't be closed in on this machine (seccomp: prctl" in done.stderr) == bool(code)
    assert [f["key"] for f in documents(out)["ada"]["flags"]] == ["flag.unsandboxed"]
    assert lab("grade", one, "--out", out).returncode == 0
    assert documents(out)["ada"]["flags"] == []


def test_every_record_holds_its_submission(submissions: Path, graded: Path) -> None:
    for path in (graded / "answers").glob("*.gz"):
        source = json.loads(submission_of(path.read_bytes()))["cells"][0][1]
        assert source == (submissions / f"{path.stem}.py").read_text()


def test_results_do_not_go_among_the_submissions(lab: Lab, submissions: Path) -> None:
    for inside in (submissions, submissions / "out"):
        done = lab("grade", submissions, "--out", inside)
        assert done.returncode == 2
        assert "can't go into the folder of submissions" in done.stderr
    assert not (submissions / "out").exists()


def test_marks_set_by_hand_survive_grading(lab: Lab, submissions: Path, again: Path) -> None:
    (again / "overrides.csv").write_text("student,exercise,score,comment\neve,,11.5,oral exam\n")
    done = lab("grade", submissions, "--out", again)
    assert done.returncode == 0, done.stderr
    assert documents(again)["eve"]["score"] == 11.5
    assert documents(again)["eve"]["history"][-1]["score"] == 0
    assert "oral exam" in (again / "feedback" / "eve.html").read_text()
    exported = lab("export", again, "--to", "csv")
    assert exported.returncode == 0, exported.stderr
    assert "eve,11.5" in next((again / "export").glob("*.csv")).read_text()
    (again / "overrides.csv").write_text("student,score\nevee,3\n")
    done = lab("grade", submissions, "--out", again)
    assert done.returncode == 2
    assert "evee, of whom there is no result" in done.stderr
