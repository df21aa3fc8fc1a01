"""The notebook: the same program as `rnn.py`, valid for nbgrader, running from top to bottom in both states."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.handout import CODE_STUB, build_nbgrader_source, build_notebook, source
from autograder.handout.notebook import CHECKED, dumps
from autograder.model import EXERCISES

LANGS = ["en", "fr"]


def text(cell: dict) -> str:
    return "".join(cell["source"])


def code(notebook: dict, role: str = "") -> str:
    cells = [c for c in notebook["cells"] if c["cell_type"] == "code"]
    return "\n\n".join(text(c) for c in cells if role in ("", c["metadata"]["kit"]["role"]))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("solved", [False, True])
def test_the_notebook_is_the_program_with_its_methods_attached(lang, solved: bool) -> None:
    marked = source.marked(lang)
    program = source.solved(marked) if solved else source.stubbed(marked, lang)
    notebook = build_notebook(lang, solved)
    assert functions(program) == {
        name: dump
        for name, dump in functions(code(notebook)).items()
        if name not in ("check", "waves")  # the notebook's own
    }
    attached = re.findall(r"^RNN\.(\w+) = (\w+)$", code(notebook), re.MULTILINE)
    assert attached == [(name, name) for name in source.METHODS]


def functions(program: str) -> dict[str, str]:
    """Return each function, method or not, and each class's bases, as a tree without margins."""
    found = {}
    for node in ast.walk(ast.parse(program)):
        if isinstance(node, ast.FunctionDef):
            if ast.get_docstring(node):
                node.body[0] = ast.Expr(ast.Constant(ast.get_docstring(node)))
            found[node.name] = ast.dump(node)
        elif isinstance(node, ast.ClassDef):
            found[f"class {node.name}"] = ast.unparse(node.bases)
    return found


@pytest.mark.parametrize("solved", [False, True])
def test_both_languages_have_the_same_cells(solved: bool) -> None:
    en, fr = (build_notebook(lang, solved) for lang in LANGS)
    assert [(c["id"], c["cell_type"], c["metadata"]) for c in en["cells"]] == [
        (c["id"], c["cell_type"], c["metadata"]) for c in fr["cells"]
    ]
    assert en["metadata"] == fr["metadata"]


@pytest.mark.parametrize("lang", LANGS)
def test_nbgrader_metadata(lang) -> None:
    cells = build_notebook(lang, solved=False)["cells"]
    marked = {c["metadata"]["nbgrader"]["grade_id"]: c for c in cells if "nbgrader" in c["metadata"]}
    assert set(marked) == set(EXERCISES) | {f"{name}_answer" for name in source.STUBS}
    assert sum("nbgrader" in c["metadata"] for c in cells) == len(marked), "grade_ids are unique"
    allowed = {"schema_version", "grade_id", "grade", "solution", "locked", "task", "points"}
    for grade_id, cell in marked.items():
        meta = cell["metadata"]["nbgrader"]
        assert set(meta) <= allowed and meta["schema_version"] == 3 and meta["task"] is False
        assert re.fullmatch(r"[a-zA-Z0-9_-]+", grade_id)
        kind = (meta["grade"], meta["solution"], meta["locked"], meta.get("points"))
        assert kind == (
            (True, False, True, EXERCISES[grade_id]) if grade_id in EXERCISES else (False, True, False, None)
        )
        if grade_id in EXERCISES:
            assert text(cell) == f'check("{grade_id}")\n{CHECKED}{grade_id}'


@pytest.mark.parametrize("lang", LANGS)
def test_an_answer_comes_right_before_its_check(lang) -> None:
    ids = [c["id"] for c in build_notebook(lang, solved=False)["cells"]]
    for name in source.GRADED:
        at = ids.index(f"text-{name}")
        assert ids[at : at + 3] == [f"text-{name}", f"answer-{name}", f"check-{name}"]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("lang", LANGS)
def test_the_file_is_as_jupyter_would_save_it(lang) -> None:
    notebook = build_notebook(lang, solved=False)
    assert json.loads(dumps(notebook)) == notebook
    assert not re.search(r"\]\(figures/|https?://(?!www\.w3\.org)", dumps(notebook))


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_nbgrader_makes_our_stubs_of_our_source(tmp_path, lang) -> None:
    (path,) = build_nbgrader_source(tmp_path, lang)
    script = """
import json, sys, warnings
warnings.simplefilter("ignore")
import nbformat
from nbgrader.preprocessors import CheckCellMetadata, ClearSolutions
notebook = nbformat.read(sys.argv[1], as_version=4)
nbformat.validate(notebook)
for step in (CheckCellMetadata(), ClearSolutions(code_stub={"python": sys.argv[2]}), CheckCellMetadata()):
    notebook, _ = step.preprocess(notebook, {})
print(json.dumps(["".join(cell.source) for cell in notebook.cells]))
"""
    done = run([sys.executable, "-c", script, str(path), CODE_STUB[lang]], tmp_path)
    assert json.loads(done.splitlines()[-1]) == [text(c) for c in build_notebook(lang, solved=False)["cells"]]


DRIVER = """
import json, sys
if sys.argv[2] == "without":
    sys.modules["matplotlib"] = None  # import raises ImportError
space = {"__name__": "__main__"}
for cell in json.load(open(sys.argv[1], encoding="utf-8"))["cells"]:
    if cell["cell_type"] == "code":
        exec(compile("".join(cell["source"]), cell["id"], "exec"), space)
"""

PYPLOT = """
from unittest.mock import MagicMock

def __getattr__(name):
    return (lambda: print("<figure>")) if name == "show" else MagicMock(name=name)
"""

