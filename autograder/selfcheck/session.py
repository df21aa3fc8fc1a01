"""One call of the self-check: check once or at each save, say it, draw it. Imported once a guest is starting."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

from autograder.handle import Process
from autograder.model import KIT_VERSION, Lang, Submission, UsageError

from . import document, files, ladder, show
from .examine import Examination, Verdict
from .launch import launch
from .process import OwnProcess, Spares, Unfit
from .suite import EXERCISES
from .words import ladder as hints_of
from .words import say, title

Groups = list[list[Verdict]]
FIRST_OF_UNWRITTEN = 2  # to notice something, and to hold it against a property, takes an answer


def run(options: argparse.Namespace, path: Path, child: subprocess.Popen[bytes]) -> int:
    """Do what the options ask for and return the exit code.

    Raises:
        UsageError: there is no torch to check with.
    """
    beside = path.absolute().parent
    spares = Spares(lambda: OwnProcess(launch(beside, options.watch)), 2 if options.watch else 0)
    spares.add(OwnProcess(child))
    checker = Checker(options, path, spares)
    try:
        if options.watch:
            from . import watch

            return watch.follow(checker)
        return 0 if checker.check() else 1
    except Unfit as unfit:
        raise UsageError(_unfit(unfit, options.lang)) from unfit
    finally:
        spares.close()


def _unfit(unfit: Unfit, lang: Lang) -> str:
    hello = unfit.hello
    key = {"missing": "torch_missing", "broken": "torch_broken", "hidden": "torch_hidden", "old": "torch_old"}
    named = (
        "module_missing"
        if hello["problem"] == "missing" and hello["name"] != "torch"
        else key[hello["problem"]]
    )
    values = {k: str(hello.get(k, "")) for k in ("name", "why", "file", "version")}
    return say(f"error.{named}", lang, python=sys.executable, **values)


class Checker:
    """What one call of the command checks, and how it says so."""

    def __init__(self, options: argparse.Namespace, path: Path, spares: Spares) -> None:
        self.options, self.path, self.spares = options, path, spares
        self.lang: Lang = options.lang
        self.look = show.look(sys.stdout, self.lang)
        self.exercises = (options.exercise,) if options.exercise else EXERCISES
        self.groups: Groups = []
        self.lines_said = 0  # of the exercise said last
        self.holds = False  # what the last check came to

    def tell(self, key: str, **values: str) -> None:
        """Say a sentence that goes with the results, no wider than the terminal."""
        text = say(key, self.lang, **values)
        print(*show.wrapped(text, self.look.width) if sys.stdout.isatty() else [text], sep="\n", flush=True)

    def clear(self) -> None:
        """Make room on a terminal for the next answer; what scrolled away stays."""
        if self.look.colour and not self.options.json:
            print("\x1b[H\x1b[2J", end="", flush=True)

    def aside(self, text: str) -> None:
        """Say something that is no result."""
        print(
            *show.wrapped(text, self.look.width) if sys.stderr.isatty() else [text],
            sep="\n",
            file=sys.stderr,
            flush=True,
        )

    def check(self, check_time: Callable[[], None] = lambda: None, hint: bool | None = None) -> bool:
        """Check the file as it is now, say what was found, and return whether all of it holds."""
        start = time.monotonic()
        submission = files.read(self.path, self.lang)
        self.aside(say("banner", self.lang, kit=KIT_VERSION, file=submission.file))
        if submission.problem is not None:
            return self._unreadable(submission, start)

        def fork() -> Process:
            process = self.spares.take()
            process.while_waiting = check_time
            return cast(Process, process)

        examination = Examination(submission, fork, check_time)
        self.groups, self.lines_said = [], 0
        said: set[str] = set()
        try:
            examination.load()
            noted = [*files.notes(self.path, submission), *examination.notes]
            if not self.options.json:
                for key, values in noted:
                    print(show.note_line(key, values, self.look))
            for group in examination.run(self.exercises):
                self.groups.append(group)
                if not self.options.json:
                    self._say_exercise(group, said)
            self.holds = all(v.status == "passed" for v in self._graded())
            if self.options.json:
                lines = [say(key, self.lang, **values) for key, values in noted]
                value = document.document(submission, self.groups, lines, self.lang, time.monotonic() - start)
                print(document.encode(value), flush=True)
            else:
                self._conclude()
            if self.options.hint if hint is None else hint:
                self.hint()
            if self.options.plot:
                self.plot(examination)
            return self.holds
        finally:
            examination.close()

    def _say_exercise(self, group: list[Verdict], said: set[str]) -> None:
        """Say what became of one exercise, a blank line around all that is more than a line."""
        brief = len(self.exercises) > 1 and (not group[0].check.points or not self._holds_so_far())
        lines = list(show.exercise_lines(group, self.look, said, brief))
        if lines:
            apart = self.lines_said > 1 or (self.lines_said and len(lines) > 1)
            print(*([""] if apart else []), *lines, sep="\n", flush=True)
            self.lines_said = len(lines)

    def _holds_so_far(self) -> bool:
        earlier = [v for group in self.groups[:-1] for v in group if v.check.points]
        return all(v.status == "passed" for v in earlier)

    def _unreadable(self, submission: Submission, start: float) -> bool:
        assert submission.problem is not None
        self.holds = False
        if self.options.json:
            value = document.document(submission, [], [], self.lang, time.monotonic() - start)
            print(document.encode(value), flush=True)
        else:
            print(*show.problem_lines(submission.problem, self.look), sep="\n", flush=True)
        return False

    def _graded(self) -> list[Verdict]:
        verdicts = [v for group in self.groups for v in group]
        return [v for v in verdicts if v.check.points] or verdicts

    def _conclude(self) -> None:
        print()
        if any(v.check.points for group in self.groups for v in group):
            print(show.progress(self.groups, self.look))
        if self.holds:
            self.tell("all_passed")
        elif not (self.options.hint or self.options.watch or self._stopped_by_the_file()):
            self.tell("next_hint", command=self._asking_for_a_hint())

    def _asking_for_a_hint(self) -> str:
        """Return how a hint is asked for: in a notebook, by what its cells call."""
        alone = f" --exercise {self.options.exercise}" if self.options.exercise else ""
        return os.environ.get("RNN_LAB_HINT") or f"python check.pyz {self.path.name}{alone} --hint"

    def _stopped_by_the_file(self) -> bool:
        findings = [v.finding.key for group in self.groups for v in group if v.finding is not None]
        return bool(findings) and findings[0] in show.OF_THE_FILE

    def hint(self) -> None:
        """Say the next hint for the first exercise that fails; one that is still to be written has two of its own."""
        failing = [v for v in self._graded() if v.status != "passed"]
        print()
        if not failing or self._stopped_by_the_file():
            self.tell("hint_later" if failing else "hint_none")
            return
        exercise, finding = failing[0].check.exercise, failing[0].finding
        unwritten = finding is not None and show.unwritten(finding)
        ladder_of = hints_of(exercise, self.lang)[FIRST_OF_UNWRITTEN if unwritten else 0 :]
        passed = {g[0].check.exercise for g in self.groups if all(v.status == "passed" for v in g)}
        kept_as = f"{exercise}, unwritten" if unwritten else exercise
        step = ladder.climb(self.path, kept_as, len(ladder_of), passed)
        name, text = title(exercise, self.lang), ladder_of[step - 1]
        line = say("hint", self.lang, step=step, steps=len(ladder_of), exercise=name, text=text)
        print(*show.wrapped(line, min(show.EDGE, self.look.width)), sep="\n")
        if step == len(ladder_of):
            self.tell("hint_last")
        sys.stdout.flush()

    def prepare(self) -> None:
        """Start the guests that are to wait for the next save."""
        self.spares.fill()

    def plot_again(self) -> None:
        """Check the file as it is, and draw it."""
        drawn, self.options.plot = self.options.plot, True
        try:
            self.check()
        finally:
            self.options.plot = drawn

    def plot(self, examination: Examination) -> None:
        """Draw the network into a page beside the file."""
        from .plot import draw

        self.aside(say("plotted", self.lang, file=str(draw(examination, self.path, self.lang))))
