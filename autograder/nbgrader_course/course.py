"""Writes a course for nbgrader: the settings and the source of the assignment; imported by the command line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from autograder.handout import CODE_STUB, build_nbgrader_source, student_files
from autograder.model import Lang, UsageError
from autograder.report import write_atomic
from autograder.selfcheck.build import build as build_check

CONFIG = "nbgrader_config.py"
SELF_CHECK, TEXT = "check.pyz", "handout.html"
"""What stands beside the notebook: nbgrader releases it as it is."""


_REMARKS: Mapping[Lang, Mapping[str, str]] = {
    "en": {
        "top": "nbgrader's settings for the RNN lab. The package rnn-lab must be installed beside nbgrader.",
        "course": "The course's name, and where students fetch and submit.",
        "stub": "What students find in place of the solution.",
        "sanitize": "A submission is read whatever its state: cells that were deleted, copied or renamed are put\n"
        "# right for the pages; what is graded is the file that was handed in.",
        "grade": "No kernel runs: the grader examines the code in its sandbox. The order matters.",
        "lang": "The language of reasons and comments: en or fr.",
        "keep": "The copy that is shown beside the marks is the student's own rnn.py.",
        "export": "nbgrader export: a column for each exercise and one for the comments, after the usual ones.",
        "zip": "nbgrader zip_collect: Moodle's and Canvas's zips, and <student>/rnn.ipynb, as `lab grade` reads\n"
        "# them.",
    },
    "fr": {
        "top": "Réglages de nbgrader pour le TME RNN. Le paquet rnn-lab doit être installé à côté de nbgrader.",
        "course": "Le nom du cours, et le dossier d'échange avec les étudiants.",
        "stub": "Ce qui est remis aux étudiants à la place de la solution.",
        "sanitize": "Un rendu est lu quel que soit son état\u00a0: les cellules effacées, copiées ou renommées sont\n"
        "# remises en ordre pour les pages\u00a0; ce qui est noté est le fichier rendu.",
        "grade": "Aucun noyau n'est lancé\u00a0: le correcteur examine le code dans son bac à sable. L'ordre\n"
        "# compte.",
        "lang": "La langue des raisons et des commentaires\u00a0: en ou fr.",
        "keep": "La copie montrée à côté des notes est le rnn.py de l'étudiant.",
        "export": "nbgrader export\u00a0: une colonne par exercice et une pour les commentaires, après les\n"
        "# colonnes habituelles.",
        "zip": "nbgrader zip_collect\u00a0: les zips de Moodle et de Canvas, et <étudiant>/rnn.ipynb, lus comme\n"
        "# par `lab grade`.",
    },
}

_TEMPLATE = '''"""{top}"""

c = get_config()  # noqa: F821

# {course}
c.CourseDirectory.course_id = "rnn"
# c.Exchange.root = "/srv/nbgrader/exchange"

# {stub}
c.ClearSolutions.code_stub = {{"python": {code_stub!r}}}

# {sanitize}
c.Autograde.exporter_class = "autograder.nbgrader_course.intake.Intake"
c.Autograde.sanitize_preprocessors = ["autograder.nbgrader_course.cells.RestoreCells"]

# {grade}
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader_course.examining.Examine",
    "autograder.nbgrader_course.examining.SaveMarks",
    "nbgrader.preprocessors.AssignLatePenalties",
]

# {lang}
c.Examine.lang = "{language}"
c.RestoreCells.lang = "{language}"
c.Intake.lang = "{language}"

# {keep}
c.Autograde.exclude_overwriting = {{"tme4": ["rnn.py"]}}

# {export}
c.ExportApp.plugin_class = "autograder.nbgrader_course.exporting.ExportMarks"

# {zip}
c.ZipCollectApp.collector_plugin = "autograder.nbgrader_course.collecting.Collect"
'''


def config(lang: Lang) -> str:
    """Return `nbgrader_config.py`, with its remarks in a language."""
    return _TEMPLATE.format(**_REMARKS[lang], code_stub=CODE_STUB[lang], language=lang)


def build_course(to: Path, lang: Lang, replace: bool = False) -> list[Path]:
    """Write a course from which nbgrader's commands work as they are: SECRET, it has the solution.

    What else is in the folder stays, a teacher's changes to the settings among it, even with `replace`.

    Raises:
        UsageError: `to` has settings of another course or another notebook, or can't be written to.
    """
    settings = to / CONFIG
    beside = {SELF_CHECK: build_check(), TEXT: student_files(lang)[TEXT]}
    try:
        there = settings.exists()
        if there and "autograder.nbgrader_course" not in settings.read_text(errors="replace"):
            raise UsageError(
                f"{settings} holds other settings: give --to another folder and copy from there what is needed."
            )
        written = build_nbgrader_source(to, lang, beside, replace)
        if not there:
            write_atomic(settings, config(lang).encode())
    except OSError as error:
        raise UsageError(f"{to} can't be written to ({error.strerror}): give --to another folder.") from None
    return [settings, *written]
