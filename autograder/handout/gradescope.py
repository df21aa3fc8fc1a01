"""Writes Gradescope's autograder.zip: the kit, and the two scripts that Gradescope calls; for the command line.

SECRET: it holds the hidden suites, the course's secret and the solutions. It goes to the teacher alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template

from autograder.handout.files import write, zipped
from autograder.model import ROOT, Lang, UsageError

NAME = "autograder.zip"
EXECUTABLE = ("setup.sh", "run_autograder")
SECRETS = ("grader_tests/hidden/course.secret", "grader_tests/hidden", "solutions")

_KIT: Mapping[str, frozenset[str]] = {
    "autograder": frozenset({".py", ".html", ".md", ".css", ".svg", ".typed"}),
    "grader_tests/hidden": frozenset({".py", ".ini", ".secret"}),
    "solutions": frozenset({".py", ".ipynb"}),
}
"""The folders that grading needs, and the kinds of file in them: an editor's copies stay here."""

_SETUP = Template("""\
#!/usr/bin/env bash
# Runs once, as root, while Gradescope builds the image: Python, torch, the kit.
set -euo pipefail
root="$${AUTOGRADER_ROOT:-/autograder}"
source="$$root/source"

apt-get update
apt-get install -y --no-install-recommends python3 python3-venv
python3 -c 'import sys; assert sys.version_info >= (3, 10), "choose a base image of Ubuntu 22.04 or later"'
python3 -m venv "$$root/venv"
# torch first, and without CUDA: the build for processors alone is much smaller
"$$root/venv/bin/pip" install "$torch" --index-url https://download.pytorch.org/whl/cpu ||
    "$$root/venv/bin/pip" install "$torch"
"$$root/venv/bin/pip" install -e "$$source"

# student code runs in a sandbox, under a user of its own; these files are closed to that user as well
chmod -R o= "$$source/grader_tests/hidden" "$$source/solutions"
mkdir -p "$$root/results"
chmod o= "$$root/results"

"$$root/venv/bin/lab" doctor || true  # the build's log says which protections hold here
""")

_RUN = Template("""\
#!/usr/bin/env bash
# Runs for each submission, as root. A mark is written only by the grader: where it fails there is none.
set -euo pipefail
root="$${AUTOGRADER_ROOT:-/autograder}"
python="$${AUTOGRADER_PYTHON:-$$root/venv/bin/python}"
results="$$root/results/results.json"
mkdir -p "$$root/results"

cat > "$$results" <<'END'
$pending
END

found="$$(find "$$root/submission/" -type f '(' -iname '*.py' -o -iname '*.ipynb' -o -iname '*.zip' \\
    -o -iname '*.py.txt' -o -iname '*.ipynb.txt' -o -iname '*.ipynb.json' ')' -print -quit)"
if [ -z "$$found" ]; then
    cat > "$$results" <<'END'
$missing
END
    exit 0
fi

work="$$(mktemp -d)"
trap 'rm -rf "$$work"' EXIT
# named as in nbgrader's folders, all that was handed in is one student's, whatever the files are called
mkdir -p "$$work/submitted/submission"
ln -s "$$root/submission" "$$work/submitted/submission/tme4"

cd "$$root/source"
code=0
"$$python" -m autograder grade "$$work/submitted/submission/tme4" --out "$$work/out" --jobs 1 --lang $lang || code=$$?
# 3: the mark stays open, which is said to the student
[ "$$code" -eq 0 ] || [ "$$code" -eq 3 ] || exit "$$code"
"$$python" -m autograder export "$$work/out" --to gradescope --into "$$root/results" --lang $lang
""")

_SAID: Mapping[Lang, Mapping[str, str]] = {
    "en": {
        "pending": "Being graded. If this stays, the grader was stopped, and there is no mark yet: this costs nothing."
        " Hand in again, or tell the teacher.",
        "missing": "There is no rnn.py and no rnn.ipynb: hand in one of the two.",
    },
    "fr": {
        "pending": "Correction en cours. Si ce message reste, le correcteur a été interrompu et il n'y a pas encore de"
        " note\u00a0: cela ne coûte rien. Rendre à nouveau le fichier, ou prévenir l'enseignant.",
        "missing": "Il n'y a ni rnn.py ni rnn.ipynb\u00a0: rendre l'un des deux.",
    },
}

