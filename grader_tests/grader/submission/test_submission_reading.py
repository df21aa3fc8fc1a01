"""Which file of a student is graded, how its bytes become source, and what is said when they can't."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.model import LANGS, ROOT, Cell, Finding, Submission
from autograder.submission import discover, read
from autograder.submission.syntax import weight

Tree = Callable[[dict[str, str]], Path]
Notebook = Callable[[str], str]


def read_file(folder: Path, data: bytes, name: str = "rnn.py") -> Submission:
    (folder / name).write_bytes(data)
    (source,) = discover(folder / name)
    return read(source)


def read_folder(root: Path) -> Submission:
    (source,) = discover(root)
    return read(source)


def finding(submission: Submission) -> tuple[str, dict[str, Any]]:
    assert submission.problem is not None
    assert not submission.cells
    return submission.problem.key, dict(submission.problem.args)


def flags(submission: Submission) -> dict[str, dict[str, Any]]:
    return {flag.key: dict(flag.args) for flag in submission.flags}


# Bytes to source


def test_a_file_is_one_cell_and_its_hash_is_of_its_bytes(tmp_path: Path) -> None:
    data = "\ufeffx = 'é'\r\ny = 2\rz = 3\n".encode()
    submission = read_file(tmp_path, data)
    assert submission.cells == (Cell("rnn.py", "x = 'é'\ny = 2\nz = 3\n"),)
    assert submission.sha256 == hashlib.sha256(data).hexdigest()
    assert (submission.student, submission.file, submission.problem, submission.flags) == (
        "rnn",
        "rnn.py",
        None,
        (),
    )


@pytest.mark.parametrize(
    ("cookie", "codec"),
    [
        ("latin-1", "latin-1"),
        ("iso-8859-15", "iso-8859-15"),
        ("cp1252", "cp1252"),
        ("Windows-1252", "cp1252"),
        ("ISO-8859-1", "latin-1"),
    ],
)
@pytest.mark.parametrize("above", ["", "#!/usr/bin/python3\n", "\n"])
def test_a_coding_cookie_is_honoured_and_flagged(tmp_path: Path, cookie: str, codec: str, above: str) -> None:
    source = f"{above}# -*- coding: {cookie} -*-\nx = 'é'\n"
    submission = read_file(tmp_path, source.encode(codec))
    assert submission.cells == (Cell("rnn.py", source),)
    assert submission.flags == (Finding("flag.encoding", {"file": "rnn.py", "encoding": cookie}),)


@pytest.mark.parametrize(
    ("cookie", "comment"),
    [
        ("gbk", "循环神经网络"),
        ("gb18030", "隐藏状态"),
        ("big5", "神經網路"),
        ("shift_jis", "再帰、表示"),
        ("euc-kr", "순환 신경망"),
        ("windows-1251", "рекуррентная сеть"),
        ("koi8-r", "состояние"),
        ("iso-8859-2", "stan sieci: ąęł"),
        ("mac-roman", "état caché"),
    ],
)
def test_a_cookie_may_name_any_encoding_that_python_takes(tmp_path: Path, cookie: str, comment: str) -> None:
    source = f"# -*- coding: {cookie} -*-\n# {comment}\nx = 1\n"
    assert read_file(tmp_path, source.encode(cookie)).cells == (Cell("rnn.py", source),)


def test_a_cookie_for_utf_8_is_nothing_special(tmp_path: Path) -> None:
    submission = read_file(tmp_path, "# vim: set fileencoding=utf8 :\nx = 'é'".encode())
    assert submission.problem is None and submission.flags == ()


def test_what_is_read_is_what_runs_whatever_a_cookie_says(tmp_path: Path) -> None:
    submission = read_file(tmp_path, b"# coding: utf-7\nx = '+AGE-'\n")
    assert submission.cells[0].source == "# coding: utf-7\nx = '+AGE-'\n"


@pytest.mark.parametrize(
    ("data", "encoding", "line"),
    [
        ("x = 1\ny = 'é'".encode("latin-1"), "", 2),
        (b"# coding: gbk\nx = '\xff'", "gbk", 2),
        (b"# coding: idna\nk = '\xe9'", "idna", 2),
        (b"# coding: rot13\nk = '\xe9'", "rot13", 2),
        (b"# coding: nonsense\n\nk = '\xe9'", "nonsense", 3),
        (b"x = 1\n\n# coding: latin-1\nx = '\xe9'", "", 4),
        ("x = 1".encode("utf-16"), "UTF-16", 1),
        (b"\xef\xbb\xbf# coding: latin-1\nx = '\xe9'", "", 2),
    ],
)
def test_other_encodings_are_refused_with_the_line(
    tmp_path: Path, data: bytes, encoding: str, line: int
) -> None:
    args = {"file": "rnn.py", "encoding": encoding, "line": line}
    assert finding(read_file(tmp_path, data)) == ("unreadable.encoding", args)


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n"])
@pytest.mark.parametrize("name", ["rnn.py", "rnn.ipynb"])
def test_an_empty_file(tmp_path: Path, data: bytes, name: str) -> None:
    assert finding(read_file(tmp_path, data, name)) == ("unreadable.empty", {"file": name})


def test_a_file_of_comments(tmp_path: Path) -> None:
    assert finding(read_file(tmp_path, b"# rnn\n\n  # later")) == ("unreadable.no_code", {"file": "rnn.py"})


def test_a_nul(tmp_path: Path) -> None:
    assert finding(read_file(tmp_path, b"x = 1\n\0")) == ("unreadable.nul", {"file": "rnn.py", "line": 2})


@pytest.mark.parametrize(("name", "kib"), [("rnn.py", 3072), ("rnn.ipynb", 65536)])
def test_limits_of_size(tmp_path: Path, name: str, kib: int) -> None:
    key, args = finding(read_file(tmp_path, b"#" * (kib * 1024 + 1), name))
    assert (key, args) == ("unreadable.too_large", {"file": name, "limit_kib": kib})
    largest = b"x = 1\n#" + b"#" * (kib * 1024 - 7)
    at_limit = read_file(tmp_path, largest, name)
    assert at_limit.problem is None or at_limit.problem.key == "unreadable.not_json"


def test_a_huge_sparse_file_is_not_taken_into_memory(tmp_path: Path) -> None:
    with open(tmp_path / "rnn.py", "wb") as file:
        file.truncate(1 << 40)
    (source,) = discover(tmp_path / "rnn.py")
    assert finding(read(source))[0] == "unreadable.too_large"


def test_a_notebook_under_the_name_of_a_script(tmp_path: Path, notebook: Notebook) -> None:
    submission = read_file(tmp_path, notebook("x = 1").encode())
    assert submission.cells == (Cell("cell 1", "x = 1"),)
    assert flags(submission) == {"flag.kind": {"file": "rnn.py", "kind": "ipynb"}}


def test_a_script_that_begins_with_a_brace_is_a_script(tmp_path: Path) -> None:
    assert read_file(tmp_path, b"{1: 2}\nx = 1").cells == (Cell("rnn.py", "{1: 2}\nx = 1"),)


def test_a_script_from_colab_keeps_its_lines_without_its_shell(tmp_path: Path) -> None:
    assert read_file(tmp_path, b"!pip install torch\nx = 1").cells == (Cell("rnn.py", "pass\nx = 1"),)


def test_cells_in_a_script_that_nbconvert_made_are_cells_again(tmp_path: Path) -> None:
    magic = r"get_ipython().run_cell_magic('{}', '', 'def f(x):\n    return x\n')"
    script = f"import torch\n{magic.format('time')}\n{magic.format('bash')}\ny = 1"
    sources = [cell.source for cell in read_file(tmp_path, script.encode()).cells]
    assert [s.strip() for s in sources] == ["import torch", "def f(x):\n    return x", "y = 1"]
    assert [len(s) - len(s.lstrip("\n")) for s in sources] == [0, 2, 3]  # its magic's line is empty


def test_a_magic_of_unknown_text_stays_a_call(tmp_path: Path) -> None:
    script = "get_ipython().run_cell_magic('time', '', text)"
    assert read_file(tmp_path, script.encode()).cells == (Cell("rnn.py", script),)


def test_what_is_too_much_for_a_guest_is_too_large(tmp_path: Path) -> None:
    cells = [{"cell_type": "code", "source": "x = 1  # " + "\U0001f600" * 1_300_000} for _ in range(2)]
    problem = read_file(tmp_path, json.dumps({"cells": cells}).encode(), "rnn.ipynb").problem
    assert problem is not None and problem.key == "unreadable.too_large"


def test_of_tens_of_thousands_of_cells_two_thousand_are_read(tmp_path: Path) -> None:
    cells = 30_000 * [{"cell_type": "code", "source": "x=("}]
    assert len(read_file(tmp_path, json.dumps({"cells": cells}).encode(), "rnn.ipynb").cells) == 2000


def test_a_script_that_is_no_python_is_handed_on_as_it_is(tmp_path: Path) -> None:
    assert read_file(tmp_path, b"def f(:\n").cells == (Cell("rnn.py", "def f(:\n"),)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("class RNN: pass", "unreadable.not_json"),
        ("[]", "unreadable.not_notebook"),
        ('{"cells": []}', "unreadable.no_code"),
    ],
)
def test_what_is_no_notebook(tmp_path: Path, content: str, key: str) -> None:
    assert finding(read_file(tmp_path, content.encode(), "rnn.ipynb"))[0] == key


# Not regular, not there


def test_pipes_and_devices_are_not_opened_for_ever(tree: Tree) -> None:
    root = tree({"alice/": "", "bob/rnn.py": "x = 1"})
    os.mkfifo(root / "alice/rnn.py")
    alice = read(discover(root)[0])
    assert finding(alice) == ("unreadable.irregular", {"file": "rnn.py"})


def test_one_pipe_given_by_name(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rnn.py")
    (source,) = discover(tmp_path / "rnn.py")
    assert finding(read(source)) == ("unreadable.irregular", {"file": "rnn.py"})


@pytest.mark.parametrize("swap", ["file", "folder"])
def test_a_link_put_in_place_after_discovery_is_not_followed(tree: Tree, tmp_path: Path, swap: str) -> None:
    root = tree({"alice/work/rnn.py": "x = 1", "bob/rnn.py": "x = 1"})
    sources = discover(root)
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/rnn.py").write_text("secret = 1")
    (root / "alice/work/rnn.py").unlink()
    if swap == "file":
        (root / "alice/work/rnn.py").symlink_to(tmp_path / "secret/rnn.py")
    else:
        (root / "alice/work").rmdir()
        (root / "alice/work").symlink_to(tmp_path / "secret")
    assert finding(read(sources[0])) == ("unreadable.symlink", {"file": "work/rnn.py"})


def test_a_file_that_vanishes_after_discovery(tree: Tree) -> None:
    root = tree({"alice.py": "x = 1"})
    (source,) = discover(root)
    (root / "alice.py").unlink()
    assert finding(read(source)) == ("unreadable.no_access", {"file": "alice.py"})
    root.rmdir()
    assert finding(read(source)) == ("unreadable.no_access", {"file": "alice.py"})


def test_nothing_to_grade_says_what_there_was(tree: Tree) -> None:
    root = tree({"alice/report.pdf": "x", "alice/work.rar": "x", "bob/rnn.py": "x = 1", "carl/": ""})
    alice, _, carl = (read(source) for source in discover(root))
    assert finding(alice) == ("unreadable.missing", {"found": ["report.pdf", "work.rar"]})
    assert finding(carl) == ("unreadable.missing", {"found": []})
    assert (alice.file, alice.sha256) == ("", "")


# Which file


@pytest.mark.parametrize(
    "name",
    [
        "rnn-1.py",
        "rnn (2).py",
        "rnn(1).py",
        "rnn_final.py",
        "RNN.PY",
        "Rnn.py",
        "rnn2.py",
        "Copie de rnn.py",
        "rnn.py.txt",
        "rnn - Copie.py",
    ],
)
def test_names_that_come_from_rnn_win_over_others(tree: Tree, done: str, name: str) -> None:
    root = tree({f"alice/{name}": done, "alice/aaa.py": done, "bob/rnn.py": done})
    assert read(discover(root)[0]).file == name


@pytest.mark.parametrize(
    ("name", "by_hand"),
    [("rnn-1.py", False), ("rnn (2).py", False), ("rnn_final.py", True), ("lab.py", True)],
)
def test_a_name_chosen_by_a_person_is_flagged(tree: Tree, done: str, name: str, by_hand: bool) -> None:
    submission = read(discover(tree({f"alice/{name}": done, "bob/rnn.py": done}))[0])
    assert submission.file == name
    assert flags(submission) == ({"flag.renamed": {"file": name}} if by_hand else {})


def test_the_only_file_there_is(tree: Tree) -> None:
    assert read_folder(tree({"alice/sub/mine.ipynb": "[]"})).file == "sub/mine.ipynb"


def test_of_several_the_one_that_speaks_of_the_lab(tree: Tree, stub: str) -> None:
    root = tree({"alice/a_tools.py": "x = 1", "alice/lab.py": stub, "alice/z.py": "def f(): pass"})
    assert read_folder(root).file == "lab.py"


@pytest.mark.parametrize(
    "broken", ["class RNN(:\n  pass", "def one_step(self x):\n  pass", "def training_loss(\n"]
)
def test_of_several_the_one_that_speaks_of_the_lab_though_it_does_not_parse(tree: Tree, broken: str) -> None:
    assert read_folder(tree({"alice/a.py": "x = 1", "alice/lab.py": broken})).file == "lab.py"


def test_the_notebook_is_taken_where_the_script_is_as_handed_out(
    tree: Tree, notebook: Notebook, stub: str, done: str
) -> None:
    submission = read_folder(tree({"alice/rnn.py": stub, "alice/rnn.ipynb": notebook(done)}))
    assert submission.file == "rnn.ipynb"
    assert flags(submission) == {"flag.two_files": {"taken": "rnn.ipynb", "others": ["rnn.py"]}}


@pytest.mark.parametrize("both", ["stub", "done"])
def test_the_script_is_taken_where_both_are_worked_on_alike(
    tree: Tree, notebook: Notebook, stub: str, done: str, both: str
) -> None:
    source = {"stub": stub, "done": done}[both]
    root = tree({"alice/rnn.ipynb": notebook(source), "alice/rnn.py": source})
    os.utime(root / "alice/rnn.py", (0, 0))  # the older one: times do not survive a download
    assert read_folder(root).file == "rnn.py"


@pytest.mark.parametrize("lang", LANGS)
def test_the_handout_as_it_is_holds_no_work_and_the_solution_holds_all(tmp_path: Path, lang: str) -> None:
    for name in ("rnn.py", "rnn.ipynb"):
        submission = read_file(tmp_path, (ROOT / "assignment" / lang / name).read_bytes(), name)
        assert weight([cell.source for cell in submission.cells]) == (0, True)
    solution = read_file(tmp_path, (ROOT / "solutions/rnn.py").read_bytes())
    assert weight([cell.source for cell in solution.cells]) == (3, True)


def test_a_script_with_a_syntax_error_was_worked_on(tree: Tree, notebook: Notebook, stub: str) -> None:
    broken = stub.replace("...", "return = h")
    assert read_folder(tree({"alice/rnn.py": broken, "alice/rnn.ipynb": notebook(stub)})).file == "rnn.py"


def test_work_under_another_name_wins_over_the_handout(tree: Tree, stub: str, done: str) -> None:
    submission = read_folder(tree({"alice/rnn.py": stub, "alice/my_work.py": done}))
    assert submission.file == "my_work.py"
    assert flags(submission) == {
        "flag.renamed": {"file": "my_work.py"},
        "flag.two_files": {"taken": "my_work.py", "others": ["rnn.py"]},
    }


def test_another_module_s_forward_is_no_work_on_the_lab(tree: Tree, stub: str) -> None:
    other = "class Linear:\n    def forward(self, x):\n        return x\n"
    assert read_folder(tree({"alice/rnn.py": stub, "alice/layers.py": other})).file == "rnn.py"


def test_a_file_that_can_t_be_read_gives_way_and_is_named(tree: Tree, notebook: Notebook, done: str) -> None:
    submission = read_folder(tree({"alice/rnn.py": "x = '\0'", "alice/rnn.ipynb": notebook(done)}))
    assert (submission.file, submission.problem) == ("rnn.ipynb", None)
    assert flags(submission) == {"flag.ignored": {"file": "rnn.py", "why": "nul"}}


def test_two_that_can_t_be_read(tree: Tree) -> None:
    submission = read_folder(tree({"alice/rnn.py": "", "alice/rnn.ipynb": "[]"}))
    assert finding(submission) == ("unreadable.empty", {"file": "rnn.py"})
    assert flags(submission) == {"flag.ignored": {"file": "rnn.ipynb", "why": "not_notebook"}}


def test_a_student_s_own_name_in_a_flat_folder_is_no_renaming(tree: Tree, done: str) -> None:
    assert read(discover(tree({"alice.py": done, "bob.py": done}))[0]).flags == ()


def test_hundreds_of_files_are_not_all_read(tree: Tree, done: str) -> None:
    root = tree({f"alice/{i:03}.py": "x = 1" for i in range(300)} | {"alice/deep/rnn.py": done})
    assert read_folder(root).file == "deep/rnn.py"


def test_reading_never_runs_anything(tree: Tree, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    root = tree({"alice/rnn.py": f"open({str(mark)!r}, 'w')", "alice/rnn_2.py": f"open({str(mark)!r}, 'w')"})
    assert read_folder(root).problem is None
    assert not mark.exists()
