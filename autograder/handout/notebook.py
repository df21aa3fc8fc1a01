"""The lab as a notebook, made of the text and of the source; for `autograder.handout` alone."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from html import escape
from typing import Any

from autograder.handout import cells as extra
from autograder.handout import source
from autograder.handout.drawings import ALT, drawings
from autograder.handout.page import sections
from autograder.model import EXERCISES, Lang

Notebook = dict[str, Any]

CHECKED = "# graded by the kit: "
"""What a grade cell says after the self-check's call: the id of its exercise."""

_IMAGE = re.compile(r"!\[[^\]]*\]\(figures/(\w+)\.svg\)")


def build_notebook(lang: Lang, solved: bool) -> Notebook:
    """Return the notebook (nbformat 4.5) with stubs, or with the solution in their place."""
    marked = source.marked(lang)
    return assemble(source.solved(marked) if solved else source.stubbed(marked, lang), lang)


def assemble(program: str, lang: Lang) -> Notebook:
    """Return the notebook whose code is that of a program, whose markers stay where it has any."""
    texts, codes = sections(lang, "notebook"), source.cells(program)
    pictures = drawings(lang)

    def text(name: str) -> Notebook:
        shown = _IMAGE.sub(lambda m: _inline(m[1], pictures, lang), texts[name])
        return _cell("markdown", f"text-{name}", "text", shown)

    def given(name: str) -> Notebook:
        return _cell("code", f"given-{name}", "given", codes[name])

    def demo(name: str, code: str) -> Notebook:
        return _cell("code", f"demo-{name}", "demo", source.translate(code.lstrip("\n"), lang))

    def answer(name: str) -> Notebook:
        cell = _cell("code", f"answer-{name}", "answer", codes[name])
        return _graded(cell, f"{name}_answer", solution=True)

    def check(name: str) -> Notebook:
        cell = _cell("code", f"check-{name}", "check", f'check("{name}")\n{CHECKED}{name}')
        return _graded(cell, name, points=EXERCISES[name])

    return {
        "cells": [
            text("intro"),
            text("start"),
            given("imports"),
            demo("helper", extra.CHECK_HELPER),
            text("network"),
            given("RNN"),
            text("tensors"),
            text("warm_up"),
            answer("warm_up"),
            demo("warm_up", extra.WARM_UP_DEMO),
            text("one_step"),
            answer("one_step"),
            check("one_step"),
            text("forward"),
            answer("forward"),
            check("forward"),
            text("training_loss"),
            answer("training_loss"),
            check("training_loss"),
            text("learning"),
            given("training"),
            demo("training", extra.TRAINING_DEMO),
            demo("learnt", extra.LEARNT_DEMO),
            check("learning"),
            text("generate"),
            answer("generate"),
            demo("inference", extra.INFERENCE_DEMO),
            text("rules"),
            text("marking"),
        ],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def dumps(notebook: Notebook) -> str:
    """Write a notebook the way Jupyter does, so that saving it again without a change changes nothing."""
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _cell(kind: str, name: str, role: str, text: str) -> Notebook:
    cell: Notebook = {
        "cell_type": kind,
        "id": name,
        "metadata": {"kit": {"role": role}},
        "source": text.rstrip("\n").splitlines(keepends=True),
    }
    return cell if kind == "markdown" else {**cell, "execution_count": None, "outputs": []}


def _graded(
    cell: Notebook, grade_id: str, *, solution: bool = False, points: float | None = None
) -> Notebook:
    """Add nbgrader's metadata, schema 3: an answer is solution and not grade, a check is grade and locked."""
    grade = points is not None
    nbgrader: dict[str, Any] = {
        "grade": grade,
        "grade_id": grade_id,
        "locked": grade,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        nbgrader["points"] = int(points) if points == int(points) else points  # as Jupyter writes it
    return {**cell, "metadata": {**cell["metadata"], "nbgrader": nbgrader}}


def _inline(name: str, pictures: Mapping[str, str], lang: Lang) -> str:
    """Return a drawing for a Markdown cell, inside the file.

    An SVG attachment or an `<svg>` element is refused there by JupyterLab; an image with a data URI is shown
    (https://github.com/jupyterlab/jupyterlab/issues/10464).
    """
    data = base64.b64encode(pictures[name].encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(ALT[lang][name])}">'
