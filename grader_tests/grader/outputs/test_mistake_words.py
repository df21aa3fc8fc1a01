"""What is said of a known mistake holds for whoever made it, whichever of its programs theirs is like."""

from __future__ import annotations

import pytest

from autograder.corpus import mistakes
from autograder.model import LANGS, Finding, Lang
from autograder.words import render
from autograder.words.mistakes import MISTAKES
from autograder.worker import mistake_words

SAID = Finding("one_step.out_of_range", {"got": 1.5})


@pytest.mark.parametrize("lang", LANGS)
def test_no_form_of_a_mistake_speaks_for_the_others(lang: Lang) -> None:
    words = mistake_words(lang)
    forms: dict[str, list[dict[str, str]]] = {}
    for program in mistakes():
        if program.mistake is not None:
            said = {"why": program.why[lang], "next": program.next[lang]}
            forms.setdefault(program.mistake, []).append(said)
    assert set(words) == set(forms) | {p.name for p in mistakes() if p.mistake is not None}
    for mistake, said in forms.items():
        for slot in ("why", "next"):
            texts = {form[slot] for form in said}
            assert words[mistake][slot] == (texts.pop() if len(texts) == 1 else MISTAKES[lang][mistake][slot])
    general = str({mistake: words[mistake] for mistake in forms})
    assert "ReLU" not in general and "arctan" not in general and "arc tangente" not in general


@pytest.mark.parametrize("lang", LANGS)
def test_the_one_form_that_is_shown_speaks(lang: Lang) -> None:
    words = mistake_words(lang)
    message = render(SAID, lang, "wrong-activation", words, ("relu",))
    assert message.why == words["wrong-activation--relu"]["why"] and "ReLU" in message.why
    assert message.next == words["wrong-activation--relu"]["next"]
    assert message.mistake == "wrong-activation"


@pytest.mark.parametrize("lang", LANGS)
def test_forms_that_say_the_same_speak_and_those_that_do_not_are_silent(lang: Lang) -> None:
    words = mistake_words(lang)

    def said(*forms: str) -> tuple[str, str]:
        message = render(SAID, lang, "wrong-activation", words, forms)
        return message.why, message.next

    def of(name: str) -> tuple[str, str]:
        return words[name]["why"], words[name]["next"]

    assert said("softmax", "softmin") == of("wrong-activation--softmax")
    general = of("wrong-activation")
    assert said() == said("relu", "sin") == said("relu", "of a later kit") == general
    one_slot = said("relu", "gelu")  # another function, and the same question
    assert one_slot == (general[0], words["wrong-activation--relu"]["next"])


def test_both_languages_say_the_same_of_the_same() -> None:
    slots = [{mistake: sorted(said) for mistake, said in MISTAKES[lang].items()} for lang in LANGS]
    assert slots[0] == slots[1]


@pytest.mark.parametrize("lang", LANGS)
def test_sentences_end_as_sentences_do(lang: Lang) -> None:
    texts = [(slot, text) for said in MISTAKES[lang].values() for slot, text in said.items()]
    assert [text for slot, text in texts if not text.endswith("?" if slot == "next" else ".")] == []
    assert [text for _, text in texts if lang == "fr" and any(f" {sign}" in text for sign in ";:!?")] == []
