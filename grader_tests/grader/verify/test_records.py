"""What was measured once and written down still speaks of this grader."""

import json

import pytest

from autograder.corpus import SOLUTIONS
from autograder.examiner import toy
from autograder.model import ROOT
from autograder.verify import calibrate
from autograder.verify.mutants import _by_structure, _parses

SOURCE = (SOLUTIONS / "rnn.py").read_text(encoding="utf-8")


def test_each_equivalent_mutant_has_a_reason_and_its_line():
    record = json.loads((ROOT / "docs" / "mutants.json").read_bytes())
    assert set(record["mutants"]) == {"one_step", "forward", "training_loss"}
    for mutant in record["equivalent"]:
        assert mutant["reason"].endswith("."), mutant
        assert mutant["before"] in SOURCE
    for exercise, counted in record["mutants"].items():
        equivalent = sum(m["exercise"] == exercise for m in record["equivalent"])
        assert counted["made"] - counted["rejected"] == equivalent
    assert sum(counted["made"] for counted in record["mutants"].values()) >= 150


def test_structural_mutants_are_programs_that_differ():
    made = [mutated for _, mutated in _by_structure(SOURCE)]
    assert all(m != SOURCE for m in made)
    assert sum(_parses(m) for m in made) == len(made) >= 100


def test_calibration_speaks_of_the_task_as_it_is():
    page = calibrate.PAGE.read_text(encoding="utf-8")
    assert f"n = {toy.SIZES.n} is trained for {toy.STEPS} steps of Adam (rate {toy.LEARNING_RATE})" in page
    assert f"l = {toy.SIZES.l}, b = {toy.SIZES.b}" in page
    assert f"right in {toy.THRESHOLD:.0%}" in page


def test_calibration_measured_enough_seeds_and_both_rates_are_small():
    page = calibrate.PAGE.read_text(encoding="utf-8")
    (row,) = [line for line in page.splitlines() if line.startswith(f"| {toy.THRESHOLD:.2f} |")]
    right, memoryless = row.split("|")[2], row.split("|")[4]
    for cell in (right, memoryless):
        wrong, _, seeds = cell.split()
        assert int(seeds) >= 1000
        assert int(wrong) <= int(seeds) / 1000


@pytest.mark.slow
def test_calibration_runs(tmp_path):
    out = tmp_path / "page.md"
    calibrate.main(["--seeds", "2", "--each", "0", "--out", str(out)])  # its cost varies on a busy machine
    page = out.read_text(encoding="utf-8")
    assert f"| {calibrate.RIGHT} | 2 | 1.000" in page
    assert f"| {toy.THRESHOLD:.2f} | 0 of 2 |" in page
