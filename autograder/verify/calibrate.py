"""Measure how often the check of learning is wrong, over many seeds: `python -m autograder.verify.calibrate`.

Right programs may fail to learn by bad luck, memoryless ones may guess well; both rates are counted at the threshold,
on the real path (a sandboxed guest, the examiner's questions), and written to docs/calibration.md.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from autograder.arrays import Array
from autograder.examiner import toy
from autograder.examiner.checks import learning
from autograder.examiner.drawing import Draws
from autograder.examiner.precision import settle
from autograder.examiner.student import Student
from autograder.examiner.verdict import Mismatch
from autograder.handle import ForkServer, Guest, Plan, Process
from autograder.model import ROOT
from autograder.report import write_atomic
from autograder.session import FORBIDDEN, choose_layers

from .cases import Case, cases, submission
from .intervals import clopper_pearson

PAGE = ROOT / "docs" / "calibration.md"
RIGHT, MEMORYLESS = "solutions/rnn.py", "mistakes/state-ignored--input-term-alone"
PER_GUEST = 100  # seeds asked in one process: models of earlier seeds stay in it
COST_S = 0.08
"""What a training may cost, in processor time of one core: a class of 500 is trained in 40 s."""

Fork = Callable[[], Process]
Train = Callable[[Student, Draws], learning.Learnt]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and write the page. Exit code 1 where a training costs more than it may."""
    parser = argparse.ArgumentParser(prog="python -m autograder.verify.calibrate", description=__doc__)
    parser.add_argument("--seeds", type=int, default=1000, help="trainings of each of the two programs")
    parser.add_argument("--each", type=int, default=20, help="trainings of each accepted program")
    parser.add_argument("--out", type=Path, default=PAGE, help="the page to write")
    options = parser.parse_args(arguments)
    server = ForkServer()
    try:
        layers = choose_layers(server.hello()["capabilities"], unsandboxed=False)

        def fork() -> Process:
            return server.fork(Plan(layers, FORBIDDEN, cpu_s=3600))

        cost = cost_s(_named(RIGHT), fork)
        samples = {
            "right": _measured(_named(RIGHT), fork, options.seeds),
            "memoryless": _measured(_named(MEMORYLESS), fork, options.seeds),
            "right, lighter": _measured(_named(RIGHT), fork, options.seeds, learning.lighter),
            "memoryless, lighter": _measured(_named(MEMORYLESS), fork, options.seeds, learning.lighter),
        }
        others = {
            case.name: _measured(case, fork, options.each) for case in cases(["accepted/*"]) if options.each
        }
    finally:
        server.close()
    write_atomic(options.out, _page(samples, others, cost).encode())
    print(f"{options.out}: {options.seeds} seeds, {cost:.3f} s a training")
    return 0 if cost <= COST_S else 1


def _named(name: str) -> Case:
    return cases([name])[0]


def _measured(case: Case, fork: Fork, seeds: int, train: Train = learning.outcome) -> Array:
    """Return the accuracy after training for each seed; NaN where there was no training."""
    found = np.array(list(accuracies(case, fork, range(seeds), train)))
    print(f"{case.name}: {np.sum(found >= toy.THRESHOLD)} of {seeds} learnt", file=sys.stderr, flush=True)
    return found


def accuracies(case: Case, fork: Fork, seeds: range, train: Train = learning.outcome) -> Iterator[float]:
    """Yield what the check of learning sees for each seed."""
    for first in range(0, len(seeds), PER_GUEST):
        guest = Guest(fork, bounded=False)  # a hundred trainings are no slow program
        try:
            judged: Student | None = None  # whose verdicts on the other exercises hold for all seeds
            for seed in seeds[first : first + PER_GUEST]:
                student = _student(case, guest, seed, judged)
                judged = judged or student
                try:
                    yield train(student, student.draws).accuracy
                except Mismatch:
                    yield float("nan")
        finally:
            guest.stop()


def _student(case: Case, guest: Guest, seed: int, judged: Student | None = None) -> Student:
    draws = Draws(f"seed {seed}".encode(), hashlib.sha256(case.source).hexdigest())
    if judged is not None:
        return judged.again(draws, f"seed {seed}-", judged=True)
    student = Student(submission(case), guest, draws)
    student.load()
    settle(student)
    return student.again(draws, f"seed {seed}-") if seed else student


