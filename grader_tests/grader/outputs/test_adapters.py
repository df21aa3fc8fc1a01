"""Marks go back to each LMS in its own format, and nothing of its own files is lost."""

from __future__ import annotations

import base64
import csv
import dataclasses
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.adapters import ADAPTERS, Exported, Options
from autograder.adapters.checklist import folder_name
from autograder.model import Check, Finding, Manual, Result, UsageError

Golden = Callable[[str, str], None]

MOODLE_EN = (
    "Identifier,Full name,Status,Grade,Maximum grade,Grade can be changed,Last modified (submission),"
    "Last modified (grade),Feedback comments\r\n"
    'Participant 101,"Doe, Alice",Submitted,,20.00,Yes,"Monday, 3 June 2024, 10:00 AM",-,\r\n'
    "Participant 102,Bob,Submitted,11.00,20.00,Yes,-,-,old words\r\n"
    "Participant 103,Chloe,Submitted,,20.00,Yes,-,-,\r\n"
    "Participant 104,Nobody,No submission,,20.00,Yes,-,-,\r\n"
    "Participant 105,Dan,Submitted,3.00,20.00,No,-,-,kept\r\n"
)
MOODLE_FR = (
    "\ufeffIdentifiant,Nom complet,Statut,Note,Note maximale,La note peut être modifiée,"
    "Dernière modification (remise),Dernière modification (note),Feedback par commentaires\n"
    'Participant 101,Alice,Remis,,"100,00",Oui,-,-,\n'
)
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Quiz (7),RNN lab (42),Final Score\n"
    "    Points Possible,,,,,5,40,(read only)\n"
    '"Doe, Alice",101,s1,alice1,TD1,3,12,50\n'
    "Bob,102,s2,bob,TD1,,,\n"
    "=Nobody,104,s4,nobody,TD1,,7,\n"
    '"Student, Test",,,,TD1,,,\n'
)


