"""`lab regrade` judges the records again: it shows who changes, asks, keeps what it can't judge, runs no student."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest
from lab_runs import Lab, copy_kit, documents

from autograder.handle import Recording, submission_of, with_submission

pytestmark = pytest.mark.slow


def content(out: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    return {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


@pytest.fixture(scope="session")
def stricter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the kit in which a loss that is no mean costs one point, and a wrong gradient half of one."""
    kit = copy_kit(tmp_path_factory.mktemp("stricter"))
    suite = kit / "grader_tests" / "hidden" / "test_training_loss.py"
    text = suite.read_text()
    for check, points, instead in (("is_a_mean", "0.5", "1"), ("gradients_reach_everything", "1", "0.5")):
        head = 'exercise("training_loss", points={}, needs_any=VALUES)\ndef test_' + check + "("
        assert head.format(points) in text
        text = text.replace(head.format(points), head.format(instead))
    suite.write_text(text)
    return kit


@pytest.fixture(scope="session")
def asking_otherwise(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the kit whose questions are others: nothing of a record answers them."""
    kit = copy_kit(tmp_path_factory.mktemp("otherwise"))
    (kit / "grader_tests" / "hidden" / "course.secret").write_text("another secret\n")
    return kit


def test_nothing_changes_where_nothing_changed(lab: Lab, again: Path) -> None:
    before = content(again)
    done = lab("regrade", again)
    assert done.returncode == 0, done.stderr
    assert "6 judged again: 0 marks change, 6 stay." in done.stdout
    assert content(again) == before


def test_who_changes_is_shown_before_anything_is_written(lab: Lab, again: Path, stricter: Path) -> None:
    before, was = content(again), documents(again)
    shown = lab("regrade", again, "--dry-run", kit=stricter)
    assert shown.returncode == 0, shown.stderr
    assert "  bea " in shown.stdout and "1 marks change, 5 stay" in shown.stdout
    assert "Nothing was written" in shown.stdout
    asked = lab("regrade", again, kit=stricter, stdin=-3)
    assert asked.returncode == 2
    assert "give --yes" in asked.stderr
    assert content(again) == before
    done = lab("regrade", again, "--yes", kit=stricter)
    assert done.returncode == 0, done.stderr
    now = documents(again)
    assert now["bea"]["score"] != was["bea"]["score"]
    assert f"{was['bea']['score']} → {now['bea']['score']}" in shown.stdout
    assert now["bea"]["mistakes"] == was["bea"]["mistakes"] != []
    for name, document in now.items():
        assert [e["score"] for e in document["history"]] == [was[name]["score"], document["score"]]
        assert document["history"][0]["fingerprint"] != document["history"][1]["fingerprint"]
    assert f"bea,{now['bea']['score']},20" in (again / "grades.csv").read_text()
    after = content(again)
    assert lab("regrade", again, "--yes", kit=stricter).returncode == 0
    assert content(again) == after
    graded = lab("grade", again.parent / "none.py", "--out", again, kit=stricter)
    assert graded.returncode == 2 and content(again) == after


def test_regrading_gives_what_grading_with_that_version_gives(
    lab: Lab, submissions: Path, again: Path, stricter: Path, tmp_path: Path
) -> None:
    assert lab("regrade", again, "--yes", kit=stricter).returncode == 0
    assert lab("grade", submissions, "--out", tmp_path / "new", kit=stricter).returncode == 0
    judged, graded = documents(again), documents(tmp_path / "new")
    for document in (*judged.values(), *graded.values()):
        document["history"] = document["history"][-1]
    assert judged == graded
    stamps = {p: p.stat().st_mtime_ns for p in (again / "results").iterdir()}
    assert lab("grade", submissions, "--out", again, kit=stricter).returncode == 0
    assert {p: p.stat().st_mtime_ns for p in (again / "results").iterdir()} == stamps


def test_what_a_record_does_not_hold_must_be_graded_again_and_is_kept(
    lab: Lab, again: Path, asking_otherwise: Path
) -> None:
    before = content(again)
    done = lab("regrade", again, "--yes", kit=asking_otherwise)
    assert done.returncode == 3
    assert "must be graded again: ada" in done.stdout and "does not hold" in done.stdout
    for name in ("ada", "bea", "cleo", "dora"):
        assert content(again)[f"results/{name}.json"] == before[f"results/{name}.json"]
        assert content(again)[f"answers/{name}.gz"] == before[f"answers/{name}.gz"]


def test_damaged_and_missing_records_are_listed_and_the_others_judged(lab: Lab, again: Path) -> None:
    answers = again / "answers"
    (answers / "ada.gz").unlink()
    whole = (answers / "bea.gz").read_bytes()
    (answers / "bea.gz").write_bytes(whole[: len(whole) // 2])
    shutil.copy(answers / "dora.gz", answers / "cleo.gz")
    changed = json.loads((again / "results" / "eve.json").read_bytes())
    changed["history"][-1]["fingerprint"] = "of another version"
    (again / "results" / "eve.json").write_text(json.dumps(changed))
    before = documents(again)
    done = lab("regrade", again, "--yes")
    assert done.returncode == 3
    assert "ada (there is no record of the answers)" in done.stdout
    assert "bea (the record is damaged" in done.stdout
    assert "cleo (the record is of another file" in done.stdout
    assert "3 judged again: 0 marks change" in done.stdout
    after = documents(again)
    assert len(after["eve"]["history"]) == 2
    assert {n for n in after if after[n] != before[n]} == {"eve"}


@pytest.mark.parametrize("length", [10, 60, 10_000])
def test_a_record_of_another_format_is_damaged(length: int) -> None:
    """The file is whole, and what is in it does not end where an entry does."""
    entries = (bytes(range(256)) * 40)[:length]
    for data in (gzip.compress(entries), gzip.compress(entries)[:-4], entries):
        with pytest.raises(ValueError):
            Recording(data)


def test_marks_set_by_hand_stay_and_the_change_is_shown(lab: Lab, again: Path, stricter: Path) -> None:
    (again / "overrides.csv").write_text("student,exercise,score,comment\nbea,,3.25,oral exam\n")
    done = lab("regrade", again, "--yes", kit=stricter)
    assert done.returncode == 0, done.stderr
    assert "1 of these are set by hand" in done.stdout and "✎" in done.stdout
    bea = documents(again)["bea"]
    assert bea["score"] == 3.25
    assert bea["history"][-1]["score"] != 3.25
    assert "bea,3.25,20" in (again / "grades.csv").read_text()
    reported = lab("report", again)
    assert reported.returncode == 0, reported.stderr
    assert "bea,3.25,20" in (again / "grades.csv").read_text()


def test_names_are_given_again_by_the_programs_there_are(lab: Lab, again: Path, graded: Path) -> None:
    results = again / "results"
    for name in ("bea", "dora"):
        document = json.loads((results / f"{name}.json").read_bytes())
        assert document["mistakes"]
        document["mistakes"], document["group"] = [], "unnamed"
        for check in document["checks"]:
            check["mistake"] = None
        (results / f"{name}.json").write_text(json.dumps(document))
    kept = lab("regrade", again)
    assert kept.returncode == 0, kept.stderr
    assert documents(again)["dora"]["mistakes"] == []
    done = lab("regrade", again, "--names")
    assert done.returncode == 0, done.stderr
    assert documents(again) == documents(graded)


def test_no_student_code_runs(lab: Lab, again: Path, tmp_path: Path) -> None:
    """The programs in the records are replaced by one that would be noticed; questions are drawn from the digest."""
    canary = tmp_path / "canary"
    for path in (again / "answers").glob("*.gz"):
        submission = json.loads(submission_of(path.read_bytes()))
        submission["cells"] = [["rnn.py", f"open({str(canary)!r}, 'w')"]]
        path.write_bytes(with_submission(json.dumps(submission).encode(), path.read_bytes()))
    done = lab("regrade", again, "--dry-run")
    assert not canary.exists()
    assert "\n6 must be graded again" in done.stdout


def test_a_folder_without_results_is_told(lab: Lab, tmp_path: Path) -> None:
    done = lab("regrade", tmp_path / "slip")
    assert done.returncode == 2
    assert "There are no results in" in done.stderr
    assert not (tmp_path / "slip").exists()
