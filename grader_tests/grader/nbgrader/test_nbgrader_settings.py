"""A course is written whole, a teacher's changes are kept, and nothing else needs nbgrader."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.cli import main as lab
from autograder.handout import CODE_STUB
from autograder.model import LANGS, ROOT, Lang
from autograder.nbgrader_course.course import build_course, config


class Settings(dict):
    """What traitlets' configuration object does, as far as these settings go."""

    def __getattr__(self, name: str) -> Settings:
        return self.setdefault(name, Settings())

    def __setattr__(self, name: str, value: object) -> None:
        self[name] = value


def read(text: str) -> Settings:
    settings = Settings()
    exec(text, {"get_config": lambda: settings})
    return settings


@pytest.mark.parametrize("lang", LANGS)
def test_settings_name_what_exists(lang: Lang) -> None:
    settings = read(config(lang))
    assert settings.ClearSolutions.code_stub == {"python": CODE_STUB[lang]}
    named = re.findall(r'"(autograder\.[\w.]+)\.(\w+)"', config(lang))
    assert len(named) == 6
    for module, name in named:
        source = (ROOT / Path(*module.split("."))).with_suffix(".py").read_text(encoding="utf-8")
        assert re.search(rf"^class {name}\(", source, re.MULTILINE), name
    for section in ("Examine", "RestoreCells", "Intake"):
        assert settings[section].lang == lang


def test_both_languages_set_the_same() -> None:
    def strip(text: str) -> list[str]:
        kept = [line for line in text.split("\n") if not line.startswith(("#", '"""'))]
        return [re.sub(r'lang = "\w+"|"python": .*', "", line) for line in kept]

    assert strip(config("en")) == strip(config("fr"))


@pytest.mark.parametrize("lang", LANGS)
def test_a_course_is_built_and_built_again(
    lang: Lang, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        assert lab(["handout", "nbgrader", "--to", str(tmp_path), "--lang", lang]) == 0
    written = sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file())
    beside = [f"source/tme4/{name}" for name in ("check.pyz", "handout.html", "rnn.ipynb")]
    assert written == ["nbgrader_config.py", *beside]
    assert str(tmp_path / "nbgrader_config.py") in capsys.readouterr().out
    notebook = json.loads((tmp_path / "source" / "tme4" / "rnn.ipynb").read_text(encoding="utf-8"))
    marked = ["".join(c["source"]) for c in notebook["cells"] if "BEGIN SOLUTION" in "".join(c["source"])]
    assert len(marked) == 5


def test_changed_settings_are_kept(tmp_path: Path) -> None:
    build_course(tmp_path, "en")
    settings = tmp_path / "nbgrader_config.py"
    mine = settings.read_text() + '\nc.LateSubmissionPlugin.penalty_method = "zero"\n'
    settings.write_text(mine)
    build_course(tmp_path, "en")
    assert settings.read_text() == mine


def test_settings_of_another_course_are_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    assert lab(["handout", "nbgrader", "--to", str(tmp_path)]) == 2
    assert "other settings" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["nbgrader_config.py"]


WITHOUT = """
import sys
for name in ("nbgrader", "nbconvert", "nbformat", "sqlalchemy", "traitlets"):
    sys.modules[name] = None
from autograder.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["handout", "nbgrader", "--to", "{to}/course"], 0, ""),
        (["export", "{to}", "--to", "csv"], 0, ""),
        (
            ["export", "{to}", "--to", "nbgrader", "--db-url", "postgresql://h/x"],
            2,
            "nbgrader is not installed",
        ),
    ],
)
def test_the_grader_works_where_nbgrader_is_not_installed(
    arguments: list[str], code: int, words: str, tmp_path: Path
) -> None:
    from autograder.model import Result
    from autograder.report import encode, result_to_json

    (tmp_path / "results").mkdir()
    document = result_to_json(Result("ann", "rnn.py", "", "graded"), "en")
    (tmp_path / "results" / "ann.json").write_bytes(encode(document))
    given = [argument.format(to=tmp_path) for argument in arguments]
    command = [sys.executable, "-c", WITHOUT, *given]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == code, done.stderr
    assert words in done.stderr and "Traceback" not in done.stderr
