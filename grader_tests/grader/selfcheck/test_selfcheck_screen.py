"""What the self-check shows fits a screen: one failure explained, the rest in a line, at any width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from autograder.model import LANGS, Finding, Lang
from autograder.selfcheck.examine import Frame, Verdict
from autograder.selfcheck.show import Look, exercise_lines
from autograder.selfcheck.suite import EXERCISES, checks_of

RAISED = Finding("raised", {"function": "one_step", "error": "NameError: W_i", "line": 55, "cell": "cell 3"})


def verdicts(exercise: str, finding: Finding, trace: Sequence[Frame] = ()) -> list[Verdict]:
    first, *rest = checks_of((exercise,))
    return [Verdict(first, "failed", finding, None, tuple(trace)), *(Verdict(c, "skipped") for c in rest)]


def screen(look: Look, finding: Finding) -> Iterator[str]:
    said: set[str] = set()
    for exercise in EXERCISES:
        yield from exercise_lines(verdicts(exercise, finding), look, said, exercise != "one_step")


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_still_to_be_written_is_one_line_after_the_first(lang: Lang) -> None:
    lines = list(screen(Look(lang), Finding("not_attempted", {"function": "forward"})))
    assert len(lines) <= 15
    assert (
        sum({"en": ": still to be written", "fr": "\u00a0: reste à écrire"}[lang] in line for line in lines)
        == 5
    )


@pytest.mark.parametrize("lang", LANGS)
def test_a_function_that_ends_without_return_is_not_called_the_stub(lang: Lang) -> None:
    finding = Finding("not_attempted", {"function": "one_step", "how": "none"})
    text = "\n".join(exercise_lines(verdicts("one_step", finding), Look(lang), set(), True))
    assert "None" in text and {"en": "stub", "fr": "squelette"}[lang] not in text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [59, 79, 100])
def test_nothing_is_wider_than_the_terminal(lang: Lang, width: int) -> None:
    trace = [Frame("cell 3", 55, "one_step", "h = torch.tanh(W_i(x) + W_h(h)) + 0 * x")]
    finding = Finding(RAISED.key, {**RAISED.args, "sizes": {"d": 1, "n": 1, "b": 3}})
    for exercise in EXERCISES:
        lines = list(exercise_lines(verdicts(exercise, finding, trace), Look(lang, width=width), set()))
        assert [line for line in lines if len(line) > width] == []


@pytest.mark.parametrize("lang", LANGS)
def test_the_place_of_an_exception_is_said_once_and_in_the_language(lang: Lang) -> None:
    trace = [Frame("cell 3", 55, "one_step", "h = W_i(x)")]
    text = "\n".join(exercise_lines(verdicts("one_step", RAISED, trace), Look(lang), set()))
    assert text.count("55") == 1 and {"en": "at cell 3, ", "fr": "à cellule 3, "}[lang] in text


@pytest.mark.parametrize("key", ["syntax_error", "load_failed"])
def test_what_is_wrong_with_the_file_is_said_once_before_any_exercise(key: str) -> None:
    finding = Finding(key, {"error": "SyntaxError: '(' was never closed", "line": 3, "cell": "rnn.py"})
    lines = list(screen(Look("en"), finding))
    assert lines[0].startswith("✗ ") and sum("never closed" in line for line in lines) == 1
    assert not any("One step" in line for line in lines)


def test_a_class_that_is_not_there_is_explained_once_and_named_after() -> None:
    lines = list(screen(Look("en"), Finding("no_model.no_class", {})))
    assert sum("in a fresh session" in line.lower() for line in lines) == 1
    assert sum(line.startswith(("2", "3", "4")) and "is not found" in line for line in lines) == 3