def cost_s(case: Case, fork: Fork, trainings: int = 50) -> float:
    """Return the guest's processor time for the first part of a training, in seconds, the first left out.

    No more is asked of who has learnt the task by then.
    """
    processes: list[Process] = []

    def noted() -> Process:
        processes.append(fork())
        return processes[-1]

    guest = Guest(noted)
    try:
        student = _student(case, guest, 0)
        model = student.model(toy.SIZES, "cost", toy.SCALE)
        data = next(toy.draw(student.draws.stream("toy"), toy.STEPS, toy.SIZES.b).parts())
        arrays = {"x": data.x, "y": data.y, "h0": np.zeros((toy.SIZES.b, toy.SIZES.n))}

        def train() -> None:
            op: dict[str, Any] = {"op": "train", "model": student.ready(model).key, "lr": toy.LEARNING_RATE}
            assert student.calls(model, "learning", [op], arrays, 10.0)[0].error is None

        train()
        before = processes[-1].cpu_s() or 0.0
        for _ in range(trainings):
            train()
        return ((processes[-1].cpu_s() or 0.0) - before) / trainings
    finally:
        guest.stop()


def _page(samples: dict[str, Array], others: dict[str, Array], cost: float) -> str:
    right, memoryless = samples["right"], samples["memoryless"]
    s, light = toy.SIZES, toy.LIGHT
    lines = [
        "# Calibration of the check of learning",
        "",
        "Written by `python -m autograder.verify.calibrate`; not to be edited by hand.",
        "",
        f"A network of n = {s.n} is trained for {toy.STEPS} steps of Adam (rate {toy.LEARNING_RATE}) on sequences of",
        f"l = {s.l}, b = {s.b}, whose answer is what was seen {toy.DELAY} steps before, and then judged on",
        f"{toy.FRESH_BATCH} fresh sequences: it must be right in {toy.THRESHOLD:.0%} of the predictions.",
        "Weights, data and fresh data differ from seed to seed.",
        "",
        f"Who is right in so many after {toy.LOOKS[0]} steps is spared the others. A training of as many costs",
        f"{cost:.3f} s of one core (at most {COST_S} s is allowed).",
        "",
        f"| program | seeds | min | 1 % | median | 99 % | max | accuracy >= {toy.THRESHOLD} |",
        "|---|---|---|---|---|---|---|---|",
        _row(RIGHT, right),
        _row(MEMORYLESS, memoryless),
        *((_row("all of solutions/accepted", np.concatenate(list(others.values()))),) if others else ()),
        "",
        "What is right in all its parts and too slow for that is trained on less: n = "
        f"{light.sizes.n}, {light.steps} steps",
        f"of rate {light.learning_rate}, l = {light.sizes.l}, b = {light.sizes.b}.",
        "",
        f"| program, lighter training | seeds | min | 1 % | median | 99 % | max | accuracy >= {toy.THRESHOLD} |",
        "|---|---|---|---|---|---|---|---|",
        _row(RIGHT, samples["right, lighter"]),
        _row(MEMORYLESS, samples["memoryless, lighter"]),
        "",
        "| threshold | right programs that fail | 95 % interval | memoryless programs that pass | 95 % interval |",
        "|---|---|---|---|---|",
        *(_errors(right, memoryless, t) for t in (0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98)),
        "",
    ]
    unlucky = [f"- {name}: {np.sum(_failing(a, toy.THRESHOLD))} of {len(a)}, lowest {np.nanmin(a):.3f}"
               for name, a in others.items() if np.any(_failing(a, toy.THRESHOLD))]  # fmt: skip
    if others:
        lines += ["Accepted programs that failed at some seed:", "", *(unlucky or ["- none"]), ""]
    return "\n".join(lines)


def _failing(accuracy: Array, threshold: float) -> Array:
    return ~(accuracy >= threshold)  # NaN fails


def _row(name: str, accuracy: Array) -> str:
    shown = np.nan_to_num(accuracy)
    quantiles = np.quantile(shown, (0, 0.01, 0.5, 0.99, 1))
    passed = int(np.sum(accuracy >= toy.THRESHOLD))
    return f"| {name} | {len(accuracy)} | " + " | ".join(f"{q:.3f}" for q in quantiles) + f" | {passed} |"


def _errors(right: Array, memoryless: Array, threshold: float) -> str:
    cells = [f"{threshold:.2f}"]
    for wrong, total in (
        (int(np.sum(_failing(right, threshold))), len(right)),
        (int(np.sum(memoryless >= threshold)), len(memoryless)),
    ):
        low, high = clopper_pearson(wrong, total)
        cells += [f"{wrong} of {total}", f"{100 * low:.2f} – {100 * high:.2f} %"]
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    sys.exit(main())
