"""A course as nbgrader alone has it, whose checks run in a kernel beside the student's code; to be compared with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from nbgrader_road import REFERENCE, Course, environment

CHECK = """
import torch
torch.manual_seed(0)
model, x, h0 = RNN(3, 5, 2), torch.randn(7, 4, 3), torch.zeros(4, 5)
states = model(x, h0)
assert states.shape == (7, 4, 5)
assert torch.allclose(states[0], model.one_step(x[0], h0))
y = torch.randint(0, 2, (7, 4))
optimiser = torch.optim.Adam(model.parameters(), lr=0.03)
for _ in range(60):
    optimiser.zero_grad()
    loss = training_loss(model, x, h0, y)
    loss.backward()
    optimiser.step()
assert loss < 0.7
"""


def stock_course(base: Path) -> tuple[Course, str]:
    """Build a course with nbgrader's own settings, generated, and return it with the notebook of a right student."""
    root = base / "stock"
    (root / "source" / "tme4").mkdir(parents=True)
    (root / "nbgrader_config.py").write_text('c = get_config()\nc.CourseDirectory.course_id = "rnn"\n')
    program = REFERENCE.partition('if __name__ == "__main__"')[0]
    plain = "\n".join(line for line in program.splitlines() if not line.lstrip().startswith("###"))
    answer = f"### BEGIN SOLUTION\n{plain}\n### END SOLUTION"
    cells = [_cell("answer", answer), *(_cell(f"check_{k}", CHECK, 5) for k in range(4))]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    text = json.dumps(notebook)
    (root / "source" / "tme4" / "rnn.ipynb").write_text(text)
    course = Course(root, environment(base))
    course.nbgrader("generate_assignment", "tme4")
    return course, text


def _cell(name: str, source: str, points: int = 0) -> dict[str, Any]:
    about = {
        "schema_version": 3,
        "grade_id": name,
        "grade": points > 0,
        "solution": points == 0,
        "task": False,
    }
    about |= {"locked": points > 0} | ({"points": points} if points else {})
    return {
        "cell_type": "code",
        "id": name,
        "source": source,
        "metadata": {"nbgrader": about},
        "execution_count": None,
        "outputs": [],
    }
