"""`lab new-mistake` makes the file of a known mistake from one member of an unnamed group."""

import shutil

import pytest

from autograder import corpus
from autograder.cli import main
from autograder.explain.extract import overriding
from autograder.model import Cell, UsageError


@pytest.fixture
def solutions(tmp_path, monkeypatch):
    """A copy of solutions/ that may be written to."""
    shutil.copytree(corpus.SOLUTIONS, tmp_path / "solutions")
    monkeypatch.setattr(corpus, "SOLUTIONS", tmp_path / "solutions")
    return tmp_path / "solutions"


def new_mistake(graded, student, mistake, file=None):
    path = graded.folder / f"{file or student}.py"
    return main(["new-mistake", str(graded.out), student, str(path), "--id", mistake])


@pytest.mark.slow
def test_a_known_id_makes_a_program_that_composes(graded, solutions, capsys):
    before = {p.name for p in corpus.mistakes()}
    assert new_mistake(graded, "clipped", "last-state-only") == 0
    made = [p for p in corpus.mistakes() if p.name not in before]
    assert [p.mistake for p in made] == ["last-state-only"]
    assert made[0].exercise == "forward" and "clamp" in made[0].submission.decode()
    assert made[0].submission.decode().count("class RNN(Reference)") == 1
    assert "lab verify 'mistakes/last-state-only--*'" in capsys.readouterr().out


@pytest.mark.slow
def test_a_new_id_makes_a_draft_that_grading_does_not_read(graded, solutions, capsys):
    before = {p.name for p in corpus.mistakes()}
    assert new_mistake(graded, "leaky", "leaky-average") == 0
    (draft,) = solutions.rglob("*.draft")
    text = draft.read_text(encoding="utf-8")
    assert text.startswith('"""\nid: leaky-average\nexercise: one_step\nloses: one_step')
    assert "why.en:\nwhy.fr:\nnext.en:\nnext.fr:\n" in text
    assert {p.name for p in corpus.mistakes()} == before
    assert "Fill in the four lines" in capsys.readouterr().out
    filled = text.replace("why.en:", "why.en: A.").replace("why.fr:", "why.fr: B.")
    filled = filled.replace("next.en:", "next.en: C?").replace("next.fr:", "next.fr: D ?")
    draft.with_suffix("").write_text(filled, encoding="utf-8")
    assert "leaky-average" in {p.mistake for p in corpus.mistakes()}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("student", "mistake", "file", "says"),
    [
        ("late", "something-new", None, "no mistake without a name"),
        ("leaky", "Not An Id", None, "can't be an id"),
        ("leaky", "none", None, "can't be an id"),
        ("leaky", "something-new", "late", "not the file"),
        ("nobody", "something-new", "late", "There is no result"),
    ],
)
def test_what_makes_no_sense_is_refused(graded, solutions, capsys, student, mistake, file, says):
    assert new_mistake(graded, student, mistake, file) == 2
    assert says in capsys.readouterr().err


@pytest.mark.slow
def test_a_file_that_is_there_is_kept(graded, solutions, capsys):
    assert new_mistake(graded, "leaky", "leaky-average") == 0
    assert new_mistake(graded, "leaky", "leaky-average") == 2
    assert "is there already" in capsys.readouterr().err


OWN = """
import math
import torch
from torch import nn

SCALE = 2

def squash(z):
    return torch.tanh(z) * SCALE

class Cell(nn.Module):
    pass

class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.cell = Cell()

    def one_step(self, x, h):
        return squash(self.cell(x))

    def forward(self, x, h):
        out = [self.one_step(a, h) for a in x]
        return torch.stack(out)

def training_loss(model, x, h0, y):
    return model(x, h0).mean()
"""


def test_a_method_alone_where_the_reference_offers_what_it_needs():
    text = overriding([Cell("rnn.py", OWN)], "forward")
    assert text.startswith("import torch\n")
    assert "class RNN(Reference):\n    def forward" in text
    assert "one_step(self, x, h)" not in text and "math" not in text and "squash" not in text


def test_the_whole_class_and_its_helpers_where_it_has_parts_of_its_own():
    text = overriding([Cell("rnn.py", OWN)], "one_step")
    assert "class RNN(nn.Module):" in text and "class Cell" in text
    assert text.index("SCALE = 2") < text.index("def squash") < text.index("class RNN")


def test_the_loss_alone():
    text = overriding([Cell("rnn.py", OWN)], "training_loss")
    assert "def training_loss" in text and "class" not in text


@pytest.mark.parametrize(("source", "says"), [("def f(:", "not Python"), ("x = 1", "does not define")])
def test_a_source_without_it_is_refused(source, says):
    with pytest.raises(UsageError, match=says):
        overriding([Cell("rnn.py", source)], "forward")
