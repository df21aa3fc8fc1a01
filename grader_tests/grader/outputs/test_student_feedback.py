"""What a student reads: all that counts, nothing that is for the staff, nothing that runs."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from autograder.feedback import student_page, student_text
from autograder.feedback.digest import digest
from autograder.model import LANGS, Check, Finding, Lang, Result

Words = dict[str, dict[str, str]]
Golden = Callable[[str, str], None]
VOID = {"meta", "br", "line", "rect", "input", "link"}


class Reader(HTMLParser):
    """Checks that tags nest and gathers tags, attributes and text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text += data


@pytest.mark.parametrize("lang", LANGS)
def test_the_pages_and_texts_as_golden(
    alice: Result,
    unreadable: Result,
    in_error: Result,
    full: Result,
    mistake_words: Words,
    lang: Lang,
    golden: Golden,
) -> None:
    for name, result in (("alice", alice), ("bob", unreadable), ("chloe", in_error), ("dan", full)):
        golden(f"{name}.{lang}.txt", student_text(result, lang, mistake_words))
    golden(f"alice.{lang}.html", student_page(alice, lang, mistake_words))


@pytest.mark.parametrize("tell", [student_page, student_text])
def test_both_tell_the_first_failure_of_each_exercise_and_the_rest_as_not_checked(
    alice: Result, mistake_words: Words, tell: Callable[..., str]
) -> None:
    said = tell(alice, "en", mistake_words)
    holds, first, later = (said.index(w) for w in ("What holds", "What to look at first", "Not checked yet"))
    assert holds < first < later
    assert first < said.index("The next state is not that of the definition") < later
    assert first < said.index("(loss-sum)") < later
    assert "Nothing plays the part of b_h" not in said  # the second failure of its exercise
    assert later < said.index("1.3")
    assert "summed, not averaged" in re.sub(r"\s+", " ", said)


def test_the_order_is_that_of_the_examination(alice: Result) -> None:
    told = digest(alice)
    assert [item.number for item in told.first] == ["1.2", "2.2", "3.1"]
    assert [item.number for item in told.holds] == ["1.1", "2.1"]
    assert [item.number for item in told.later] == ["1.3", "4.1"]


@pytest.mark.parametrize("tell", [student_page, student_text])
def test_notes_for_the_staff_and_details_of_our_faults_are_not_told(
    alice: Result, in_error: Result, tell: Callable[..., str]
) -> None:
    assert "clock" not in tell(alice, "en")
    said = tell(in_error, "en")
    assert "disk" not in said and "grader was at fault" in said and "0 / 20" not in said


def test_a_check_of_ours_that_broke_is_open_and_costs_nothing(alice: Result) -> None:
    broken = Check(
        "forward/recurrence", "forward", "error", 0.0, 3.5, Finding("error.internal", {"what": "disk"})
    )
    said = student_text(dataclasses.replace(alice, checks=(broken,)), "en")
    assert "? / 3.5" in said and "? / 20" in said and "disk" not in said


def test_a_result_without_a_sandbox_says_so(alice: Result) -> None:
    bare = dataclasses.replace(alice, flags=(Finding("flag.unsandboxed"),))
    assert "--allow-unsandboxed" in student_page(bare, "en")
    assert "seccomp, landlock" in student_page(alice, "en")


def test_full_marks_say_that_all_holds(full: Result) -> None:
    for said in (student_page(full, "en"), student_text(full, "en")):
        assert "20 / 20" in said and "Everything that was checked holds." in said
        assert "What to look at first" not in said and "Not checked yet" not in said


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_is_self_contained_and_runs_nothing(alice: Result, mistake_words: Words, lang: Lang) -> None:
    page = student_page(alice, lang, mistake_words)
    read = Reader(page)
    tags = {tag for tag, _ in read.tags}
    assert not tags & {"script", "iframe", "img", "link", "object", "form", "base"}
    assert not [a for _, attrs in read.tags for a in attrs if a.startswith("on") or a in ("style", "src")]
    assert ("html", {"lang": lang}) in read.tags
    [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest_of_style = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(a["content"] for _, a in read.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert (
        policy is not None
        and policy.startswith("default-src 'none'; ")
        and f"'sha256-{digest_of_style}'" in policy
    )
    assert "prefers-color-scheme: dark" in style and "@media print" in style
    assert "http" not in style


def test_signs_say_without_colour_what_holds(alice: Result) -> None:
    read = Reader(student_page(alice, "en"))
    assert read.text.count("✓") == 2 and read.text.count("✗") == 3


def test_no_line_of_the_text_is_wider_than_a_terminal(alice: Result, mistake_words: Words) -> None:
    for lang in LANGS:
        lines = student_text(alice, lang, mistake_words).split("\n")
        assert max(len(line) for line in lines) <= 80
        assert not any(line != line.rstrip() for line in lines)


def test_hostile_text_neither_runs_nor_escapes(alice: Result, hostile_text: str) -> None:
    args = {"function": "forward", "error": hostile_text, "line": 3, "sizes": {"l": 1}}
    check = Check("forward/a", "forward", "failed", 0, 5, Finding("raised", args))
    result = dataclasses.replace(
        alice, student=hostile_text, file=hostile_text, checks=(check,), sandbox=(hostile_text,)
    )
    page, text = student_page(result, "en"), student_text(result, "en")
    assert len(page) < 20_000 and len(text) < 5_000
    read = Reader(page)
    assert not {tag for tag, _ in read.tags} & {"script", "img"}
    assert len([tag for tag, _ in read.tags if tag == "style"]) == 1
    for said in (read.text, text):
        assert not set(said) & set("\x1b\r\x00\x7f\x9b\u202e\u2028\udce9")
        assert ("{{ 7*7 }}" in said) == ("{{ 7*7 }}" in hostile_text)
    assert "::set-output" not in [line[:12] for line in text.splitlines()]
    page.encode()


def test_what_a_mistake_says_is_escaped_too(alice: Result) -> None:
    words = {"loss-sum": {"why": "<b>bold</b>", "next": "`a<b`"}}
    page = student_page(alice, "en", words)
    assert "<b>bold" not in page and "&lt;b&gt;bold" in page and "<code>a&lt;b</code>" in page