def sheet(tmp_path: Path, text: str, name: str = "sheet.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode())
    return path


def rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def export(target: str, results: list[Result], out: Path, **options: Any) -> Exported:
    out.mkdir(exist_ok=True)
    return ADAPTERS[target](results, out, Options(**options))


@pytest.fixture
def classroom(alice: Result, unreadable: Result, in_error: Result, full: Result) -> list[Result]:
    return [
        dataclasses.replace(alice, student="Alice Doe_101"),
        dataclasses.replace(unreadable, student="Bob_102"),
        dataclasses.replace(in_error, student="Chloe_103"),
        dataclasses.replace(full, student="Dan_105"),
    ]


# -- Moodle -------------------------------------------------------------------------------------------------


def test_moodle_gets_its_own_worksheet_back_with_grades_and_comments(
    classroom: list[Result], tmp_path: Path
) -> None:
    worksheet = sheet(tmp_path, MOODLE_EN)
    done = export("moodle", classroom, tmp_path / "out", worksheet=worksheet)
    assert done.files == (tmp_path / "out" / "sheet.csv",)
    before, after = rows(worksheet), rows(done.files[0])
    assert after[0] == before[0] and len(after) == len(before)
    for old, new in zip(before, after):  # nothing but the two columns
        assert new[:3] == old[:3] and new[4:8] == old[4:8]
    assert [r[3] for r in after[1:]] == ["6", "0", "", "", "3.00"]
    assert "✗ 1.2" in after[1][8] and after[1][8].startswith("<pre>") and after[1][8].endswith("</pre>")
    assert "UTF-8" in after[2][8] and "old words" not in after[2][8]
    assert after[3:] == before[3:]
    assert done.files[0].read_bytes().count(b"\r\n") == 6
    notes = " ".join(done.notes)
    assert "Participant 103, Participant 104, Participant 105" in notes
    assert "Open marks, not sent: Chloe_103." in notes


def test_moodle_in_french_with_another_maximum(classroom: list[Result], tmp_path: Path) -> None:
    done = export("moodle", classroom[:1], tmp_path / "out", worksheet=sheet(tmp_path, MOODLE_FR), lang="fr")
    row = rows(done.files[0])[1]
    assert row[3] == "30" and row[4] == "100,00"
    assert "obtenu" in row[8]
    assert done.files[0].read_bytes().startswith(b"\xef\xbb\xbfIdentifiant")
    assert any("scaled" in note for note in done.notes)
    half = dataclasses.replace(classroom[0], checks=classroom[0].checks[:1])  # 1 / 20
    comma = sheet(tmp_path, MOODLE_FR.replace("100,00", "10,00"))
    done = export("moodle", [half], tmp_path / "out", worksheet=comma)
    assert rows(done.files[0])[1][3] == "0,5"


def test_moodle_can_be_exported_onto_the_worksheet_itself(classroom: list[Result], tmp_path: Path) -> None:
    worksheet = sheet(tmp_path, MOODLE_EN)
    export("moodle", classroom, tmp_path, worksheet=worksheet)
    again = export("moodle", classroom, tmp_path, worksheet=worksheet)
    assert rows(again.files[0])[1][3] == "6"


def test_a_teams_mark_goes_to_its_members_and_to_nobody_else(
    alice: Result, full: Result, tmp_path: Path
) -> None:
    from autograder.submission import safe_id

    text = (
        "Identifiant,Nom complet,Statut,Groupe,Note,Note maximale,Dernière modification (note)\n"
        'Participant 101,Ann,Remis,Équipe d\'Ada,,"20,00",-\n'
        'Participant 102,Bob,Remis,Équipe 2,,"20,00",-\n'
        'Participant 103,Chloe,Remis,Équipe d\'Ada,,"20,00",-\n'
        'Participant 104,Dan,Remis,,,"20,00",-\n'
    )
    # the second team's number is Chloe's, too
    teams = [
        dataclasses.replace(full, student=safe_id("Équipe-d'Ada_7")),
        dataclasses.replace(alice, student="Équipe-2_103"),
        dataclasses.replace(alice, student="Dan_104"),
    ]
    done = export("moodle", teams, tmp_path / "out", worksheet=sheet(tmp_path, text))
    assert [row[4] for row in rows(done.files[0])[1:]] == ["20", "6", "20", "6"]
    assert done.notes == ()


@pytest.mark.parametrize("name", ["Zoé d'Arcy", "O’Brien", "Anne (Erasmus)", "Li; Wei"])
def test_names_that_had_to_give_way_are_found_by_their_number(
    full: Result, tmp_path: Path, name: str
) -> None:
    from autograder.submission import safe_id

    student = safe_id(f"{name}_101")
    assert student != f"{name}_101"  # a hash stands behind the number
    mine = dataclasses.replace(full, student=student)
    done = export("moodle", [mine], tmp_path / "out", worksheet=sheet(tmp_path, MOODLE_EN))
    assert rows(done.files[0])[1][3] == "20"
    roster = sheet(tmp_path, CANVAS, "roster.csv")
    done = export("canvas", [mine], tmp_path / "out", roster=roster, assignment="42")
    assert rows(done.files[0])[2][-1] == "40"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "--worksheet"),
        ("a,b\n1,2\n", "Identifier"),
        ("", "empty"),
        (MOODLE_EN.replace("Maximum grade", "Scale"), "scale"),
        (MOODLE_EN.replace("Participant 1", "Participant 9"), "no row belongs"),
        ('Identifier,Grade\n"Participant 101', "not a CSV"),
    ],
)
def test_moodle_says_what_is_missing(
    classroom: list[Result], tmp_path: Path, text: str | None, says: str
) -> None:
    worksheet = None if text is None else sheet(tmp_path, text)
    with pytest.raises(UsageError, match=says):
        export("moodle", classroom, tmp_path / "out", worksheet=worksheet)


def test_a_worksheet_that_is_absent_or_in_another_encoding(classroom: list[Result], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        export("moodle", classroom, tmp_path / "out", worksheet=tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes("Identifiant,Note,é\n".encode("latin-1"))
    with pytest.raises(UsageError, match="not UTF-8"):
        export("moodle", classroom, tmp_path / "out", worksheet=tmp_path / "latin.csv")


def test_two_results_of_one_moodle_number_are_not_guessed_between(
    classroom: list[Result], tmp_path: Path
) -> None:
    twin = dataclasses.replace(classroom[0], student="Alice_101")
    with pytest.raises(UsageError, match="same Moodle number 101"):
        export("moodle", [*classroom, twin], tmp_path / "out", worksheet=sheet(tmp_path, MOODLE_EN))


# -- Canvas -------------------------------------------------------------------------------------------------


def test_canvas_gets_its_columns_and_one_assignment(
    classroom: list[Result], tmp_path: Path, golden: Golden
) -> None:
    by_login = dataclasses.replace(classroom[1], student="BOB")
    done = export(
        "canvas", [classroom[0], by_login, classroom[2]], tmp_path / "out",
        roster=sheet(tmp_path, CANVAS), assignment="RNN lab",
    )  # fmt: skip
    assert rows(done.files[0]) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "RNN lab (42)"],
        ["    Points Possible", "", "", "", "", "40"],
        ["Doe, Alice", "101", "s1", "alice1", "TD1", "12"],
        ["Bob", "102", "s2", "bob", "TD1", "0"],
        ["'=Nobody", "104", "s4", "nobody", "TD1", ""],
    ]
    golden("canvas.csv", done.files[0].read_text(encoding="utf-8"))
    notes = " ".join(done.notes)
    assert "scaled" in notes and "Not in the gradebook: Chloe_103" in notes and "=Nobody" in notes


