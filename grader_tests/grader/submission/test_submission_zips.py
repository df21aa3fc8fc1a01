"""A class's zip and a student's own, honest and hostile: what is bad is its student's, the others go on."""

from __future__ import annotations

import io
import os
import stat
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.model import Submission, UsageError
from autograder.submission import discover, read
from autograder.submission import sources as limits

Graded = Callable[[Path], dict[str, Submission]]
Zipped = Callable[..., Path]
MOODLE = "Léa Martin_1234_assignsubmission_file"
GIB = 1 << 30


def zip_of(members: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.fixture
def zipped(tmp_path: Path) -> Zipped:
    """Write a zip and return its path."""

    def write(members: dict[str, str | bytes], name: str = "class.zip") -> Path:
        (tmp_path / name).write_bytes(zip_of(members))
        return tmp_path / name

    return write


def why(submission: Submission) -> str:
    assert submission.problem is not None
    assert not submission.cells
    return submission.problem.key


def flags(submission: Submission) -> dict[str, dict[str, Any]]:
    return {flag.key: dict(flag.args) for flag in submission.flags}


def info(name: str, mode: int = 0, utf8: bool = True) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.create_system = 3
    made.external_attr = mode << 16
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def refusal(path: Path) -> str:
    with pytest.raises(UsageError) as caught:
        discover(path)
    text = str(caught.value)
    assert text.endswith(".") and ". " not in text
    assert ": give " in text or ": grant " in text or ": download " in text or ": keep " in text
    return text


# Honest ones


def test_a_moodle_zip(zipped: Zipped, graded: Graded, done: str) -> None:
    path = zipped(
        {
            f"{MOODLE}/rnn.py": done,
            f"{MOODLE}/notes.txt": "x",
            "Bob_7_assignsubmission_file_rnn.py": done,
            "Groupe A_8_assignsubmission_file/sub/rnn.py": done,
            "Carl_9_assignsubmission_file/work.zip": zip_of({"work/rnn.py": done, "work/a.txt": "x"}),
            "Dora_10_assignsubmission_onlinetext/onlinetext.html": "<p>",
        }
    )
    found = graded(path)
    assert {student: submission.file for student, submission in found.items()} == {
        "Bob_7": "rnn.py",
        "Carl_9": "work.zip/work/rnn.py",
        "Dora_10": "",
        "Groupe-A_8": "sub/rnn.py",
        "Léa-Martin_1234": "rnn.py",
    }
    assert found["Carl_9"].cells[0].source == done
    assert found["Carl_9"].cells[0].name == "rnn.py"
    assert why(found["Dora_10"]) == "unreadable.missing"
    (lea,) = (source for source in discover(path) if source.student == "Léa-Martin_1234")
    assert lea.lms == {"system": "moodle", "uid": "1234", "name": "Léa Martin"}
    assert lea.others == ("notes.txt",)


def test_a_canvas_zip(zipped: Zipped, graded: Graded, done: str) -> None:
    path = zipped(
        {
            "martinlea_12_345_rnn-1.py": done,
            "doejohn_LATE_13_347_work.zip": zip_of({"rnn.py": done}),
            "roeann_16_350_report.pdf": "x",
        }
    )
    found = graded(path)
    assert found["martinlea_12"].file == "rnn-1.py" and found["martinlea_12"].flags == ()
    assert found["doejohn_13"].file == "work.zip/rnn.py" and flags(found["doejohn_13"]) == {"flag.late": {}}
    assert found["roeann_16"].problem is not None
    assert found["roeann_16"].problem.args == {"found": ["report.pdf"]}


@pytest.mark.parametrize("around", ["", "TME4/", "submitted/", "a/b/"])
def test_a_zip_of_files_or_folders_with_or_without_a_folder_around(
    zipped: Zipped, graded: Graded, done: str, around: str
) -> None:
    found = graded(zipped({f"{around}alice.py": done, f"{around}bob/rnn.py": done, f"{around}carl/": ""}))
    assert {s: submission.problem is None for s, submission in found.items()} == {"alice": True, "bob": True}


def test_a_zip_of_one_student_s_folder(zipped: Zipped) -> None:
    (source,) = discover(
        zipped({"alice/rnn.py": "x = 1", "alice/rnn.ipynb": "{}", "alice/tools.py": "y = 1"})
    )
    assert source.student == "alice"


def test_a_zip_of_one_student_s_files(zipped: Zipped) -> None:
    (source,) = discover(zipped({"rnn.py": "x = 1", "rnn.ipynb": "{}"}, name="alice.zip"))
    assert (source.student, len(source.files)) == ("alice", 2)


def test_a_student_s_zip_in_a_folder(tmp_path: Path, graded: Graded, done: str) -> None:
    (tmp_path / "alice.zip").write_bytes(zip_of({"alice/rnn.py": done, "__MACOSX/alice/._rnn.py": "x"}))
    (tmp_path / "bob").mkdir()
    (tmp_path / "bob/rnn.zip").write_bytes(zip_of({"rnn.py": done}))
    found = graded(tmp_path)
    assert {s: submission.file for s, submission in found.items()} == {
        "alice": "alice.zip/alice/rnn.py",
        "bob": "rnn.zip/rnn.py",
    }


def test_names_marked_as_utf_8_or_not(tmp_path: Path) -> None:
    """macOS writes UTF-8 without saying so; old tools write the code page of DOS."""
    for name, stored in (("mac.zip", "é王".encode()), ("dos.zip", "é".encode("cp437"))):
        stand_in = "X" * len(stored)
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(f"{stand_in}.py", "x = 1")
            archive.writestr("bob.py", "x = 1")
        data = (tmp_path / name).read_bytes().replace(stand_in.encode(), stored)
        (tmp_path / name).write_bytes(data)
    assert [source.student for source in discover(tmp_path / "mac.zip")] == ["bob", "é王"]
    assert [source.student for source in discover(tmp_path / "dos.zip")] == ["bob", "é"]


def test_backslashes_of_windows_are_separators(zipped: Zipped, graded: Graded, done: str) -> None:
    inner = zip_of({"work\\rnn.py": done})
    found = graded(zipped({"alice.zip": inner, "bob\\rnn.py": done}))
    assert found["alice"].file == "alice.zip/work/rnn.py"
    assert found["bob"].file == "rnn.py"


def test_stored_members_and_bytes_in_front_of_a_zip(tmp_path: Path, graded: Graded, done: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("alice.py", done)
    (tmp_path / "class.zip").write_bytes(b"#!/bin/sh\n" + stream.getvalue())
    assert graded(tmp_path / "class.zip")["alice"].cells[0].source == done


def test_a_streamed_zip(tmp_path: Path, graded: Graded, done: str) -> None:
    """Sizes follow the data, as LMS servers write them; the directory at the end knows them."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: Any) -> int:
            raise OSError("not seekable")

    stream = Pipe()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("alice.py", done)
        archive.writestr("bob.py", done)
    (tmp_path / "class.zip").write_bytes(stream.getvalue())
    assert [s.cells[0].source for s in graded(tmp_path / "class.zip").values()] == [done, done]


@pytest.mark.slow
def test_more_members_than_the_old_format_can_count(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for number in range(66_000):
            archive.writestr(zipfile.ZipInfo(f"s{number}.py"), b"x = 1")
    sources = discover(tmp_path / "class.zip")
    assert len(sources) == 66_000
    start = time.perf_counter()
    assert all(read(source).problem is None for source in sources[:200])
    assert time.perf_counter() - start < 5, "each reading goes straight to its member"


# Archives that can't be opened


@pytest.mark.parametrize(
    "data", [b"", b"PK\3\4", b"not a zip" * 1000, b"PK\5\6" + b"\0" * 10, b"PK\5\6" + b"\xff" * 18]
)
def test_what_is_no_zip(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "class.zip").write_bytes(data)
    assert "class.zip can't be opened" in refusal(tmp_path / "class.zip")


def test_a_truncated_zip(zipped: Zipped, done: str) -> None:
    path = zipped({"alice.py": done, "bob.py": done})
    data = path.read_bytes()
    for length in (10, len(data) // 2, len(data) - 30, len(data) - 1):
        path.write_bytes(data[:length])
        assert "can't be opened" in refusal(path)


def test_a_zip_without_submissions(zipped: Zipped) -> None:
    assert "no submission" in refusal(zipped({"readme.txt": "x"}))
    assert "no submission" in refusal(zipped({}))


def test_two_submissions_of_one_student_in_a_zip(zipped: Zipped) -> None:
    text = refusal(zipped({"alice.py": "x", "alice.ipynb": "x", "bob.py": "x"}))
    assert "alice.py" in text and "alice.ipynb" in text


def test_too_many_members(zipped: Zipped, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped({f"s{i}.py": "x" for i in range(20)})
    monkeypatch.setattr("autograder.submission.discovery.MAX_MEMBERS", 19)
    assert "more than 19 members" in refusal(path)


def test_a_directory_that_lies_about_its_length(zipped: Zipped) -> None:
    path = zipped({f"s{i}.py": "x" for i in range(3)})
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\5\6")
    struct.pack_into("<L", data, at + 12, 0xFFFFFFF0)
    path.write_bytes(bytes(data))
    assert "can't be opened" in refusal(path)


def test_a_zip_out_of_reach(zipped: Zipped, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("autograder.submission.archives.entries", deny)  # root is refused nothing
    assert "Permission denied" in refusal(zipped({"alice.py": "x"}))


@given(
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=4),
    st.booleans(),
)
@example([(0.9921875, 1)], True)  # moves all offsets below 0
def test_any_damage_is_refused_or_one_student_s(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[float, int]], within_a_folder: bool
) -> None:
    data = bytearray(
        zip_of({"alice/rnn.py": "x = 1\n" * 20, "bob.zip": zip_of({"rnn.py": "y = 1"}), "carl.py": "z"})
    )
    for position, value in changes:
        data[int(position * len(data))] = value
    folder = tmp_path_factory.mktemp("fuzz")
    path = folder / "dora.zip"
    path.write_bytes(bytes(data))
    (folder / "emil.py").write_text("x = 1")
    if within_a_folder:
        found = {source.student: read(source) for source in discover(folder)}
        assert found["emil"].problem is None
    else:
        found = read_or_refused(path)
    assert all((submission.problem is None) == bool(submission.cells) for submission in found.values())


def read_or_refused(path: Path) -> dict[str, Submission]:
    try:
        sources = discover(path)
    except UsageError:
        return {}
    return {source.student: read(source) for source in sources}


# Members that are bad


def hostile(tmp_path: Path, members: list[tuple[zipfile.ZipInfo | str, str | bytes]]) -> Path:
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    "name",
    ["../{}", "{}/../../x/rnn.py", "/etc/{}", "C:\\{}", "c:{}", "..\\..\\{}", "\\\\host\\{}", "a/../{}"],
)
def test_names_that_leave_the_folder(tmp_path: Path, graded: Graded, done: str, name: str) -> None:
    path = hostile(tmp_path, [(name.format("evil.py"), "x = 1"), ("bob.py", done)])
    before = sorted(os.listdir(tmp_path))
    found = graded(path)
    assert found.pop("bob").problem is None
    assert [why(submission) for submission in found.values()] == ["unreadable.unsafe_name"]
    assert sorted(os.listdir(tmp_path)) == before


def test_a_name_that_leaves_the_folder_is_the_student_s_it_begins_with(
    tmp_path: Path, graded: Graded, done: str
) -> None:
    members: list[tuple[zipfile.ZipInfo | str, str | bytes]] = [
        (f"{MOODLE}/../../Bob_7_assignsubmission_file/rnn.py", "x = 1"),
        ("Bob_7_assignsubmission_file/rnn.py", done),
        ("Zoe_8_assignsubmission_file/../rnn.py", "x = 1"),
        ("Zoe_8_assignsubmission_file/rnn.py", done),
    ]
    found = graded(hostile(tmp_path, members))
    assert why(found["Léa-Martin_1234"]) == "unreadable.unsafe_name"
    assert found["Bob_7"].cells[0].source == done and found["Bob_7"].flags == ()
    assert found["Zoe_8"].cells[0].source == done
    assert flags(found["Zoe_8"]) == {"flag.ignored": {"file": "rnn.py", "why": "unsafe_name"}}


def test_a_nul_in_a_name(zipped: Zipped, graded: Graded) -> None:
    path = zipped({"bob.py": "x = 1", "evilX.py": "x = 1"})
    path.write_bytes(path.read_bytes().replace(b"evilX.py", b"evil\0.py"))
    found = graded(path)
    assert found.pop("bob").problem is None
    assert [why(submission) for submission in found.values()] == ["unreadable.unsafe_name"]


@pytest.mark.parametrize(
    ("mode", "problem"),
    [
        (stat.S_IFLNK | 0o777, "unreadable.symlink"),
        (stat.S_IFIFO | 0o644, "unreadable.irregular"),
        (stat.S_IFBLK | 0o644, "unreadable.irregular"),
    ],
)
def test_links_and_devices(tmp_path: Path, graded: Graded, done: str, mode: int, problem: str) -> None:
    members: list[tuple[zipfile.ZipInfo | str, str | bytes]] = [
        (info("alice/rnn.py", mode), "/etc/passwd"),
        (info("bob/rnn.py", stat.S_IFREG | 0o644), done),
        (info("carl/rnn.py", mode), "../bob/rnn.py"),
        ("carl/rnn.ipynb", "[]"),
        (info("carl/data", mode), "/"),
        ("carl/work.py", done),
    ]
    found = graded(hostile(tmp_path, members))
    assert why(found["alice"]) == problem
    assert found["bob"].problem is None
    assert found["carl"].file == "work.py", "what can be read and was worked on counts"
    assert "flag.ignored" in flags(found["carl"])


def test_encrypted_members(zipped: Zipped, graded: Graded, done: str) -> None:
    path = zipped({"alice.py": done, "bob.py": done})
    data = bytearray(path.read_bytes())
    entry = data.index(b"PK\1\2")
    assert data[entry + 46 :].startswith(b"alice.py")
    data[entry + 8] |= 1
    path.write_bytes(bytes(data))
    found = graded(path)
    assert why(found["alice"]) == "unreadable.encrypted"
    assert found["bob"].problem is None


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_compressions(tmp_path: Path, graded: Graded, done: str, method: int) -> None:
    with zipfile.ZipFile(tmp_path / "class.zip", "w", method) as archive:
        archive.writestr("alice.py", done)
    assert why(graded(tmp_path / "class.zip")["alice"]) == "unreadable.compression"


@pytest.mark.parametrize("at", ["data", "local header", "checksum", "offset", "size", "packed size"])
def test_damage_within_is_one_student_s(zipped: Zipped, graded: Graded, done: str, at: str) -> None:
    path = zipped({"alice.py": done, "bob.py": done})
    data = bytearray(path.read_bytes())
    entry = data.index(b"PK\1\2")
    position, value = {
        "data": (40, 0x5A),
        "local header": (0, 0x5A),
        "checksum": (entry + 16, 0x5A),
        "offset": (entry + 44, 0x5A),
        "size": (entry + 24, 0x5A),
        "packed size": (entry + 20, data[entry + 20] ^ 3),
    }[at]
    data[position] ^= value
    path.write_bytes(bytes(data))
    found = graded(path)
    assert why(found["alice"]) == "unreadable.damaged"
    assert found["bob"].cells[0].source == done


def test_duplicated_members(tmp_path: Path, graded: Graded, done: str) -> None:
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.writestr("alice/rnn.py", done)
        archive.writestr("bob/rnn.py", done)
        archive.writestr("bob/rnX.py", done)
        archive.writestr("alice/rnX.py", "x = 1")
        archive.writestr("carl/rnn.py", done)
        archive.writestr("dora/rnn.py", done)
        archive.writestr("dora/rnX.py", "x = 1")
        archive.writestr("dora/rXX.py", "x = 1")
    data = (tmp_path / "class.zip").read_bytes().replace(b"rnX.py", b"rnn.py").replace(b"rXX.py", b"rnn.py")
    (tmp_path / "class.zip").write_bytes(data)
    found = graded(tmp_path / "class.zip")
    assert why(found["alice"]) == why(found["dora"]) == "unreadable.duplicate"
    assert found["bob"].problem is None and found["bob"].flags == (), "twice the same is no question"
    assert found["carl"].problem is None


def test_members_that_collide_where_case_is_ignored(zipped: Zipped, graded: Graded, done: str) -> None:
    submission = graded(zipped({"alice/rnn.py": done, "alice/RNN.py": done, "bob/rnn.py": done}))["alice"]
    assert submission.file == "rnn.py"
    assert flags(submission) == {"flag.two_files": {"taken": "rnn.py", "others": ["RNN.py"]}}


def test_students_that_collide_where_case_is_ignored(zipped: Zipped, graded: Graded, done: str) -> None:
    found = graded(zipped({"Alice.py": done, "alice.py": f"{done}\n", "bob.py": done}))
    assert len({student.lower() for student in found}) == 3
    twins = [submission for student, submission in found.items() if student.lower().startswith("alice-")]
    assert {submission.file for submission in twins} == {"Alice.py", "alice.py"}
    assert all(flags(s) == {"flag.same_name": {"names": ["Alice", "alice"]}} for s in twins)


# Bombs


def zeros(name: str, size: int) -> bytes:
    """A zip with `size` zeros in it, made without holding them."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(name, "w", force_zip64=True) as member,
    ):
        for _ in range(size >> 24):
            member.write(bytes(1 << 24))
    return stream.getvalue()


@pytest.mark.slow
def test_a_gibibyte_of_zeros_is_refused_at_once(tmp_path: Path, done: str, graded: Graded) -> None:
    data = zeros("rnn.ipynb", GIB)
    assert len(data) < 6 << 20
    (tmp_path / "alice.zip").write_bytes(data)
    (tmp_path / "bob.py").write_text(done)
    start = time.perf_counter()
    found = graded(tmp_path)
    assert time.perf_counter() - start < 1
    assert why(found["alice"]) == "unreadable.too_large"
    assert found["bob"].problem is None


def test_a_bomb_within_the_limits_of_size(zipped: Zipped, graded: Graded, done: str) -> None:
    found = graded(zipped({"alice.ipynb": bytes(4 << 20), "bob.py": done}))
    assert why(found["alice"]) == "unreadable.bomb"
    assert found["bob"].problem is None


@pytest.mark.parametrize("claimed", [1000, 900_000])
def test_a_bomb_that_lies_about_its_size(tmp_path: Path, graded: Graded, claimed: int) -> None:
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("alice.py", os.urandom(20_000) + bytes(32 << 20))
    data = bytearray(path.read_bytes())
    struct.pack_into("<L", data, data.index(b"PK\1\2") + 24, claimed)
    path.write_bytes(bytes(data))
    tracemalloc.start()
    found = graded(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert why(found["alice"]) == "unreadable.damaged"
    assert peak < 8 << 20, "no more is inflated than was claimed"


def test_a_student_s_zip_that_is_no_zip(zipped: Zipped, graded: Graded, done: str) -> None:
    whole = zip_of({"rnn.py": done})
    members: dict[str, str | bytes] = {
        "alice.zip": "not a zip",
        "bob.zip": whole[:-10],
        "carl.zip": whole,
        "dora.zip": zip_of({"report.pdf": "x"}),
        "emil.zip": zip_of({"again.zip": whole}),
    }
    found = graded(zipped(members))
    assert why(found["alice"]) == why(found["bob"]) == "unreadable.archive"
    assert found["carl"].problem is None
    assert why(found["dora"]) == why(found["emil"]) == "unreadable.nothing_inside"


def test_a_student_s_zip_with_a_crowd_in_it(
    zipped: Zipped, graded: Graded, done: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.submission.reading.MAX_NESTED_MEMBERS", 9)
    found = graded(zipped({"alice.zip": zip_of({f"{i}.py": "x" for i in range(10)}), "bob.py": done}))
    assert why(found["alice"]) == "unreadable.archive"
    assert found["bob"].problem is None


def test_hostile_members_of_a_student_s_zip(zipped: Zipped, graded: Graded, done: str) -> None:
    inner = zip_of({"../../rnn.py": "x = 1", "big/rnn.ipynb": bytes((64 << 20) + 1), "work/rnn.py": done})
    alice = graded(zipped({"alice.zip": inner, "bob.py": done}))["alice"]
    assert (alice.file, alice.problem) == ("alice.zip/work/rnn.py", None)
    assert {flag.args["why"] for flag in alice.flags} == {"unsafe_name", "too_large"}


def test_one_student_s_total_is_bounded(
    zipped: Zipped, graded: Graded, done: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.submission.reading.TOTAL_BYTES", 100)
    alice = graded(zipped({"alice/rnn.py": done, "alice/rnn2.py": "x = 1", "bob/rnn.py": done}))["alice"]
    assert alice.file == "rnn.py"
    assert flags(alice)["flag.ignored"] == {"file": "rnn2.py", "why": "too_large"}


def test_a_zip_that_changes_after_discovery(zipped: Zipped, done: str) -> None:
    path = zipped({"alice.py": done})
    (source,) = discover(path)
    zipped({"alice.py": "y = 2" * 100})
    assert why(read(source)) == "unreadable.damaged"
    path.unlink()
    assert why(read(source)) == "unreadable.no_access"


def test_overlapping_members_share_bytes_and_nothing_grows(zipped: Zipped, graded: Graded, done: str) -> None:
    path = zipped({"alice.py": done, "bob.py": done})
    data = bytearray(path.read_bytes())
    second = data.index(b"PK\1\2", data.index(b"PK\1\2") + 4)
    struct.pack_into("<L", data, second + 42, 0)
    path.write_bytes(bytes(data))
    assert [submission.problem for submission in graded(path).values()] == [None, None]


def test_limits_leave_room_for_real_work() -> None:
    assert limits.LIMIT_BYTES[".ipynb"] > limits.LIMIT_BYTES[".py"] >= 1 << 20
    sample = zlib.compress(b"x = torch.tanh(self.W_i(x) + self.W_h(h))\n" * 5000)
    assert len(sample) > 5000 * 42 / 500, "even a page of one repeated line is no bomb"
