"""What the teacher reads about a class: right counts, whom to look at, links that lead somewhere."""

from __future__ import annotations

import dataclasses
import io
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from test_student_feedback import Reader

from autograder.model import LANGS, Finding, Lang, Mistake, Result
from autograder.report import class_page, summary_text, wants_colour
from autograder.report.overview import overview

Words = dict[str, dict[str, str]]
Golden = Callable[[str, str], None]


@pytest.fixture
def classroom(alice: Result, unreadable: Result, in_error: Result, full: Result) -> list[Result]:
    group = tuple(
        dataclasses.replace(alice, student=name, mistakes=(), group="5f3a", flags=(), sandbox=("seccomp",))
        for name in ("eve", "fred", "gina/../x y")
    )
    alone = dataclasses.replace(alice, student="hugo", mistakes=(Mistake("no-bias", "one_step"),), group="77")
    return [full, *group, in_error, alice, unreadable, alone]


def test_the_counts_are_right(classroom: list[Result]) -> None:
    view = overview(classroom, "en")
    assert view.counts == {"graded": 6, "unreadable": 1, "error": 1}
    assert (view.marks.count, view.marks.full, view.marks.median) == (6, 1, 6)
    assert view.marks.mean == pytest.approx((5 * 6 + 20) / 6)
    assert {i: n for i, n in enumerate(view.bars) if n} == {6: 5, 20: 1}
    assert view.exercises["forward"].mean == pytest.approx((5 * 3.5 + 5) / 6)
    assert [(c.id, c.failed) for c in view.checks] == [
        ("one_step/value", 5),
        ("one_step/bias", 5),
        ("forward/layout", 5),
        ("training_loss/mean", 5),
    ]
    assert [(g.key, g.students) for g in view.mistakes] == [("loss-sum", ("alice",)), ("no-bias", ("hugo",))]
    assert [(g.key, len(g.students)) for g in view.unknown] == [("5f3a", 3)]  # one student alone is no group
    assert view.unknown[0].check == "one_step/value"
    titles = [g.message.title for g in view.problems if g.message]
    assert titles[0].startswith("The grader failed") and "UTF-8" in titles[1] and "clock" in titles[2]


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_and_the_summary_as_golden(
    classroom: list[Result], mistake_words: Words, lang: Lang, golden: Golden
) -> None:
    golden(f"class.{lang}.html", class_page(classroom, lang, mistake_words))
    golden(f"class.{lang}.txt", summary_text(classroom, lang, Path("out")))


def test_stand_ins_are_one_line_of_the_class_and_the_last(classroom: list[Result]) -> None:
    used = [(Finding("flag.stand_in", {"modules": names}),) for names in (["tqdm"], ["matplotlib", "tqdm"])]
    told = [dataclasses.replace(r, flags=f) for r, f in zip(classroom, used)]
    view = overview([*told, *classroom[2:]], "en")
    last = view.problems[-1]
    assert last.message and last.message.title.endswith("matplotlib and tqdm")
    assert last.students == tuple(r.student for r in told)
    assert sum(g.key == last.key for g in view.problems) == 1


def test_links_lead_to_the_feedback_pages_and_nowhere_else(classroom: list[Result]) -> None:
    read = Reader(class_page(classroom, "en"))
    links = {attrs["href"] for tag, attrs in read.tags if tag == "a"}
    assert "feedback/alice.html" in links and "feedback/gina%2F..%2Fx%20y.html" in links
    assert all(link and link.startswith("feedback/") and link.count("/") == 1 for link in links)


def test_the_table_can_be_had_in_two_orders(classroom: list[Result]) -> None:
    page = class_page(classroom, "en")
    by_student, by_mark = page.split('<table id="table-2">')
    by_student = by_student.split('<table id="table-1">')[1]
    assert by_student.index("alice.html") < by_student.index("chloe.html") < by_student.index("hugo.html")
    assert by_mark.index("chloe.html") < by_mark.index("bob.html") < by_mark.index("dan_42.html")


def test_grading_without_a_sandbox_is_said_at_the_top(classroom: list[Result]) -> None:
    bare = [dataclasses.replace(r, flags=(Finding("flag.unsandboxed"),)) for r in classroom[:2]]
    page = class_page([*bare, *classroom[2:]], "en")
    assert page.index("2 graded WITHOUT a sandbox") < page.index("To be looked at")
    assert "WITHOUT" not in class_page(classroom, "en")
    assert "2 graded WITHOUT a sandbox" in summary_text([*bare, *classroom[2:]], "en", Path("out"))


def test_an_empty_class_and_a_class_without_marks_have_pages(unreadable: Result, in_error: Result) -> None:
    assert "No results yet." in class_page([], "en")
    assert "0 graded" in summary_text([], "en", Path("out"))
    assert "bob" in class_page([unreadable, in_error], "fr")
    assert "chloe" in summary_text([unreadable, in_error], "fr", Path("out"))


def test_five_hundred_students_take_less_than_a_second(alice: Result, full: Result) -> None:
    results = [dataclasses.replace(alice if i % 3 else full, student=f"student{i:03}") for i in range(500)]
    started = time.process_time()
    page = class_page(results, "en")
    summary_text(results, "en", Path("out"))
    assert time.process_time() - started < 1.0
    assert len(page) < 1_000_000
    Reader(page)


def test_colour_is_for_terminals_whose_user_has_not_refused_it(
    classroom: list[Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert wants_colour(Terminal()) and not wants_colour(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_colour(Terminal())
    assert "\x1b" not in summary_text(classroom, "en", Path("out"))
    assert "\x1b[1m" in summary_text(classroom, "en", Path("out"), colour=True)


def test_hostile_names_neither_run_nor_escape(alice: Result, hostile_text: str) -> None:
    result = dataclasses.replace(
        alice,
        student=hostile_text[:500],
        mistakes=(Mistake("m", "forward"),),
        flags=(Finding("flag.suspicious", {"what": hostile_text}),),
        group=hostile_text[:20],
    )
    other = dataclasses.replace(result, student="b" + hostile_text[:500])
    page, text = class_page([result, other], "en"), summary_text([result, other], "en", Path("out"))
    read = Reader(page)
    assert not {tag for tag, _ in read.tags} & {"script", "img", "meta2"}
    for said in (read.text, text):
        assert not set(said) & set("\x1b\r\x00\x7f\x9b\u202e\u2028\udce9")
    assert all(
        attrs["href"].startswith("feedback/") for tag, attrs in read.tags if tag == "a" and attrs["href"]
    )
    page.encode()