def test_canvas_finds_the_assignment_by_id_and_the_only_one_by_itself(
    classroom: list[Result], tmp_path: Path
) -> None:
    done = export("canvas", classroom, tmp_path / "out", roster=sheet(tmp_path, CANVAS), assignment="7")
    assert rows(done.files[0])[0][-1] == "Quiz (7)" and rows(done.files[0])[2][-1] == "1.5"
    alone = CANVAS.replace(",Quiz (7)", "").replace(",5,40", ",40").replace(",3,12", ",12")
    done = export("canvas", classroom, tmp_path / "out", roster=sheet(tmp_path, alone))
    assert rows(done.files[0])[0][-1] == "RNN lab (42)"


@pytest.mark.parametrize(
    ("text", "assignment", "says"),
    [
        (None, None, "--roster"),
        ("a,b\n1,2\n", None, "Student"),
        (CANVAS, None, r"Quiz \(7\), RNN lab \(42\)"),
        (CANVAS, "Essay", "--assignment"),
        (CANVAS.replace("101", "901").replace("102", "902"), "42", "nobody"),
    ],
)
def test_canvas_says_what_is_missing(
    classroom: list[Result], tmp_path: Path, text: str | None, assignment: str | None, says: str
) -> None:
    roster = None if text is None else sheet(tmp_path, text)
    with pytest.raises(UsageError, match=says):
        export("canvas", classroom, tmp_path / "out", roster=roster, assignment=assignment)


# -- Gradescope ---------------------------------------------------------------------------------------------


def test_gradescope_gets_one_file_where_it_grades_one_submission(
    alice: Result, mistake_words: dict[str, dict[str, str]], tmp_path: Path, golden: Golden
) -> None:
    done = export("gradescope", [alice], tmp_path, mistake_words=mistake_words)
    assert done.files == (tmp_path / "results.json",)
    document = json.loads(done.files[0].read_bytes())
    assert document["score"] == 6 == sum(t["score"] for t in document["tests"])
    assert sum(t["max_score"] for t in document["tests"]) == 20
    assert {t["visibility"] for t in document["tests"]} == {"visible"}  # a hidden one hides the total
    by_number = {t["number"]: t for t in document["tests"]}
    assert (by_number["1.1"]["status"], by_number["1.2"]["status"]) == ("passed", "failed")
    assert "summed" in by_number["3.1"]["output"] and by_number["1.3"]["output"] == "Not checked yet"
    assert "clock" not in done.files[0].read_text()
    golden("gradescope.json", done.files[0].read_text(encoding="utf-8"))


def test_gradescope_gets_a_reason_for_0_and_no_score_for_an_open_mark(
    classroom: list[Result], tmp_path: Path
) -> None:
    done = export("gradescope", classroom, tmp_path)
    documents = [json.loads(p.read_bytes()) for p in done.files]
    assert documents[1]["score"] == 0 and "UTF-8" in documents[1]["output"]
    assert "score" not in documents[2] and "tests" not in documents[2]
    assert "Chloe_103" in done.notes[0]
    assert done.files[0] == tmp_path / "Alice Doe_101" / "results.json"


# -- GitHub -------------------------------------------------------------------------------------------------


def test_github_classroom_gets_base64_and_fractions(alice: Result, tmp_path: Path) -> None:
    done = export(
        "github", [alice], tmp_path, context={"commit": "abc", "datetime": "now"}, assignment="tme4"
    )
    assert [p.name for p in done.files] == ["classroom.txt", "result.json"]
    document = json.loads(base64.b64decode(done.files[0].read_bytes(), validate=False))
    assert (document["version"], document["status"], document["max_score"]) == (1, "fail", 20)
    assert sum(t["score"] for t in document["tests"]) == 6
    assert sum(t["max_score"] for t in document["tests"]) == 20
    assert {t["status"] for t in document["tests"]} == {"pass", "fail"}
    assert b"\n" not in done.files[0].read_bytes()[:-1]  # a step's output is one line
    fifty = json.loads(done.files[1].read_bytes())
    assert fifty["schema"] == "classroom50/result/v1"
    assert (fifty["score"], fifty["max-score"]) == (600, 2000)
    assert (fifty["assignment"], fifty["commit"], fifty["datetime"]) == ("tme4", "abc", "now")
    assert all(isinstance(t["score"], int) for t in fifty["tests"])


