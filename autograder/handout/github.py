"""Writes the template repository for GitHub Classroom, with no secret in it; for the command line.

Students can change all of it, the workflow too: its points inform, and marks come from `lab grade` alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from string import Template

from autograder.handout.files import student_files, write
from autograder.handout.gradescope import pinned
from autograder.model import MAX_SCORE, Lang

WORKFLOW = ".github/workflows/classroom.yml"
POINTS = ".github/points.py"

_WORKFLOW = Template("""\
name: Autograding Tests
"on": [push, workflow_dispatch]
permissions:
  checks: write
  actions: read
  contents: read
jobs:
  run-autograding-tests:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    if: github.actor != 'github-classroom[bot]'
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - name: Install torch
        run: |
          pip install $torch --index-url https://download.pytorch.org/whl/cpu
          pip install $numpy
      - name: Self-check
        id: check
        run: python $points
      - name: Autograding Reporter
        uses: classroom-resources/autograding-grading-reporter@v1
        env:
          CHECK_RESULTS: "$${{ steps.check.outputs.result }}"
        with:
          runners: check
""")

_POINTS = Template('''\
"""Runs the self-check and gives its points to GitHub Classroom's reporter, as the step's output `result`."""

import base64
import json
import os
import subprocess
import sys
import textwrap

MAX_SCORE = $max_score


def test(name, status, score, max_score, message=""):
    return {
        "name": name,
        "status": status,
        "score": score,
        "max_score": max_score,
        "message": message[:1000],
        "test_code": "",
        "filename": "",
        "line_no": 0,
        "duration": 0,
    }


def message_of(finding):
    slots = ("title", "got", "expected", "why", "next")
    return "\\n".join(f"{slot}: {finding[slot]}" for slot in slots if finding.get(slot))


def result_of(ran):
    """Return the result; where the check itself did not run there are no points, not even 0."""
    try:
        found = json.loads(ran.stdout)
    except ValueError:
        tests = [test("check.pyz", "error", 0, 0, ran.stderr)]
        return {"version": 1, "status": "error", "max_score": 0, "tests": tests}
    graded = [check for check in found["checks"] if check["max_score"]]
    tests = [
        test(
            check["id"],
            "pass" if check["status"] == "passed" else "fail",
            check["score"],
            check["max_score"],
            message_of(check.get("finding", {})),
        )
        for check in graded
    ]
    if found["problem"]:
        tests = [test(found["file"], "fail", 0, MAX_SCORE, message_of(found["problem"]))]
    return {
        "version": 1,
        "status": "pass" if found["passed"] else "fail",
        "max_score": MAX_SCORE,
        "tests": tests,
    }


command = [sys.executable, "check.pyz", "--json"]
environment = {**os.environ, "PYTHONUTF8": "1"}
ran = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment)
result = result_of(ran)
for each in result["tests"]:  # the reporter shows names alone
    print(each["status"], each["name"], f"{each['score']:g}/{each['max_score']:g}")
    if each["message"]:
        print(textwrap.indent(each["message"], "    "))
encoded = base64.b64encode(json.dumps(result).encode()).decode()
with open(os.environ["GITHUB_OUTPUT"], "a", encoding="utf-8") as output:
    output.write(f"result={encoded}\\n")
''')

_README: Mapping[Lang, str] = {
    "en": """\
# TME 4: a recurrent neural network from scratch

Read `handout.md`, fill in `rnn.py` or `rnn.ipynb`, and run `python check.pyz` as often as wanted. Each push runs
the same check on GitHub: the points it shows are for information, the mark is given later with other numbers.

## For the teacher

This folder is the template repository of a GitHub Classroom assignment (for the autograding, choose the workflow
that is already in the repository). It holds no secret: the suites that grade never go to a student's repository.
Students can change every file of theirs, the workflow too, so the points shown on GitHub are not marks.
To grade:

```
gh classroom clone student-repos -a ASSIGNMENT_ID
lab grade ASSIGNMENT-submissions --out OUT
```

Each repository is one student. OUT then holds `report.html`, `grades.csv` and a page of feedback for each.
""",
    "fr": """\
# TME 4\u00a0: un réseau de neurones récurrent, de zéro

Lire `handout.md`, compléter `rnn.py` ou `rnn.ipynb`, et lancer `python check.pyz` à volonté. À chaque push, GitHub
lance la même vérification\u00a0: ses points sont indicatifs, la note est donnée plus tard avec d'autres nombres.

## Pour l'enseignant

Ce dossier est le dépôt modèle (*template repository*) d'un devoir GitHub Classroom (pour la correction
automatique, choisir le workflow déjà présent dans le dépôt). Il ne contient aucun secret\u00a0: les tests qui notent
ne vont jamais dans le dépôt d'un étudiant. Les étudiants peuvent changer tous leurs fichiers, le workflow
compris\u00a0: les points affichés sur GitHub ne sont pas des notes. Pour noter\u00a0:

```
gh classroom clone student-repos -a NUMÉRO_DU_DEVOIR
lab grade DEVOIR-submissions --out SORTIE --lang fr
```

Chaque dépôt est un étudiant. SORTIE contient ensuite `report.html`, `grades.csv` et une page de retour pour chacun.
""",
}


def build_github(to: Path, lang: Lang, extra: Mapping[str, bytes], replace: bool = False) -> list[Path]:
    """Write the template repository into a folder; return the files written.

    Args:
        to: the folder to write into.
        lang: language of text and comments.
        extra: what `student_files` lacks: the self-check, as `check.pyz`.
        replace: whether other files in their places are lost.

    Raises:
        UsageError: `to` cannot be a folder, or has other files in their places.
    """
    texts = {
        WORKFLOW: _WORKFLOW.substitute(torch=pinned("torch"), numpy=pinned("numpy"), points=POINTS),
        POINTS: _POINTS.substitute(max_score=f"{MAX_SCORE:g}"),
        "README.md": _README[lang],
    }
    encoded = {path: text.encode() for path, text in texts.items()}
    return write(to, {**student_files(lang), **extra, **encoded}, replace)