_README: Mapping[Lang, str] = {
    "en": """\
# The RNN lab's autograder for Gradescope

SECRET: this zip holds the hidden suites, the course's secret and the solutions.

1. Create a programming assignment of 20 points.
2. In its autograder's settings, choose a base image of Ubuntu 22.04 or later and upload this zip as it is.
3. Read the build's log down to its end: `lab doctor` says there which protections hold. Without seccomp nothing
   is graded.
4. Test it with `solutions/rnn.py`, which earns 20 points, before students see the assignment.

Students hand in `rnn.py` or `rnn.ipynb`. `setup.sh` runs once for the image, `run_autograder` for each
submission. Where the grader itself fails, there is no score: the mark is open, never 0.
""",
    "fr": """\
# Le correcteur du TME RNN pour Gradescope

SECRET\u00a0: ce zip contient les tests cachés, le secret du cours et les solutions.

1. Créer un devoir de programmation (*programming assignment*) sur 20 points.
2. Dans les réglages de son correcteur (*autograder*), choisir une image Ubuntu 22.04 ou plus récente et déposer
   ce zip tel quel.
3. Lire la fin du journal de construction\u00a0: `lab doctor` y dit quelles protections tiennent. Sans seccomp,
   rien n'est noté.
4. Essayer avec `solutions/rnn.py`, qui obtient 20 points, avant d'ouvrir le devoir aux étudiants.

Les étudiants rendent `rnn.py` ou `rnn.ipynb`. `setup.sh` est lancé une fois pour l'image, `run_autograder` pour
chaque rendu. Quand le correcteur lui-même échoue, il n'y a pas de note\u00a0: elle reste ouverte, jamais 0.
""",
}


def build_gradescope(to: Path, lang: Lang, replace: bool = False) -> list[Path]:
    """Write autograder.zip, the same bytes every time; return the file written.

    Raises:
        UsageError: `to` cannot be a folder, has another autograder.zip, or the kit is not whole.
    """
    return write(to, {NAME: zipped(gradescope_files(lang), EXECUTABLE)}, replace)


def gradescope_files(lang: Lang) -> dict[str, bytes]:
    """Return what the zip holds, by path.

    Raises:
        UsageError: a secret part of the kit is not here.
    """
    for needed in SECRETS:
        if not (ROOT / needed).exists():
            raise UsageError(f"{needed} is missing in {ROOT}: build the autograder from the teachers' kit.")
    said = {
        "pending": _results(_SAID[lang]["pending"]),
        "missing": _results(_SAID[lang]["missing"], score=0.0),
    }
    texts = {
        "setup.sh": _SETUP.substitute(torch=pinned("torch")),
        "run_autograder": _RUN.substitute(said, lang=lang),
        "README.md": _README[lang],
    }
    whole = {name: (ROOT / name).read_bytes() for name in ("pyproject.toml", "LICENSE")}
    return {**whole, **dict(_kit()), **{path: text.encode() for path, text in texts.items()}}


def pinned(package: str) -> str:
    """Return the requirement that fixes a package's version for Python 3.11 and later: "torch==2.13.0"."""
    found = re.search(rf'"({package}==[\w.]+)', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    if not found:
        raise ValueError(f"pyproject.toml does not pin {package}")
    return found[1]


def _results(output: str, **score: float) -> str:
    """Return a results.json without tests; without a score Gradescope gives no mark."""
    shown = {"output_format": "text", "visibility": "visible", "stdout_visibility": "hidden"}
    return json.dumps({**score, "output": output, **shown}, ensure_ascii=False, indent=2)


def _kit() -> Iterator[tuple[str, bytes]]:
    for folder, kinds in _KIT.items():
        for path in (ROOT / folder).rglob("*"):
            name = path.relative_to(ROOT)
            hidden = any(part.startswith(".") for part in name.parts)
            if path.suffix in kinds and not hidden and path.is_file():
                yield name.as_posix(), path.read_bytes()
