"""Whose is which file: in a file, a flat folder, a folder of folders, nbgrader's, Moodle's and Canvas's."""

from __future__ import annotations

import os
import pickle
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.model import Submission, UsageError
from autograder.submission import discover, read

Tree = Callable[[dict[str, str]], Path]
Graded = Callable[[Path], dict[str, Submission]]
MOODLE = "Léa Martin_1234_assignsubmission_file"


def refusal(path: Path) -> str:
    with pytest.raises(UsageError) as caught:
        discover(path)
    text = str(caught.value)
    assert re.fullmatch(r"[^\n]*[^.\n]\.", text), "ends with its only full stop"
    assert not re.search(r"[.!?] [A-Z]", text), "one sentence"
    assert re.search(r"(: |, )(give|keep|rename|move|grant|download)\b", text), "says what to do"
    return text


def students(path: Path) -> list[str]:
    return [source.student for source in discover(path)]


def paths(path: Path) -> dict[str, list[str]]:
    return {source.student: [file.path for file in source.files] for source in discover(path)}


# What is given is wrong


def test_no_such_path(tmp_path: Path) -> None:
    assert "nowhere" in refusal(tmp_path / "nowhere")


def test_a_dangling_link(tmp_path: Path) -> None:
    (tmp_path / "a.py").symlink_to(tmp_path / "gone.py")
    assert "There is no " in refusal(tmp_path / "a.py")


def test_an_empty_folder(tmp_path: Path) -> None:
    assert "is empty" in refusal(tmp_path)


@pytest.mark.parametrize(
    "files",
    [{"notes.txt": "x"}, {"alice/": "", "bob/report.pdf": "x"}, {"__pycache__/rnn.py": "x", "a.md": ""}],
)
def test_a_folder_without_submissions(tree: Tree, files: dict[str, str]) -> None:
    assert "no submission" in refusal(tree(files))


@pytest.mark.parametrize("name", ["marks.csv", "rnn.pyc", "rnn", "class.tar.gz", "class.7z"])
def test_a_file_of_another_kind(tree: Tree, name: str) -> None:
    assert name in refusal(tree({name: "x"}) / name)


@pytest.mark.parametrize(
    "other", ["alice.ipynb", "alice.zip", "alice/rnn.py", "alice/deep/er/work.ipynb", "alice.py.txt"]
)
def test_two_submissions_of_one_student(tree: Tree, other: str) -> None:
    text = refusal(tree({"alice.py": "x = 1", other: "x = 1", "bob.py": "x = 1"}))
    assert "alice.py" in text and other in text


def test_names_that_differ_only_in_case(tree: Tree) -> None:
    text = refusal(tree({"alice.py": "x = 1", "Alice/rnn.py": "x = 1"}))
    assert "alice" in text and "Alice" in text


def test_names_that_differ_only_in_how_accents_are_stored(tree: Tree) -> None:
    refusal(tree({"Léa.py": "x = 1", unicodedata.normalize("NFD", "Léa") + ".py": "x = 1"}))


def test_a_folder_that_holds_only_the_zip_of_a_class(tree: Tree) -> None:
    assert "give that zip itself" in refusal(tree({"TME4-1234.zip": "x"}))