CHECK = """
import os, sys
print('checked', *sys.argv[1:])
print('é', os.environ['RNN_LAB_HINT'], file=sys.stderr)
"""


def run(command: list[str], folder: Path) -> str:
    environment = {**os.environ, "PYTHONUTF8": "1", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("solved", [False, True])
@pytest.mark.parametrize(("lang", "plots"), [("en", "with"), ("fr", "without")])
def test_the_notebook_runs_from_top_to_bottom(tmp_path, lang, solved: bool, plots: str) -> None:
    (tmp_path / "rnn.ipynb").write_text(dumps(build_notebook(lang, solved)), encoding="utf-8")
    (tmp_path / "driver.py").write_text(DRIVER, encoding="utf-8")
    (tmp_path / "matplotlib").mkdir()
    (tmp_path / "matplotlib" / "__init__.py").write_text("")
    (tmp_path / "matplotlib" / "pyplot.py").write_text(PYPLOT)
    if plots == "with":
        (tmp_path / "check.pyz").write_text(CHECK, encoding="utf-8")
    said = run([sys.executable, "driver.py", "rnn.ipynb", plots], tmp_path)
    to_do = "Next to be written:" if lang == "en" else "Prochain exercice à écrire\u00a0:"
    assert said.count(to_do) == (0 if solved else 4)
    assert said.count("<figure>") == (3 if solved and plots == "with" else 0)
    assert ("pip install matplotlib" in said) == (plots == "without")
    if plots == "with":
        for name in EXERCISES:
            asking = f'check("{name}", "--hint")'
            assert f"checked rnn.ipynb --exercise {name} --lang {lang}\né {asking}" in said
    else:
        assert said.count("check.pyz") == len(EXERCISES)
    if solved:
        end = re.search(r"(?:loss at the end:|perte à la fin\u00a0:) ([\d.]+)", said)
        wave = re.search(r"(?:steps generated:|pas générés\u00a0:) ([\d.]+)", said)
        assert end and float(end[1]) < 0.1
        assert wave and float(wave[1]) < 0.2


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("solved", [False, True])
def test_the_program_runs_and_says_what_is_missing(tmp_path, lang, solved: bool) -> None:
    marked = source.marked(lang)
    program = source.solved(marked) if solved else source.stubbed(marked, lang)
    (tmp_path / "rnn.py").write_text(program, encoding="utf-8")
    script = "import rnn, runpy; print('imported'); runpy.run_path('rnn.py', run_name='__main__')"
    before, said = run([sys.executable, "-c", script], tmp_path).split("imported\n")
    assert before == "", "importing has no effect"
    if solved:
        losses = [float(n) for n in re.findall(r"(?:loss|perte) ([\d.]+)", said)]
        assert len(losses) == 5 and losses[0] > 0.6 > 0.1 > losses[-1]
    else:
        to_do = "Next to be written:" if lang == "en" else "Prochain exercice à écrire\u00a0:"
        assert said == f"{to_do} one_step\n"


BY_HAND = """
import torch
from rnn import RNN, generate, training_loss, warm_up
model = RNN(1, 1, 1)
with torch.no_grad():
    for parameter, value in ((model.W_i.weight, 2), (model.W_i.bias, 0.5), (model.W_h.weight, -1),
                             (model.decoder.weight, 1), (model.decoder.bias, 0)):
        parameter.fill_(value)
x, h0, y = torch.tensor([[[0.5]], [[0.0]]]), torch.zeros(1, 1), torch.tensor([[[0.2]], [[0.1]]])
print(*(round(v, 4) for v in (model.one_step(x[0], h0).item(), *model(x, h0).flatten().tolist(),
                              training_loss(model, x, h0, y).item())))
tensors = [*warm_up(torch.zeros(2, 3), torch.ones(2, 3)), generate(model, h0, 3)]
print(*(tuple(t.shape) for t in tensors))
"""


@pytest.mark.slow
def test_the_numbers_to_check_by_hand_are_those_of_the_solution(tmp_path) -> None:
    (tmp_path / "rnn.py").write_text(source.solved(source.marked("en")), encoding="utf-8")
    numbers, shapes = run([sys.executable, "-c", BY_HAND], tmp_path).splitlines()
    assert numbers == "0.9051 0.9051 -0.3843 0.3441"
    assert shapes == "(4, 3) (2, 2, 3) (3, 1, 1)"
    for lang in LANGS:
        page = (text(c) for c in build_notebook(lang, solved=False)["cells"] if c["cell_type"] == "markdown")
        said = "".join(page).replace("{,}", ".")
        assert [n for n in numbers.split() if n not in said] == []


@pytest.mark.parametrize("lang", LANGS)
def test_validate_is_told_that_a_check_takes_too_long(tmp_path, lang, monkeypatch, capsys) -> None:
    """nbgrader interrupts a cell after 30 seconds, and shows a right answer as a KeyboardInterrupt."""
    (tmp_path / "rnn.ipynb").write_text("{}")
    (tmp_path / "check.pyz").write_text("import time\ntime.sleep(60)\n")
    monkeypatch.chdir(tmp_path)
    helper = code(build_notebook(lang, solved=False), "demo").partition("try:\n    import matplotlib")[0]
    assert helper.count("longest = 25 ") == 1
    space: dict = {}
    exec(helper.replace("longest = 25 ", "longest = 0.2 "), space)
    monkeypatch.setenv("NBGRADER_VALIDATING", "1")
    space["check"]("one_step")
    said = capsys.readouterr()
    assert ("too busy" if lang == "en" else "trop occupée") in said.err and "Traceback" not in said.err