def test_github_passes_full_marks_and_leaves_open_marks_open(
    full: Result, in_error: Result, unreadable: Result, tmp_path: Path
) -> None:
    done = export("github", [full, in_error, unreadable], tmp_path)
    dan = json.loads(base64.b64decode((tmp_path / "dan_42" / "classroom.txt").read_bytes()))
    assert dan["status"] == "pass"
    assert [str(p.relative_to(tmp_path)) for p in done.files] == [
        "dan_42/classroom.txt", "dan_42/result.json", "chloe/classroom.txt", "bob/classroom.txt", "bob/result.json",
    ]  # fmt: skip
    chloe = json.loads(base64.b64decode((tmp_path / "chloe" / "classroom.txt").read_bytes()))
    assert chloe["status"] == "error" and "open" in chloe["tests"][0]["name"]
    bob = json.loads(base64.b64decode((tmp_path / "bob" / "classroom.txt").read_bytes()))
    assert [(t["score"], t["max_score"]) for t in bob["tests"]] == [(0, 20)]


@pytest.mark.parametrize("target", ["gradescope", "github"])
def test_a_mark_set_by_hand_is_the_one_that_is_sent(alice: Result, tmp_path: Path, target: str) -> None:
    by_hand = dataclasses.replace(alice, manual=Manual(None, {"one_step": 4.5}, "seen together"))
    done = export(target, [by_hand], tmp_path)
    if target == "gradescope":
        document = json.loads(done.files[0].read_bytes())
        assert (document["score"], document["output"]) == (9.5, "Marked by hand: seen together")
        return
    document = json.loads(base64.b64decode(done.files[0].read_bytes()))
    assert [(t["score"], t["max_score"]) for t in document["tests"]] == [(9.5, 20)]
    assert "seen together" in document["tests"][0]["message"]
    assert json.loads(done.files[1].read_bytes())["score"] == 950


# -- all ----------------------------------------------------------------------------------------------------


def test_csv_is_grades_csv(classroom: list[Result], tmp_path: Path) -> None:
    done = export("csv", classroom, tmp_path)
    assert rows(done.files[0])[1][:3] == ["Alice Doe_101", "6", "20"]
    assert done.notes == ("Open marks, left empty: Chloe_103.",)


@pytest.mark.parametrize("target", ["gradescope", "github", "csv"])
def test_hostile_results_harm_no_target(
    alice: Result, full: Result, hostile_text: str, tmp_path: Path, target: str
) -> None:
    args = {"function": "forward", "error": hostile_text}
    check = Check("forward/a", "forward", "failed", 0, 5, Finding("raised", args))
    hostile = dataclasses.replace(alice, student=hostile_text, file=hostile_text, checks=(check,))
    done = export(target, [hostile, full], tmp_path)
    for path in done.files:
        assert tmp_path in path.resolve().parents and len(path.name) < 100
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".txt":
            text = base64.b64decode(text).decode()
        assert len(text) < 20_000
        assert not set(text) & set("\x1b\r\x00\x7f\x9b\u202e\u2028")
    assert all(len(note) < 300 and note.isprintable() for note in done.notes)


def test_hostile_errors_are_text_in_moodles_comments(
    alice: Result, hostile_text: str, tmp_path: Path
) -> None:
    args = {"function": "forward", "error": hostile_text}
    check = Check("forward/a", "forward", "failed", 0, 5, Finding("raised", args))
    result = dataclasses.replace(alice, student="x_101", checks=(check,))
    done = export("moodle", [result], tmp_path / "out", worksheet=sheet(tmp_path, MOODLE_EN))
    table = rows(done.files[0])
    assert len(table) == 6
    assert "<" not in table[1][8].removeprefix("<pre>").removesuffix("</pre>")
    assert not table[1][8].startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    "student", ["..", ".", "a/../../b", "x\\y", "", "日" * 85, "a" * 300, "CON:", "a\x00b", "\udce9"]
)
def test_a_folder_per_student_stays_where_it_is_put(student: str) -> None:
    name = folder_name(student)
    assert name not in ("", ".", "..") and not set(name) & set("/\\\0:")
    assert len(name.encode()) <= 255


def test_folders_of_two_students_are_two() -> None:
    names = ["a", "A", "..", "%2E%2E", "x" * 300, "x" * 301, "é", "e\u0301", "", "-"]
    assert len({folder_name(n) for n in names}) == len(names)


@pytest.mark.parametrize("target", ["moodle", "canvas", "gradescope", "github", "csv"])
def test_every_target_is_found_by_name_and_of_one_shape(full: Result, tmp_path: Path, target: str) -> None:
    worksheet = sheet(tmp_path, MOODLE_EN.replace("102", "42"), "w.csv")
    roster = sheet(tmp_path, CANVAS.replace(",102,", ",42,"), "r.csv")
    done = export(target, [full], tmp_path / "out", worksheet=worksheet, roster=roster, assignment="RNN lab")
    assert isinstance(done, Exported) and done.files
    assert all(path.stat().st_size for path in done.files)
