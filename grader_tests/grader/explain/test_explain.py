"""`lab explain` says everything about a mark, and its scripts show on the student's file what the grader saw."""

import subprocess
import sys

import pytest

from autograder.cli import main
from autograder.explain import find_check, find_result
from autograder.explain.bodies import BODIES
from autograder.model import UsageError

pytestmark = pytest.mark.slow


def script_of(graded, student, check):
    assert main(["explain", str(graded.out), student, check]) == 0
    path = graded.out / "explain" / f"{student}-{check.replace('/', '-')}.py"
    return [str(path), str(graded.folder / f"{student}.py")]


@pytest.mark.parametrize(
    ("student", "check", "says"),
    [
        ("linear", "one_step/is_tanh_of_an_affine_map", "one_step(x, h) and tanh(W_i x + W_h h + b_h)"),
        ("unbiased", "one_step/weights_and_bias_are_trained", "b_h when every parameter"),
        ("late", "forward/each_state_follows_from_the_one_before", "forward and a loop over one_step"),
        ("zeros", "forward/starts_from_the_initial_state", "the first state from h_0"),
        ("cut", "forward/gradients_go_through_time", "gradient for W_h.weight"),
        ("summed", "training_loss/is_a_mean", "the mean of its terms"),
        ("unshifted", "training_loss/classes_have_the_right_terms", "the mean of its terms"),
        ("item", "training_loss/gradients_reach_everything", "gradient for"),
        ("overwriting", "training_loss/answers_the_same_again", "h after the call"),
        ("stub", "forward/each_state_follows_from_the_one_before", "NotImplementedError"),
    ],
)
def test_script_shows_the_failure(graded, run, student, check, says):
    code, said = run(script_of(graded, student, check))
    assert said.rstrip().endswith("differs"), said
    assert code == 1
    assert says in said


@pytest.mark.parametrize("check", BODIES)
def test_script_agrees_with_the_reference(graded, run, check):
    assert run(script_of(graded, "reference", check)) == [0, "agrees\n"]


def test_script_runs_by_itself_anywhere(graded, tmp_path):
    script, file = script_of(graded, "summed", "training_loss/is_a_mean")
    done = subprocess.run(
        [sys.executable, "-I", script, file], cwd=tmp_path, capture_output=True, text=True, timeout=120
    )
    assert done.stdout.rstrip().endswith("differs"), done.stdout + done.stderr
    assert done.returncode == 1


def test_every_hidden_check_has_a_script(graded):
    assert {c.id for c in find_result(graded.out, "reference").checks} == set(BODIES)


def test_account_of_a_check_has_all_slots(graded, capsys):
    assert main(["explain", str(graded.out), "late", "each_state_follows_from_the_one_before"]) == 0
    said = capsys.readouterr().out
    for slot in (
        "got",
        "expected",
        "why",
        "next",
        "(off-by-one)",
        "sizes = ",
        "failed, 0 of 1.5 points",
        "2.1",
    ):
        assert slot in said
    assert (
        f"python {graded.out}/explain/late-forward-each_state_follows_from_the_one_before.py late.py" in said
    )


def test_account_of_a_mark_has_the_checks_and_the_facts(graded, capsys):
    assert main(["explain", str(graded.out), "leaky"]) == 0
    said = capsys.readouterr().out
    assert "1.1  failed" in said and "one_step/is_tanh_of_an_affine_map" in said
    assert "mistakes  none named" in said and "same wrong answers without a name" in said
    assert "seccomp" in said
    assert "leaky-one_step-is_tanh_of_an_affine_map.py" in said


def test_account_in_french(graded, capsys):
    assert main(["explain", str(graded.out), "late", "2.1", "--lang", "fr"]) == 0
    assert "Chaque état est un pas après l'état qui le précède" in capsys.readouterr().out


def test_a_ready_made_layer_is_explained_without_a_script(graded, capsys):
    assert main(["explain", str(graded.out), "ready", "1.1"]) == 0
    said = capsys.readouterr().out
    assert "ready_made" in said and "python " not in said


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nobody"], "there are clipped, cut, item"),
        (["../results/late"], "There is no result for"),
        (["Cut "], "there are cut."),
        (["late", "9.9"], "1.1 one_step/is_tanh_of_an_affine_map"),
        (
            ["late", "answers_the_same_again"],
            "one_step/answers_the_same_again, forward/answers_the_same_again",
        ),
    ],
)
def test_what_is_unknown_is_refused_with_what_exists(graded, capsys, arguments, says):
    assert main(["explain", str(graded.out), *arguments]) == 2
    assert says in capsys.readouterr().err


def test_an_empty_folder_is_refused(tmp_path, capsys):
    assert main(["explain", str(tmp_path), "late"]) == 2
    assert "lab grade" in capsys.readouterr().err


def test_numbers_and_ends_of_ids_find_a_check(graded):
    result = find_result(graded.out, "late")
    for wanted in (
        "2.1",
        "forward/each_state_follows_from_the_one_before",
        "each_state_follows_from_the_one_before",
    ):
        assert find_check(result, wanted).id == "forward/each_state_follows_from_the_one_before"
    with pytest.raises(UsageError):
        find_check(result, "forward")
