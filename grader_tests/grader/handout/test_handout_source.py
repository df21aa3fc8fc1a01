"""The single source: its markers, its cells, and that its French and its English are one program."""

import ast
import io
import re
import tokenize

import pytest

from autograder.handout import cells, french, source
from autograder.model import EXERCISES

DEMOS = [value for name, value in vars(cells).items() if name.isupper()]


def shape(code: str) -> str:
    """Return a program without what it says: docstrings, and strings that a person reads, are blanked."""
    tree = ast.parse(code)
    for _, node in source.documented(tree):
        node.body = node.body[1:] or [ast.Pass()]
    said = {ast.literal_eval(s) for pair in french.STRINGS.items() for s in pair}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value in said:
            node.value = ""
    return ast.dump(tree)


def test_graded_functions_have_a_stub_and_learning_has_none() -> None:
    assert set(EXERCISES) - set(source.STUBS) == {"learning"}
    assert source.GRADED == ("one_step", "forward", "training_loss")


@pytest.mark.parametrize("code", [source.marked("en"), *DEMOS])
def test_french_and_english_are_the_same_program(code: str) -> None:
    translated = source.translate(code, "fr")
    assert translated != code
    assert shape(translated) == shape(code)


@pytest.mark.parametrize("code", [source.marked("en"), *DEMOS])
def test_english_source_is_ascii(code: str) -> None:
    assert code.isascii(), "columns counted in bytes and in characters must agree"


def test_every_word_is_translated_and_no_translation_is_left_over() -> None:
    docstrings, comments, strings = set(), set(), set()
    for code in [source.marked("en"), *DEMOS]:
        documented = source.documented(ast.parse(code))
        docstrings |= {name for name, _ in documented}
        own = {ast.get_docstring(node, clean=False) for _, node in documented}
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type == tokenize.COMMENT and "SOLUTION" not in token.string:
                comments.add(token.string)
            elif token.type == tokenize.STRING and not token.string.startswith("f"):
                strings.add(token.string)
        strings = {s for s in strings if ast.literal_eval(s) not in own}
    assert docstrings == set(french.DOCSTRINGS)
    assert comments == set(french.COMMENTS)
    assert set(french.STRINGS) <= strings
    untranslated = [s for s in strings - set(french.STRINGS) if " " in s.strip('"')]
    assert untranslated == ['"lower center"']  # matplotlib's, not a message


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    ### END SOLUTION\n", "", "5 blocks"),
        ("    ### BEGIN SOLUTION\n", "", "5 blocks"),
    ],
)
def test_a_lost_marker_stops_the_generator(tmp_path, monkeypatch, old: str, new: str, said: str) -> None:
    broken = tmp_path / "rnn.py"
    broken.write_text(source.SOURCE.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(source, "SOURCE", broken)
    with pytest.raises(ValueError, match=said):
        source.marked("en")


@pytest.mark.parametrize(
    "code", ["x = 1  # a remark nobody translated\n", '"""module"""\ndef f():\n    """What?"""\n']
)
def test_a_missing_translation_stops_the_generator(code: str) -> None:
    with pytest.raises(ValueError, match="no French"):
        source.translate(code, "fr")
    assert source.translate(code, "en") == code


def test_the_remark_for_teachers_does_not_reach_anyone() -> None:
    assert source.SOURCE.read_text(encoding="utf-8").startswith("# SECRET")
    assert source.marked("en").startswith('"""TME 4')
    assert source.marked("fr").startswith('"""TME 4\u00a0:')


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_stub_and_solution_differ_in_the_bodies_alone(lang) -> None:
    marked = source.marked(lang)
    stubbed, solved = source.stubbed(marked, lang), source.solved(marked)
    assert stubbed.count("raise NotImplementedError()") == len(source.STUBS)
    assert "SOLUTION" not in stubbed + solved
    assert [n for n, _ in source.documented(ast.parse(stubbed))] == [
        n for n, _ in source.documented(ast.parse(solved))
    ]
    for block in source.solution_blocks(marked):
        assert re.sub(r"\s", "", block) in re.sub(r"\s", "", solved)


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("state", ["stubbed", "solved", "marked"])
def test_the_cells_are_the_program_cut_up(lang, state: str) -> None:
    marked = source.marked(lang)
    code = {"marked": marked, "solved": source.solved(marked), "stubbed": source.stubbed(marked, lang)}[state]
    cut = source.cells(code)
    assert sorted(cut) == sorted(["imports", "RNN", "training", *source.STUBS])
    assert definitions("\n\n".join(cut.values())) == definitions(code)
    if state == "marked":
        assert all(cut[name].count("### END SOLUTION") == 1 for name in source.STUBS)
    for method in source.METHODS:
        assert cut[method].endswith(f"\n\n\nRNN.{method} = {method}")


def definitions(code: str) -> dict[str, str]:
    """Return every function of a program by name, methods as functions, and the imports."""
    found = {}
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef):
            if ast.get_docstring(node):
                node.body[0] = ast.Expr(ast.Constant(ast.get_docstring(node)))  # margins differ
            found[node.name] = ast.dump(node)
        elif isinstance(node, ast.ClassDef):
            found[node.name] = ast.get_docstring(node) + "".join(map(ast.dump, node.bases))
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found.setdefault("imports", "")
            found["imports"] += ast.dump(node)
    return found
