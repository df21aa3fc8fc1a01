"""The files of the handout, their folders and their zips; reached through `autograder.handout`."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath

from autograder.handout import source
from autograder.handout.drawings import drawings
from autograder.handout.notebook import assemble, build_notebook, dumps
from autograder.handout.page import html, markdown, sections
from autograder.model import EXERCISES, KIT_VERSION, LANGS, MAX_SCORE, ROOT, Lang, UsageError
from autograder.report import write_atomic

LAB = "tme4"

_SHAPES: Mapping[str, str] = {
    "one_step": "x (b, d), h (b, n) -> (b, n)",
    "forward": "x (l, b, d), h (b, n) -> (l, b, n)",
    "training_loss": "x (l, b, d), h0 (b, n), y int64 (l, b) or float (l, b, output) -> ()",
}
_SIGNATURES = (
    "RNN(dim, latent, output)",
    "RNN.one_step(x, h)",
    "RNN.forward(x, h)",
    "RNN.decode(h)",
    "training_loss(model, x, h0, y)",
)
_LAYERS = ("nn.RNN", "nn.RNNCell", "nn.GRU", "nn.GRUCell", "nn.LSTM", "nn.LSTMCell")
_REFUSED = ("files", "network", "subprocess", "multiprocessing", "torch.compile", "torch.save")


def student_files(lang: Lang) -> dict[str, bytes]:
    """Return what students get, by path in their folder: no solution is in it."""
    pictures = drawings(lang)
    texts = {
        "rnn.py": source.stubbed(source.marked(lang), lang),
        "rnn.ipynb": dumps(build_notebook(lang, solved=False)),
        "handout.md": markdown(lang),
        "handout.html": html(lang, pictures),
        "exercise.toml": exercise_toml(lang),
        **{f"figures/{name}.svg": drawn for name, drawn in pictures.items()},
    }
    return {path: text.encode() for path, text in texts.items()}


def build_student(to: Path, lang: Lang, extra: Mapping[str, bytes] = {}, replace: bool = False) -> list[Path]:
    """Write what students get into a folder, and `extra` with it; return the files written.

    Raises:
        UsageError: `to` cannot be a folder, or has other files in their places.
    """
    return write(to, {**student_files(lang), **extra}, replace)


def build_assignment() -> list[Path]:
    """Write `assignment/`, both languages, which is committed and must never be edited by hand."""
    return [path for lang in LANGS for path in build_student(ROOT / "assignment" / lang, lang, replace=True)]


def build_nbgrader_source(
    to: Path, lang: Lang, extra: Mapping[str, bytes] = {}, replace: bool = False
) -> list[Path]:
    """Write `source/tme4/rnn.ipynb` into the folder of an nbgrader course: SECRET, it has the solution.

    `extra` goes beside it.

    nbgrader puts its own stub in the place of the solution: `source.CODE_STUB` says which it must be.
    """
    notebook = dumps(assemble(source.marked(lang), lang))
    files = {"rnn.ipynb": notebook.encode(), **extra}
    return write(to, {f"source/{LAB}/{name}": data for name, data in files.items()}, replace)


def build_release(to: Path, extra: Mapping[str, bytes] = {}, replace: bool = False) -> list[Path]:
    """Write the students' zips, `tme4-en.zip` and `tme4-fr.zip`, the same bytes every time.

    Args:
        to: the folder to write into.
        extra: files that both zips get as well, by path in the students' folder.

    Raises:
        UsageError: `to` cannot be a folder, or has other files in their places.
        ValueError: an extra file has the place of one of the handout's, or is not inside the folder.
    """
    zips = {}
    for lang in LANGS:
        files = student_files(lang)
        for path in extra:
            if path in files or PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
                raise ValueError(f"{path!r} cannot be added to the handout")
        zips[f"{LAB}-{lang}.zip"] = zipped(
            {f"{LAB}/{path}": data for path, data in {**files, **extra}.items()}
        )
    return write(to, zips, replace)


def exercise_toml(lang: Lang) -> str:
    """Return `exercise.toml`: what programs need to know of the lab."""
    texts = sections(lang, "page")

    def heading(name: str) -> str:
        return texts[name].partition("\n")[0].lstrip("# ")

    rows: list[str] = []

    def table(header: str, /, **values: object) -> None:
        rows.extend(["", header] if header else [])
        rows.extend(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())

    table(
        "",
        schema="rnn-lab/exercise/v1",
        kit=KIT_VERSION,
        lab=LAB,
        language=lang,
        title=heading("intro"),
        files=["rnn.py", "rnn.ipynb"],
        max_score=MAX_SCORE,
    )
    for name, points in EXERCISES.items():
        written = name in source.STUBS
        table(
            "[[exercises]]",
            id=name,
            title=heading(name),
            points=points,
            stubs=[f"RNN.{name}" if name in source.METHODS else name] if written else [],
            **({"shapes": _SHAPES[name]} if written else {"needs": list(source.GRADED)}),
        )
    for name in source.STUBS:
        if name not in EXERCISES:
            table("[[ungraded]]", id=name, title=heading(name), stubs=[name])
    table("[imposed]", signatures=_SIGNATURES, base_class="torch.nn.Module")
    table("[refused]", layers=_LAYERS, in_the_sandbox=_REFUSED)
    return "\n".join(rows) + "\n"


def zipped(files: Mapping[str, bytes], executable: Collection[str] = ()) -> bytes:
    """Return a zip that depends on its files alone: fixed date and rights, no compression (zlibs differ)."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as archive:
        for path, content in sorted(files.items()):
            entry = zipfile.ZipInfo(path, date_time=(1980, 1, 1, 0, 0, 0))
            rights = 0o755 if path in executable else 0o644
            entry.create_system, entry.external_attr = 3, (0o100000 | rights) << 16  # a regular file
            archive.writestr(entry, content)
    return data.getvalue()


def write(to: Path, files: Mapping[str, bytes], replace: bool = False) -> list[Path]:
    """Write files by their paths in a folder, which is made; return where they are.

    Work is never lost in silence: unless `replace` is set, nothing at all is written where one of the files is
    there already and says something else.

    Raises:
        UsageError: `to` cannot be a folder, or a file is in the way or cannot be written.
    """
    targets = {to / path: content for path, content in files.items()}
    for target, content in targets.items():
        if not replace and _says_other(target, content):
            raise UsageError(
                f"{target} is there already and says something else, so nothing was written: give --to another "
                "folder, or --replace to lose what is there."
            )
    for target, content in targets.items():
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(target, content)  # a disk that is full leaves what was there
        except OSError as error:
            raise UsageError(
                f"{target} cannot be written ({error.strerror}): choose another folder"
            ) from error
    return list(targets)


def _says_other(target: Path, content: bytes) -> bool:
    try:
        return target.is_file() and target.read_bytes() != content
    except OSError:  # what can't be read can't be known to be the same
        return True
