"""A program in several files: what the graded file imports is taken with it, in the order of need."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.model import Submission
from autograder.submission import discover, read, syntax

Tree = Callable[[dict[str, str]], Path]


def of(root: Path) -> Submission:
    return read(discover(root)[0])


def modules(submission: Submission) -> list[str]:
    return [cell.module for cell in submission.cells]


def flags(submission: Submission) -> dict[str, object]:
    return {f.key: f.args for f in submission.flags}


def test_what_is_imported_comes_first_and_staff_are_told(tree: Tree, done: str) -> None:
    root = tree(
        {"alice/rnn.py": f"from tools import f\n{done}", "alice/tools.py": "f = 1", "alice/x.py": "y = 1"}
    )
    submission = of(root)
    assert [(c.name, c.module) for c in submission.cells] == [("tools.py", "tools"), ("rnn.py", "")]
    assert flags(submission) == {"flag.with_modules": {"files": ["tools.py"]}}


def test_the_digest_is_of_all_that_is_graded(tree: Tree, done: str) -> None:
    files = {"alice/rnn.py": f"from tools import f\n{done}", "alice/tools.py": "f = 1", "alice/x.py": "y = 1"}
    root = tree(files)
    first = of(root).sha256
    (root / "alice" / "x.py").write_text("y = 2")
    assert of(root).sha256 == first
    (root / "alice" / "tools.py").write_text("f = 2")
    assert of(root).sha256 != first


@pytest.mark.parametrize(
    ("graded", "others", "names"),
    [
        ("import a", {"a.py": "import b", "b.py": ""}, ["b", "a"]),
        ("import a", {"a.py": "import b", "b.py": "import a"}, ["b", "a"]),  # a circle
        ("from src.model import x", {"src/model.py": "x = 1"}, ["src.model"]),
        ("from src import model", {"src/model.py": "x = 1"}, ["src.model"]),
        (
            "from .src import RNN",
            {
                "src/__init__.py": "from .model import RNN",
                "src/model.py": "from ..b import y",
                "b.py": "y = 1",
            },
            ["b", "src.model", "src"],
        ),
        ("import sys\nsys.path.append('lib')\nimport cell", {"lib/cell.py": "x = 1"}, ["cell"]),
        ("def f():\n    import a", {"a.py": "x = 1"}, ["a"]),
        ("import a", {"a.py.txt": "x = 1"}, ["a"]),
        (
            "import random, torch, numpy",
            {"random.py": "x = 1", "torch.py": "x = 1", "numpy.py": ""},
            ["random"],
        ),
        ("import copy, code.cell", {"old/copy.py": "x = 1", "code/cell.py": "y = 1"}, ["code.cell"]),
        ("import a", {"a.py": ""}, []),  # an empty file has no code
        ("import rnn", {"a.py": "x = 1"}, []),  # itself
        ("import einops", {"einops.py": "x = 1"}, ["einops"]),
        ("exec(open('a.py').read())", {"a.py": "import b", "b.py": "x = 1"}, ["./a.py", "b"]),
        ("from pathlib import Path\nexec((Path('..') / 'a.py').read_text())", {"a.py": "x = 1"}, ["./a.py"]),
        (
            "import runpy, lib.b\nrunpy.run_path('./lib/a.py')\nopen('lib/b.py')",
            {"lib/a.py": "x = 1", "lib/b.py": ""},
            ["lib.b", "./lib/a.py"],
        ),
        ("open('rnn.py')\nopen('no.py')", {"a.py": "x = 1"}, []),  # itself, and what is not there
        ("print('a.py')", {"a.py": "x = 1"}, []),
        (
            "for f in glob('lib/*.py'):\n    exec(open(f).read())",
            {"lib/a.py": "x = 1", "lib/b.py": "import c", "c.py": "", "lib/deep/d.py": ""},
            ["./c.py", "./lib/a.py", "./lib/b.py", "c"],
        ),
        (
            "for f in Path('.').rglob('a_*.py'):\n    exec(f.read_text())\nprint('a_1.py')",
            {"lib/deep/a_1.py": "x = 1", "lib/b.py": ""},
            ["./lib/b.py", "./lib/deep/a_1.py"],
        ),
        ("for f in glob('lib/*.txt'):\n    open(f).read()", {"lib/a.py": "x = 1", "b.py": "x = 1"}, []),
        ("import cell", {"lib/cell.py": "x = 1", "old/cell.py": "x = 2"}, []),  # which of the two?
    ],
)
def test_names_are_sought_as_python_seeks_them(
    tree: Tree, done: str, graded: str, others: dict[str, str], names: list[str]
) -> None:
    files = {f"alice/{path}": text or "\n" for path, text in others.items()}
    if names:  # a file with nothing in it is no code
        files = {path: f"{text}\nz = 1" for path, text in files.items()}
    assert modules(of(tree({"alice/rnn.py": f"{graded}\n{done}"} | files))) == [*names, ""]


def test_a_file_above_is_found_from_a_folder(tree: Tree, done: str) -> None:
    root = tree({"alice/code/rnn.py": f"import utils\n{done}", "alice/utils.py": "x = 1"})
    assert modules(of(root)) == ["utils", ""]


def test_work_in_an_imported_file_counts_as_the_importing_file_s(tree: Tree, done: str) -> None:
    root = tree({"alice/rnn.py": "from model import *", "alice/model.py": done})
    submission = of(root)
    assert (submission.file, modules(submission)) == ("rnn.py", ["model", ""])


def test_the_file_that_was_worked_on_is_taken_where_none_is_called_rnn(tree: Tree, done: str) -> None:
    root = tree({"alice/main.py": "from model import *", "alice/model.py": done})
    assert of(root).file == "model.py"


def test_a_notebook_imports_the_script_beside_it(
    tree: Tree, notebook: Callable[[str], str], done: str
) -> None:
    cell = "from rnn import RNN\ndef training_loss(model, x, h0, y):\n    return 0"
    submission = of(tree({"alice/rnn.ipynb": notebook(cell), "alice/rnn.py": done}))
    assert (submission.file, modules(submission)) == ("rnn.ipynb", ["rnn", ""])


def test_a_notebook_runs_and_imports_other_notebooks(
    tree: Tree, notebook: Callable[[str], str], done: str
) -> None:
    files = {
        "rnn.ipynb": notebook("%run ./a.ipynb\nimport import_ipynb\nfrom c import z"),
        "a.ipynb": notebook(f"%run b.ipynb\n{done}"),
        "b.ipynb": notebook("%run a.ipynb\ny = 1"),
        "c.ipynb": notebook("z = 1"),
    }
    submission = of(tree({f"alice/{path}": text for path, text in files.items()}))
    assert submission.file == "rnn.ipynb"
    assert modules(submission) == ["c", "", "", ""]
    assert [done in cell.source for cell in submission.cells] == [False, False, True, False]


def test_notebooks_that_run_one_another_without_end_are_read_in_time(
    tree: Tree, notebook: Callable[[str], str], done: str
) -> None:
    runs = {name: "".join(f"%run {other}.ipynb\n" for other in "abcdef" * 40) for name in "abcdef"}
    files = {f"alice/{name}.ipynb": notebook(text) for name, text in runs.items()}
    submission = of(tree({"alice/rnn.ipynb": notebook(f"%run a.ipynb\n{done}"), **files}))
    assert submission.file == "rnn.ipynb" and len(submission.cells) <= 1001


def test_another_student_s_file_is_nobody_s_module(tree: Tree, done: str) -> None:
    root = tree({"alice.py": f"import bob\n{done}", "bob.py": done})
    assert all(modules(read(source)) == [""] for source in discover(root))


def test_what_is_imported_is_found_among_any_number_of_files(tree: Tree, done: str) -> None:
    others = {f"alice/a{number:03}.py": "x = 1" for number in range(200)}
    root = tree({"alice/rnn.py": f"from zoo import f\n{done}", "alice/zoo.py": "f = 1", **others})
    assert modules(of(root)) == ["zoo", ""]


def test_no_more_than_a_mebibyte_is_read_of_what_is_not_weighed(tree: Tree, done: str) -> None:
    others = {f"alice/a{number:03}.py": "x = 1" for number in range(20)}
    large = {f"alice/z{number}.py": "#" * (900 << 10) + "\nx = 1" for number in range(4)}
    imports = "".join(f"import z{number}\n" for number in range(4))
    assert modules(of(tree({"alice/rnn.py": imports + done, **large, **others}))) == ["z0", ""]


def test_an_accent_is_the_same_taken_apart(tree: Tree, done: str) -> None:
    root = tree({"alice/rnn.py": f"from \u00e9tape import f\n{done}", "alice/e\u0301tape.py": "f = 1"})
    assert modules(of(root)) == ["\u00e9tape", ""]


def test_a_file_that_completes_the_one_called_rnn_is_graded_with_it(tree: Tree, done: str) -> None:
    loss = "from rnn import RNN\ndef training_loss(model, x, h0, y):\n    return model(x, h0).mean()\n"
    files = {"alice/rnn.py": done, "alice/train.py": loss}
    submission = of(tree(files))
    assert submission.file == "train.py"
    assert modules(submission) == ["rnn", ""]


def test_no_source_passes_for_two(tree: Tree, done: str) -> None:
    first = {"alice/rnn.py": f"import a, b\n{done}", "alice/a.py": "x = 1\nb\ny = 2", "alice/b.py": "z = 3"}
    second = {"bob/rnn.py": f"import a, b\n{done}", "bob/a.py": "x = 1", "bob/b.py": "y = 2\nb\nz = 3"}
    one, other = (read(source).sha256 for source in discover(tree(first | second)))
    assert one != other


def test_files_that_all_import_one_another_are_parsed_once(
    tree: Tree, done: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []
    parse = syntax.parse
    monkeypatch.setattr(syntax, "parse", lambda source: parsed.append(source) or parse(source))
    each = "".join(f"import k{number}\n" for number in range(11))
    others = {f"alice/k{number}.py": f"{each}own = {number}" for number in range(11)}
    assert len(modules(of(tree({"alice/rnn.py": each + done, **others})))) == 12
    assert len(parsed) == len(set(parsed))


def test_what_is_imported_by_a_call_comes_too(tree: Tree, done: str) -> None:
    call = 'import importlib\nf = importlib.import_module("tools").f\ng = __import__("more").g\n'
    files = {"alice/rnn.py": call + done, "alice/tools.py": "f = 1", "alice/more.py": "g = 1"}
    assert sorted(modules(of(tree(files)))) == ["", "more", "tools"]


def test_what_a_notebook_runs_stands_in_its_place(
    tree: Tree, done: str, notebook: Callable[[str], str]
) -> None:
    files = {"alice/rnn.ipynb": notebook("%run -i ./model.py"), "alice/model.py": done}
    submission = of(tree(files))
    assert submission.file == "rnn.ipynb"
    assert [cell.name for cell in submission.cells] == ["model.py", "cell 1"]


def test_what_a_notebook_runs_is_in_its_digest_and_no_rival(
    tree: Tree, done: str, notebook: Callable[[str], str]
) -> None:
    run, models = notebook("%run model.py"), {"alice": done, "bob": f"{done}# other\n"}
    files = {
        f"{who}/{name}": text
        for who in models
        for name, text in (("rnn.ipynb", run), ("model.py", models[who]))
    }
    alice, bob = (read(source) for source in discover(tree(files)))
    assert alice.sha256 != bob.sha256
    assert "flag.two_files" not in flags(alice)


def test_a_very_long_file_has_its_imports_too(tree: Tree, done: str) -> None:
    long = f"from tools import f\nimport more as m, third\nTEXT = '{'a' * (200 << 10)}'\n{done}"
    files = {f"alice/{name}.py": "f = 1" for name in ("tools", "more", "third")}
    assert sorted(modules(of(tree({"alice/rnn.py": long, **files})))) == ["", "more", "third", "tools"]