def test_a_folder_out_of_reach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(_path: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", deny)  # root may read anything, so the system can't be asked to refuse
    assert "Permission denied" in refusal(tmp_path)


def test_one_student_s_folder_out_of_reach_is_that_student_s(
    tree: Tree, graded: Graded, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tree({"alice/rnn.py": "x = 1", "bob/rnn.py": "x = 1"})
    scandir = os.scandir

    def deny(path: str) -> object:
        if path.endswith("alice"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", deny)
    found = graded(root)
    assert found["alice"].problem is not None and found["alice"].problem.key == "unreadable.no_access"
    assert found["bob"].problem is None


def test_a_folder_with_far_too_many_files(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.submission.files.MAX_ENTRIES", 9)
    assert "beyond 9" in refusal(tree({f"alice/{i}.txt": "" for i in range(10)}))


def test_several_assignments_and_none_of_them_this_one(tree: Tree) -> None:
    root = tree({"submitted/alice/tme3/rnn.py": "x = 1", "submitted/bob/tme5/rnn.py": "x = 1"})
    assert "tme3, tme5" in refusal(root)


# One file


@pytest.mark.parametrize(
    ("name", "student"), [("alice.py", "alice"), ("rnn.ipynb", "rnn"), ("a.b.PY", "a.b")]
)
def test_one_file_bears_its_student_s_name(tree: Tree, name: str, student: str) -> None:
    (source,) = discover(tree({name: "x = 1", "other.py": "y = 1"}) / name)
    assert (source.student, [file.path for file in source.files]) == (student, [name])


def test_one_file_given_by_a_link_is_that_file(tree: Tree) -> None:
    root = tree({"real.py": "x = 1"})
    (root / "alice.py").symlink_to("real.py")
    (source,) = discover(root / "alice.py")
    assert source.student == "alice"
    assert read(source).cells[0].source == "x = 1"


# Folders


def test_a_link_to_itself_is_one_students_and_does_not_stop_the_class(tree: Tree) -> None:
    root = tree({"alice.py": "x = 1"})
    (root / "bob.py").symlink_to("bob.py")
    (root / "carl").symlink_to("carl")
    alice, bob, *_ = (read(source) for source in discover(root))
    assert alice.problem is None
    assert bob.problem is not None and bob.problem.key == "unreadable.symlink"


def test_a_flat_folder(tree: Tree) -> None:
    root = tree(
        {
            "bob.ipynb": "{}",
            "alice.py": "x",
            "carol.zip": "",
            "README.txt": "",
            ".hidden.py": "",
            "logs/a.txt": "",
        }
    )
    assert students(root) == ["alice", "bob", "carol"]


def test_a_folder_of_folders_at_any_depth(tree: Tree) -> None:
    root = tree(
        {
            "bob/work/src/rnn.py": "x",
            "alice/rnn.py": "x",
            "alice/1/2/3/4/near.py": "x",
            "alice/1/2/3/4/5/far.py": "x",
            "alice/__pycache__/rnn.py": "x",
            "alice/.ipynb_checkpoints/rnn-checkpoint.ipynb": "x",
            "alice/__MACOSX/rnn.py": "x",
            "alice/.git/rnn.py": "x",
            "alice/._rnn.py": "x",
            "alice/venv/lib/rnn.py": "x",
            "alice/mine/pyvenv.cfg": "x",
            "alice/mine/lib/rnn.py": "x",
            "carl/": "",
            "dora/report.pdf": "x",
            "eve/rnn.py": "x",
            "eve/pyvenv.cfg": "x",
            "eve/lib/rnn.py": "x",
        }
    )
    assert paths(root) == {
        "alice": ["1/2/3/4/near.py", "rnn.py"],
        "bob": ["work/src/rnn.py"],
        "carl": [],
        "dora": [],
        "eve": ["rnn.py"],
    }
    assert discover(root)[3].others == ("report.pdf",)


def test_files_and_folders_of_students_may_lie_side_by_side(tree: Tree) -> None:
    assert students(tree({"alice.py": "x", "bob/rnn.py": "x", "figures/a.png": ""})) == ["alice", "bob"]


def test_a_folder_that_holds_only_rnn_is_one_student_s(tree: Tree) -> None:
    assert paths(tree({"rnn.py": "x", "rnn.ipynb": "{}"})) == {"class": ["rnn.ipynb", "rnn.py"]}


def test_the_handout_beside_students_folders_does_not_swallow_them(tree: Tree) -> None:
    assert students(tree({"rnn.py": "x", "alice/rnn.py": "x"})) == ["alice", "rnn"]


def test_links_are_named_and_never_followed(tree: Tree, tmp_path: Path) -> None:
    root = tree({"alice/rnn.py": "x = 1", "bob/": ""})
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/rnn.py").write_text("secret = 1")
    (root / "bob/rnn.py").symlink_to(tmp_path / "secret/rnn.py")
    (root / "carl").symlink_to(tmp_path / "secret")
    (root / "alice/more").symlink_to(tmp_path / "secret")
    (root / "dora.py").symlink_to(tmp_path / "secret/rnn.py")
    found = {source.student: source for source in discover(root)}
    assert [file.path for file in found["alice"].files] == ["rnn.py"]
    for student in ("bob", "carl", "dora"):
        submission = read(found[student])
        assert submission.problem is not None and submission.problem.key == "unreadable.symlink"
        assert not submission.cells


def test_hostile_names_on_disk_become_harmless_ids(tree: Tree) -> None:
    root = tree({"alice.py": "x = 1", "=cmd().py": "x = 1", "\x1b[31m\u202e.py": "x = 1", "a\\b.py": "x = 1"})
    with open(os.path.join(os.fsencode(root), b"l\xe9a.py"), "w") as file:
        file.write("x = 1")
    sources = discover(root)
    assert len({source.student for source in sources}) == 5
    for source in sources:
        assert re.fullmatch(r"\w[\w-]*", source.student)
        submission = read(source)
        assert submission.problem is None
        assert submission.file.isprintable() and submission.cells[0].name.isprintable()


def test_relative_paths_and_workers_elsewhere(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree({"alice.py": "x = 1"})
    monkeypatch.chdir(root.parent)
    sent = pickle.dumps(discover(Path("class")))
    monkeypatch.chdir("/")
    (source,) = pickle.loads(sent)
    assert read(source).cells[0].source == "x = 1"


def test_thousands_of_submissions_are_found_without_being_opened(tree: Tree) -> None:
    root = tree({f"s{i}/rnn.py": "x" for i in range(2000)})
    for file in root.glob("*/rnn.py"):
        file.chmod(0)
    (root / "s0/rnn.py").unlink()
    os.mkfifo(root / "s0/rnn.py")  # opening it would wait for ever
    found = discover(root)
    assert len(found) == 2000
    assert found == sorted(found, key=lambda source: source.student)


# nbgrader


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", {"alice": ["tme4/rnn.ipynb"], "bob": ["tme4/rnn.py"], "carl": []}),
        ("submitted", {"alice": ["tme4/rnn.ipynb"], "bob": ["tme4/rnn.py"], "carl": []}),
        ("submitted/alice", {"alice": ["tme4/rnn.ipynb"]}),
        ("submitted/alice/tme4", {"alice": ["rnn.ipynb"]}),
        ("submitted/alice/tme4/rnn.ipynb", {"rnn": ["rnn.ipynb"]}),
    ],
)
def test_nbgrader(tree: Tree, given: str, expected: dict[str, list[str]]) -> None:
    root = tree(
        {
            "source/tme4/rnn.ipynb": "x",
            "release/tme4/rnn.ipynb": "x",
            "gradebook.db": "x",
            "submitted/alice/tme4/rnn.ipynb": "x",
            "submitted/alice/tme4/timestamp.txt": "x",
            "submitted/alice/tme3/rnn.ipynb": "x",
            "submitted/bob/tme4/rnn.py": "x",
            "submitted/carl/tme3/rnn.py": "x",
        }
    )
    assert paths(root / given) == expected


def test_nbgrader_s_folders_under_another_name_are_known_by_their_timestamps(tree: Tree) -> None:
    files = {"alice/tme4/rnn.py": "x", "alice/tme3/rnn.py": "x", "alice/tme4/timestamp.txt": "x"}
    assert paths(tree(files)) == {"alice": ["tme4/rnn.py"]}


def test_one_file_with_a_name_of_moodle_s_takes_nobody_else_s_zip(tree: Tree) -> None:
    root = tree(
        {"m_1_assignsubmission_file_rnn.py": "x", "alice.py": "x", "bob/rnn.zip": "x", "carol.zip": "x"}
    )
    assert {"bob": ["rnn.zip"], "carol": ["carol.zip"]}.items() <= paths(root).items()


def test_a_student_s_timestamp_moves_nobody_else_s_files(tree: Tree) -> None:
    files = {"alice/rnn.py": "x", "alice/src/layers.py": "x", "mallory/a/rnn.py": "x"}
    times = {"mallory/a/timestamp.txt": "x", "mallory/b/timestamp.txt": "x"}
    assert paths(tree({**files, **times})) == {
        "alice": ["rnn.py", "src/layers.py"],
        "mallory": ["a/rnn.py"],
    }


def test_the_only_assignment_there_is_needs_no_name(tree: Tree) -> None:
    assert paths(tree({"submitted/alice/lab/rnn.py": "x"})) == {"alice": ["lab/rnn.py"]}


# Moodle and Canvas, already unpacked


def test_a_moodle_folder(tree: Tree) -> None:
    root = tree(
        {
            f"{MOODLE}/rnn.py": "x",
            f"{MOODLE}/rnn.ipynb": "x",
            "Bob_7_assignsubmission_file_/rnn.py": "x",
            "Participant_88_assignsubmission_file_rnn.py": "x",
            "Dora_9_assignsubmission_onlinetext.html": "x",
            "Dora_9_assignsubmission_onlinetext_onlinetext.html": "x",
            "late/Zoe.py": "x",
            "download.zip": "x",
        }
    )
    assert paths(root) == {
        "Bob_7": ["rnn.py"],
        "Dora_9": [],
        "Léa-Martin_1234": ["rnn.ipynb", "rnn.py"],
        "Participant_88": ["rnn.py"],
        "late": ["Zoe.py"],
    }
    lea = discover(root)[2]
    assert lea.lms == {"system": "moodle", "uid": "1234", "name": "Léa Martin"}


def test_namesakes_in_moodle_stay_two_students(tree: Tree) -> None:
    name = "Léa Martin_{}_assignsubmission_file/rnn.py"
    assert students(tree({name.format(1): "x", name.format(2): "x"})) == ["Léa-Martin_1", "Léa-Martin_2"]


def test_a_canvas_folder(tree: Tree) -> None:
    root = tree(
        {
            "martinlea_12_345_rnn-1.py": "x",
            "martinlea_12_346_rnn.ipynb": "x",
            "doejohn_LATE_13_347_rnn.py": "x",
            "LATE_anon_14_348_rnn.py": "x",
            "anon_15_349_work_1_2.zip": "x",
            "roeann_16_350_report.pdf": "x",
        }
    )
    assert paths(root) == {
        "anon_14": ["rnn.py"],
        "anon_15": ["work_1_2.zip"],
        "doejohn_13": ["rnn.py"],
        "martinlea_12": ["rnn-1.py", "rnn.ipynb"],
        "roeann_16": [],
    }
    lms = {source.student: source.lms for source in discover(root)}
    assert lms["doejohn_13"] == {"system": "canvas", "uid": "13", "name": "doejohn", "late": "yes"}
    assert {student for student, known in lms.items() if known["late"] == "yes"} == {"anon_14", "doejohn_13"}


def test_lateness_is_flagged(tree: Tree, graded: Graded) -> None:
    found = graded(tree({"doejohn_LATE_13_347_rnn.py": "x = 1", "roeann_16_350_rnn.py": "x = 1"}))
    assert [flag.key for flag in found["doejohn_13"].flags] == ["flag.late"]
    assert found["roeann_16"].flags == ()


def test_canvas_is_not_seen_where_one_name_is_not_canvas_s(tree: Tree) -> None:
    assert students(tree({"alice_1_2_rnn.py": "x", "bob.py": "x"})) == ["alice_1_2_rnn", "bob"]


def test_a_download_in_one_more_folder(tree: Tree) -> None:
    assert students(tree({f"TME4/{MOODLE}/rnn.py": "x"})) == ["Léa-Martin_1234"]
