"""What the self-check finds, remembers and follows: files, languages, hints, half-written saves."""

from __future__ import annotations

import codecs
import json
import os
import threading
import time
from pathlib import Path

import pytest

from autograder.model import LANGS, UsageError
from autograder.selfcheck import command, files, ladder, show, start, watch

STUB = "def f():\n    return 1\n"
WRITTEN = "class RNN:\n    def one_step(self, x, h):\n        return x\n"


def notebook(*cells: str) -> str:
    listed = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": c} for c in cells]
    return json.dumps({"cells": listed, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def test_the_file_on_which_there_was_most_work_is_taken(tmp_path: Path) -> None:
    (tmp_path / "rnn.py").write_text(STUB)
    (tmp_path / "rnn.ipynb").write_text(notebook(WRITTEN))
    assert files.find(str(tmp_path), "en") == tmp_path / "rnn.ipynb"
    (tmp_path / "rnn.py").write_text(WRITTEN)
    os.utime(tmp_path / "rnn.ipynb", (1e9, 1e9))
    assert files.find(str(tmp_path), "en") == tmp_path / "rnn.py"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["", "absent.py", "notes.txt"])
def test_a_file_that_cannot_be_checked_is_said_in_one_sentence(tmp_path: Path, lang, name: str) -> None:
    (tmp_path / "notes.txt").write_text("")
    with pytest.raises(UsageError) as refused:
        files.find(str(tmp_path / name), lang)
    assert "rnn.ipynb" in str(refused.value) and "\n" not in str(refused.value)


def test_the_language_is_that_of_the_kit_then_that_of_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert files.language(tmp_path) == "fr"
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert files.language(tmp_path) == "en"
    (tmp_path / "exercise.toml").write_text('language = "fr"\n')
    assert files.language(tmp_path) == "fr"


def noted(path: Path) -> list[str]:
    return [key for key, _ in files.notes(path, files.read(path, "en"))]


def test_files_that_hide_modules_or_are_to_be_handed_in_as_well_are_said(tmp_path: Path) -> None:
    path = tmp_path / "rnn.py"
    path.write_text("import helper\nimport torch\n" + WRITTEN)
    assert noted(path) == []
    (tmp_path / "helper.py").write_text("x = 1")
    (tmp_path / "torch.py").write_text("")
    (tmp_path / "random.py").write_text("")
    assert noted(path) == ["shadows", "shadows", "with_modules"]


def test_a_notebook_that_may_not_be_saved_is_said(tmp_path: Path) -> None:
    path, now = tmp_path / "rnn.ipynb", time.time()
    path.write_text(notebook(WRITTEN))
    assert noted(path) == []
    os.utime(path, (now - 1000, now - 1000))
    assert noted(path) == ["saved_long_ago"]
    (tmp_path / ".ipynb_checkpoints").mkdir()
    (tmp_path / ".ipynb_checkpoints" / "rnn-checkpoint.ipynb").write_text(notebook(WRITTEN))
    assert noted(path) == ["checkpoint_newer"]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(ladder.tempfile, "tempdir", str(folder))
    return folder


def test_hints_climb_one_step_a_call_and_start_again_after_a_pass(tmp_path: Path, temporary: Path) -> None:
    file = tmp_path / "rnn.py"
    assert [ladder.climb(file, "forward", 4, ()) for _ in range(6)] == [1, 2, 3, 4, 4, 4]
    assert ladder.climb(file, "one_step", 4, ()) == 1
    assert ladder.climb(file, "forward", 4, ()) == 4
    assert ladder.climb(file, "one_step", 4, ("forward",)) == 2
    assert ladder.climb(file, "forward", 4, ()) == 1
    assert ladder.climb(tmp_path / "other.py", "forward", 4, ()) == 1
    assert [p.parent for p in temporary.iterdir()] == [temporary] * 2


@pytest.mark.parametrize("content", ["", "[1]", '{"forward": "x"}', "{", '{"forward": -3}'])
def test_damaged_steps_are_forgotten(tmp_path: Path, temporary: Path, content: str) -> None:
    ladder.place(tmp_path / "rnn.py").write_text(content)
    assert ladder.climb(tmp_path / "rnn.py", "forward", 4, ()) == 1


def test_steps_that_cannot_be_written_are_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ladder.tempfile, "tempdir", str(tmp_path / "not there"))
    assert [ladder.climb(tmp_path / "rnn.py", "forward", 4, ()) for _ in range(2)] == [1, 1]


def test_no_link_is_followed_to_write_the_steps(tmp_path: Path, temporary: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    ladder.place(tmp_path / "rnn.py").symlink_to(victim)
    ladder.climb(tmp_path / "rnn.py", "forward", 4, ())
    assert victim.read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "text", "whole"),
    [
        ("rnn.py", WRITTEN, True),
        ("rnn.py", "", False),
        ("rnn.py", "class RNN(\n", False),
        ("rnn.ipynb", notebook("x = 1"), True),
        ("rnn.ipynb", notebook("x = 1")[:40], False),
    ],
)
def test_a_save_that_was_cut_off_is_seen(tmp_path: Path, name: str, text: str, whole: bool) -> None:
    (tmp_path / name).write_text(text)
    assert watch.whole(tmp_path / name) is whole


def test_a_save_in_two_halves_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "rnn.py"
    path.write_text(WRITTEN[:20])
    threading.Timer(0.1, path.write_text, [WRITTEN]).start()
    seen = watch._settled(path)
    assert path.read_text() == WRITTEN and seen == watch.stamp(path)


def test_a_file_that_stays_cut_off_is_checked_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "rnn.py"
    path.write_text(WRITTEN[:20])
    start = time.monotonic()
    assert watch._settled(path) == watch.stamp(path)
    assert time.monotonic() - start >= watch.HALF_S


class Terminal:
    """A stream that says that it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Ascii(Terminal):
    encoding = "ascii"


def test_colour_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert show.look(Terminal(), "en").paint("bad", "x") == "\x1b[31mx\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert show.look(Terminal(), "en").paint("bad", "x") == "x"
    assert show.look(Terminal(), "en").mark("failed") == "✗"
    assert show.look(Ascii(), "en").mark("failed") == "x"


def test_what_a_terminal_cannot_show_loses_its_accents_and_nothing_else() -> None:
    codecs.register_error("unaccented", command._unaccented)
    assert "L'état\u00a0: déjà réuni… ∑".encode("ascii", "unaccented") == b"L'etat : deja reuni... ?"
    assert "déjà ✓".encode("cp1252", "unaccented") == "déjà ?".encode("cp1252")


def test_the_folder_of_check_pyz_is_looked_in_where_the_current_one_has_no_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lab, here = tmp_path / "lab", tmp_path / "here"
    lab.mkdir()
    here.mkdir()
    (lab / "rnn.py").write_text(WRITTEN)
    monkeypatch.chdir(here)
    monkeypatch.setattr("sys.argv", [str(lab / "check.pyz")])
    assert files.find(None, "en") == lab / "rnn.py"
    (here / "rnn.py").write_text(STUB)
    assert files.find(None, "en") == Path("rnn.py")
    monkeypatch.setattr("sys.argv", [str(tmp_path / "check.pyz")])
    (here / "rnn.py").unlink()
    with pytest.raises(UsageError, match="neither"):
        files.find(None, "en")


def test_ctrl_c_while_the_first_modules_are_read_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "main", interrupted)
    assert start.main() == command.INTERRUPTED
