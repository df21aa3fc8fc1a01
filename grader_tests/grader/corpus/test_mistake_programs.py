"""Every known mistake is held as a program with words in both languages, which composes to a submission."""

import ast
import hashlib
import re

import pytest
from mistake_ids import CATALOGUE

from autograder import corpus
from autograder.model import EXERCISES, LANGS

PROGRAMS = corpus.mistakes()
NAMED = [p for p in PROGRAMS if p.mistake is not None]
REFERENCE = (corpus.SOLUTIONS / "rnn.py").read_text(encoding="utf-8")


def sources():
    folder = corpus.SOLUTIONS / "mistakes"
    return {str(p.relative_to(folder)): p.read_text(encoding="utf-8") for p in sorted(folder.rglob("*.py"))}


def test_every_id_of_the_catalogue_has_a_program():
    assert {p.mistake for p in NAMED} >= set(CATALOGUE)


def test_there_are_enough_programs():
    assert len(NAMED) >= 75
    assert len(PROGRAMS) - len(NAMED) >= 15


@pytest.mark.parametrize("program", NAMED, ids=lambda p: p.name)
def test_words_are_there_in_both_languages(program):
    for slot in (program.why, program.next):
        assert set(slot) == set(LANGS)
        assert slot["en"] != slot["fr"]
    for lang in LANGS:
        assert program.why[lang].endswith(".")
        # a hint is a question or an experiment, never code to be pasted
        assert program.next[lang].endswith("?")
        assert not re.search(
            r"=(?!=) *(torch|F|self|nn|model)\b|\bself\.|\breturn \w+[.(\[]|\bdef \w", program.next[lang]
        )


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.name)
def test_french_has_no_break_spaces_before_double_punctuation(program):
    for text in (program.why.get("fr", ""), program.next.get("fr", "")):
        assert not re.search(r"[^\u00a0][;!?](\s|$)|[^\u00a0]:\s", text)
        assert not re.search(r"\d\.\d", text)


def test_messages_neither_blame_nor_belittle():
    for program in NAMED:
        for text in [*program.why.values(), *program.next.values()]:
            words = r"\b(your|you|simply|obviously|just|votre|vous|simplement|évidemment|il suffit)\b"
            assert not re.search(words, text, re.IGNORECASE), (program.name, text)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.name)
def test_composed_program_is_a_whole_submission(program):
    tree = ast.parse(program.submission)
    classes = [node.name for node in tree.body if isinstance(node, ast.ClassDef)]
    functions = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    assert classes[-1] == "RNN"
    assert "Reference" in classes
    assert "training_loss" in functions
    assert b"why.en" not in program.submission


def test_no_two_programs_are_the_same():
    seen = {}
    for name, source in sources().items():
        code = ast.dump(ast.parse(corpus.compose(source, REFERENCE)))
        digest = hashlib.sha256(code.encode()).hexdigest()
        assert digest not in seen, (name, seen[digest])
        seen[digest] = name


def test_the_mistake_is_named_where_points_are_lost():
    for program in PROGRAMS:
        assert program.exercise in program.loses
        assert program.loses | program.maybe <= set(EXERCISES)
        assert not program.loses & program.maybe


def test_an_exercise_that_is_not_attempted_takes_learning_with_it():
    for program in NAMED:
        if program.mistake == "not-attempted":
            assert "learning" in program.loses


HEADER = '''"""
id: loss-sum
exercise: training_loss
loses: training_loss, ?learning
why.en: The losses are summed.
why.fr: Les pertes sont additionnées.
next.en: Should it change?
next.fr: Doit-elle changer ?
"""

def training_loss(model, x, h0, y):
    return 0
'''


def test_header_is_read():
    head = corpus.header(HEADER, "a.py")
    assert head.mistake == "loss-sum"
    assert head.exercises == ("training_loss",)
    assert (head.loses, head.maybe) == ({"training_loss"}, {"learning"})
    assert head.why == {"en": "The losses are summed.", "fr": "Les pertes sont additionnées."}


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("exercise: training_loss", "exercise: trainingloss", 3, "'trainingloss' is not an exercise"),
        ("loses: training_loss", "loses: forward", 4, "must lose points"),
        ("?learning", "?training_loss", 4, "both must and may"),
        ("why.en:", "why.de:", 5, "expected one of"),
        ("why.fr: Les pertes sont additionnées.", "why.fr:", 6, "lacks a value for 'why.fr'"),
        ("why.en: The losses are summed.\n", "", 1, "lacks a value for 'why.en'"),
        ("next.en", "why.fr", 7, "given twice"),
        ("next.en: Should it change?", "Should it change", 7, "a colon"),
        ("return 0", "return return", 12, "not Python"),
    ],
)
def test_header_error_names_file_and_line(old, new, line, says):
    with pytest.raises(ValueError) as caught:
        corpus.header(HEADER.replace(old, new, 1), "a.py")
    assert str(caught.value).startswith(f"a.py:{line}:")
    assert says in str(caught.value)


def test_file_without_header_is_refused():
    with pytest.raises(ValueError, match=r"a\.py:1: .*docstring"):
        corpus.header("x = 1\n", "a.py")


def test_unnamed_mistake_needs_no_words():
    head = corpus.header('"""\nid: none\nexercise: forward\nloses: forward\n"""\n', "a.py")
    assert head.mistake is None
    assert head.why == {}


def test_other_true_ids_are_read():
    head = corpus.header(HEADER.replace("loses:", "also: no-bias, fixed-size\nloses:"), "a.py")
    assert head.also == {"no-bias", "fixed-size"}
    assert corpus.header(HEADER, "a.py").also == frozenset()


def test_other_true_ids_are_known_ones():
    assert {i for p in PROGRAMS for i in p.also} <= {p.mistake for p in NAMED}


def test_composing_renames_code_and_leaves_strings():
    reference = 'class RNN:\n    """An RNN."""\n\n\ndef f(model: RNN):  # RNN\n    return RNN, "RNN"\n'
    whole = corpus.compose(HEADER, reference)
    assert 'class Reference:\n    """An RNN."""' in whole
    assert 'def f(model: Reference):  # RNN\n    return Reference, "RNN"' in whole
    assert whole.endswith("class RNN(Reference):\n    pass\n")
    assert "loses:" not in whole


def test_composing_keeps_the_mistakes_own_class():
    whole = corpus.compose("class RNN(Reference):\n    a = 1\n", "class RNN:\n    pass\n")
    assert whole.count("class RNN") == 1


def test_composing_needs_a_reference_class():
    with pytest.raises(ValueError, match="no class RNN"):
        corpus.compose("x = 1\n", "class Other:\n    pass\n")
