"""The command `python check.pyz`: its options, its exit codes, and one clear sentence for every bad day."""

from __future__ import annotations

import argparse
import codecs
import contextlib
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

from autograder.model import EXERCISES, KIT_VERSION, LANGS, Lang, UsageError

from . import files
from .launch import launch
from .words import say

OK, FAILS, USAGE, FAULT, INTERRUPTED = 0, 1, 2, 3, 130
ALL = ("warm_up", *EXERCISES, "generate")


class _Parser(argparse.ArgumentParser):
    """Speaks the student's language where it refuses a command line."""

    lang: Lang = "en"

    def error(self, message: str) -> NoReturn:
        raise UsageError(say("error.usage", self.lang, why=message))


def _parser(lang: Lang) -> _Parser:
    parser = _Parser(
        prog="check.pyz", description=say("help.about", lang), epilog=say("help.codes", lang), add_help=False
    )
    parser.lang = lang
    parser.add_argument("file", nargs="?", help=say("help.file", lang))
    parser.add_argument(
        "--exercise", choices=ALL, metavar="E", help=f"{say('help.exercise', lang)} ({', '.join(ALL)})"
    )
    parser.add_argument("--lang", choices=LANGS, default=lang, help=say("help.lang", lang))
    for name in ("hint", "watch", "json", "plot"):
        parser.add_argument(f"--{name}", action="store_true", help=say(f"help.{name}", lang))
    parser.add_argument(
        "--version", action="version", version=f"check.pyz {KIT_VERSION}", help=say("help.version", lang)
    )
    parser.add_argument("-h", "--help", action="help", help=say("help.help", lang))
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Check a file; return the exit code: 0 all passes, 1 something fails, 2 usage, 3 our own fault."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started this: nothing is to be said there
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115
    codecs.register_error("unaccented", _unaccented)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="unaccented")  # type: ignore[union-attr]
    lang = _language(given)
    try:
        return _checked(given, lang)
    except UsageError as error:
        print(_fitted(str(error)), file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        print(say("stopped", lang), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # who reads has gone; nothing is left to say
        return FAILS
    except Exception as error:
        if os.environ.get("RNN_LAB_TRACEBACK"):
            raise
        print(_fitted(say("fault", lang, what=f"{type(error).__name__}: {error}"[:300])), file=sys.stderr)
        return FAULT


def _fitted(text: str) -> str:
    """Cut a sentence at its spaces where a terminal would cut it anywhere."""
    if not sys.stderr.isatty():
        return text
    width = max(40, shutil.get_terminal_size().columns - 1)
    return "\n".join(re.findall(rf"(?:.{{1,{width}}}|\S+)(?: |$)", text))


def _unaccented(error: UnicodeError) -> tuple[str, int]:
    """Write what an encoding lacks without its accents, "?" where nothing is left: a codec's error handler."""
    assert isinstance(error, UnicodeEncodeError)
    text = unicodedata.normalize("NFKD", error.object[error.start : error.end])
    plain = "".join(c if c.isascii() else "" if unicodedata.combining(c) else "?" for c in text)
    return plain, error.end


def _language(given: Sequence[str]) -> Lang:
    """Return the language to speak in before the command line is understood."""
    for option, value in zip([*given, ""], [*given[1:], "", ""]):
        said = value if option == "--lang" else option.removeprefix("--lang=")
        if said in LANGS:
            return said
    paths = [Path(g) for g in given if not g.startswith("-")]
    folder = next((p if p.is_dir() else p.parent for p in paths), files.home())
    return files.language(folder)


def _checked(given: list[str], lang: Lang) -> int:
    options = _parser(lang).parse_args(given)
    path = files.find(options.file, options.lang)
    files.read(path, options.lang)
    try:
        child = launch(path.absolute().parent, warm=options.watch)
    except OSError as error:
        what = f"{sys.executable}: {error.strerror}"
        print(say("fault", options.lang, what=what), file=sys.stderr)
        return FAULT
    try:
        return _with_guest(options, path, child)
    finally:
        with contextlib.suppress(OSError):
            child.kill()


def _with_guest(options: argparse.Namespace, path: Path, child: subprocess.Popen[bytes]) -> int:
    try:
        from . import session  # only now: torch loads meanwhile in the guest
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("autograder"):
            raise
        key = "module_missing" if find_spec("torch") else "torch_missing"
        said = say(f"error.{key}", options.lang, python=sys.executable, name=error.name)
        raise UsageError(said) from error
    return session.run(options, path, child)
