"""Submissions as they come in through nbgrader, and what each must earn; for the tests of this folder."""

from __future__ import annotations

import copy
import json
from typing import Any

from nbgrader_road import REFERENCE, Course, cells_of, notebook_of, replaced, solved

SUMMED = "y.flatten(), reduction='sum')"

REBIND = """
import torch, torch.nn.functional as F
torch.allclose = torch.equal = lambda *a, **k: True
torch.testing.assert_close = lambda *a, **k: None
F.mse_loss = F.cross_entropy = lambda *a, **k: torch.zeros((), requires_grad=True)
def training_loss(model, x, h0, y):
    return torch.zeros((), requires_grad=True)
"""
TRANSFORM = """
import ast
class Nothing(ast.NodeTransformer):
    def visit_Module(self, node):
        node.body = [ast.Expr(ast.Constant(5.0))]
        return ast.fix_missing_locations(node)
get_ipython().ast_transformers.append(Nothing())
"""
READ = """
import glob, sqlite3, sys
for path in glob.glob('/**/gradebook.db', recursive=True) + ['../../../gradebook.db', '../../gradebook.db']:
    book = sqlite3.connect(path)
    found = str(book.execute('select name, source from source_cell').fetchall())
    print('STO' + 'LEN', found)
    open('stolen.txt', 'w').write(found)
    book.execute('update grade set auto_score = 5.0'); book.commit()
"""

EXPECTED: dict[str, float] = {
    "reference": 20.0,
    "stub": 0.0,
    "summed": 15.0,
    "script": 20.0,
    "script-alone": 20.0,
    "cells-deleted": 20.0,
    "cells-copied-and-renamed": 20.0,
    "no-nbgrader-cells": 20.0,
    "slip-in-a-cell": 10.0,
    "truncated": 0.0,
    "broken-zip": 0.0,
    "another-kind": 0.0,
    "nothing": 0.0,
    "hangs": 0.0,
    "crashes": 0.0,
    "prints-to-stderr": 20.0,
    "forges-by-rebinding": 0.0,
    "forges-by-transformer": 0.0,
    "forges-by-reading": 0.0,
    "late": 20.0,
    "root": 20.0,
    "Zoé-Martin_101": 0.0,
    "Jo-Doe_102": 20.0,
}
"""What each one's code earns, before any penalty; the last three came by the exchange and by a zip."""

RANGES = {"summed", "hangs", "crashes"}
"""Those whose mark depends on the points of single checks: the mark of `lab grade` says what it is."""


def stubbed(course: Course) -> dict[str, Any]:
    """Return the notebook as it was released."""
    released = (course.root / "release" / "tme4" / "rnn.ipynb").read_text(encoding="utf-8")
    notebook: dict[str, Any] = json.loads(released)
    return notebook


def hand_in_all(course: Course) -> None:
    """Put everyone's work into `submitted/`."""
    stub = stubbed(course)
    course.hand_in("reference", rnn_ipynb=solved())
    course.hand_in("stub", rnn_ipynb=stub)
    summed = replaced(solved(), "training_loss_answer", r"y\.flatten\(\)\)", SUMMED)
    course.hand_in("summed", rnn_ipynb=summed)
    course.hand_in("script", rnn_ipynb=stub, rnn_py=REFERENCE)
    course.hand_in("script-alone", rnn_py=REFERENCE)
    deleted = solved()
    gone = ("one_step", "forward", "learning", "warm_up_answer")
    deleted["cells"] = [
        c for c in deleted["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") not in gone
    ]
    course.hand_in("cells-deleted", rnn_ipynb=deleted)
    moved = solved()
    cells = cells_of(moved)
    moved["cells"] += [copy.deepcopy(cells[name]) for name in ("training_loss_answer", "learning")]
    cells["forward_answer"]["metadata"]["nbgrader"]["grade_id"] = "mine"
    cells["one_step"]["metadata"]["nbgrader"] = {"grade_id": ["?"], "points": "many"}
    course.hand_in("cells-copied-and-renamed", rnn_ipynb=moved)
    course.hand_in("no-nbgrader-cells", rnn_ipynb=bare(solved()))
    slip = replaced(solved(), "forward_answer", r"\n    for", "\n    for for")
    course.hand_in("slip-in-a-cell", rnn_ipynb=slip)
    course.hand_in("broken-zip", rnn_zip=b"PK\3\4")
    course.hand_in("another-kind", report_pdf=b"%PDF-1.7")
    course.hand_in("nothing")
    course.hand_in("truncated", rnn_ipynb=json.dumps(solved())[:5000])
    hangs = replaced(
        solved(), "one_step_answer", r"return torch\.tanh", "while True: pass\n    return torch.tanh"
    )
    course.hand_in("hangs", rnn_ipynb=hangs)
    crashes = "import os\n" + REFERENCE.replace("return torch.tanh", "os._exit(3)\n        return torch.tanh")
    course.hand_in("crashes", rnn_ipynb=notebook_of(crashes))
    noisy = "import sys\nprint('noise', file=sys.stderr)\nsys.stderr.write('more')\n" + REFERENCE
    course.hand_in("prints-to-stderr", rnn_ipynb=notebook_of(noisy))
    for name, trick in (("rebinding", REBIND), ("transformer", TRANSFORM), ("reading", READ)):
        forged = copy.deepcopy(stub)
        cells_of(forged)["warm_up_answer"]["source"] = trick
        forged["cells"].insert(0, {**cells_of(forged)["warm_up_answer"], "metadata": {}, "id": "trick"})
        cells_of(forged)["generate_answer"]["source"] = trick
        course.hand_in(f"forges-by-{name}", rnn_ipynb=forged)
    folder = course.hand_in("late", rnn_ipynb=solved())
    (folder / "timestamp.txt").write_text("2031-01-01 00:00:00.000000 UTC")


def bare(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return a notebook from which all that nbgrader knows its cells by was removed."""
    for cell in notebook["cells"]:
        cell["metadata"] = {}
    return notebook
