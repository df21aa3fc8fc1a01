"""What is said of a known mistake holds for whoever made it, whichever of its programs theirs is like."""

from __future__ import annotations

import pytest

from autograder.corpus import mistakes
from autograder.model import LANGS, Lang
from autograder.words.mistakes import MISTAKES
from autograder.worker import mistake_words


@pytest.mark.parametrize("lang", LANGS)
def test_no_form_of_a_mistake_speaks_for_the_others(lang: Lang) -> None:
    words = mistake_words(lang)
    forms: dict[str, list[dict[str, str]]] = {}
    for program in mistakes():
        if program.mistake is not None:
            said = {"why": program.why[lang], "next": program.next[lang]}
            forms.setdefault(program.mistake, []).append(said)
    assert set(words) == set(forms)
    for mistake, said in forms.items():
        for slot in ("why", "next"):
            texts = {form[slot] for form in said}
            assert words[mistake][slot] == (texts.pop() if len(texts) == 1 else MISTAKES[lang][mistake][slot])
    assert "arctan" not in str(words) and "arc tangente" not in str(words)


def test_both_languages_say_the_same_of_the_same() -> None:
    slots = [{mistake: sorted(said) for mistake, said in MISTAKES[lang].items()} for lang in LANGS]
    assert slots[0] == slots[1]


@pytest.mark.parametrize("lang", LANGS)
def test_sentences_end_as_sentences_do(lang: Lang) -> None:
    texts = [(slot, text) for said in MISTAKES[lang].values() for slot, text in said.items()]
    assert [text for slot, text in texts if not text.endswith("?" if slot == "next" else ".")] == []
    assert [text for _, text in texts if lang == "fr" and any(f" {sign}" in text for sign in ";:!?")] == []
