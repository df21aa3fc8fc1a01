"""A result is held against what the program must come to; every way to be wrong is an error with advice."""

import json

import pytest

from autograder.model import EXERCISES, UsageError
from autograder.verify.cases import Case, cases, submission
from autograder.verify.figures import confusion, figures, to_json
from autograder.verify.judge import judge
from autograder.verify.table import BEGIN, END, refresh, text


def document(lost=(), mistakes=(), status="graded", earned=0.0):
    scores = {e: (earned if e in lost else points) for e, points in EXERCISES.items()}
    if status == "error":
        scores = dict.fromkeys(EXERCISES)
    checks = [
        {"id": f"{e}/value", "exercise": e, "status": "failed", "finding": {"key": f"{e}.value", "args": {}}}
        for e in lost
    ]
    return {
        "status": status,
        "problem": {"args": {"what": "no disk"}} if status == "error" else None,
        "exercises": {e: {"score": s} for e, s in scores.items()},
        "mistakes": [{"id": i, "exercise": "forward"} for i in mistakes],
        "checks": checks,
    }


def wrong(name="mistakes/off-by-one--a", mistake="off-by-one", **more):
    return Case(name, "wrong", b"", "rnn.py", mistake, frozenset({"forward"}), **more)


RIGHT = Case("accepted/a", "right", b"", "rnn.py")
STUB = Case("assignment/en/rnn.py", "stub", b"", "rnn.py", loses=frozenset(EXERCISES))


@pytest.mark.parametrize(("forms", "false"), [([], False), (["a", "b"], False), (["b"], True)])
def test_a_form_that_a_program_is_not_is_an_error(forms, false):
    found = document(["forward"], ["off-by-one"])
    found["mistakes"][0]["forms"] = forms
    assert any("of the forms ['b']" in error for error in judge(wrong(), found).errors) == false


@pytest.mark.parametrize(
    ("case", "found", "verdict", "says"),
    [
        (RIGHT, document(), "accepted right", None),
        (
            RIGHT,
            document(["forward"], earned=3.5),
            "rejected wrong",
            "forward 3.5/5 at value (forward.value)",
        ),
        (STUB, document(EXERCISES), "rejected right", None),
        (STUB, document(["forward"]), "accepted wrong", "a stub earned one_step 5/5"),
        (wrong(), document(["forward"], ["off-by-one"]), "rejected right", None),
        (wrong(), document([], ["off-by-one"]), "accepted wrong", "kept all of forward"),
        (wrong(), document(["forward", "learning"], ["off-by-one"]), "rejected right", "lost learning 0/5"),
        (RIGHT, document(status="error"), "open", "no disk"),
    ],
)
def test_verdict(case, found, verdict, says):
    outcome = judge(case, found)
    assert outcome.verdict == verdict
    assert (says is None) == (outcome.errors == ())
    if says:
        assert says in outcome.errors[0]


def test_exercises_that_may_be_lost_are_no_error():
    case = wrong(maybe=frozenset({"learning"}))
    assert judge(case, document(["forward", "learning"], ["off-by-one"])).errors == ()


@pytest.mark.parametrize(
    ("mistake", "also", "given", "naming"),
    [
        ("off-by-one", [], ["off-by-one"], "named"),
        ("off-by-one", [], [], "unnamed"),
        ("off-by-one", ["fixed-size"], ["fixed-size"], "unnamed"),
        ("off-by-one", ["fixed-size"], ["fixed-size", "off-by-one"], "named"),
        ("off-by-one", [], ["fixed-size", "off-by-one"], "named falsely"),
        (None, [], [], "rightly unnamed"),
        (None, [], ["off-by-one"], "named falsely"),
        (None, ["off-by-one"], ["off-by-one"], "rightly unnamed"),
    ],
)
def test_naming(mistake, also, given, naming):
    outcome = judge(wrong(mistake=mistake, also=frozenset(also)), document(["forward"], given))
    assert outcome.naming == naming
    assert bool(outcome.errors) == (naming in ("unnamed", "named falsely"))


def outcomes():
    return [
        judge(RIGHT, document()),
        judge(RIGHT, document(["one_step"])),
        judge(STUB, document(EXERCISES)),
        judge(wrong(), document(["forward"], ["off-by-one"])),
        judge(wrong("mistakes/off-by-one--b"), document([], [])),
        judge(wrong("mistakes/unnamed/c", None), document(["forward", "one_step"], ["fixed-size"])),
    ]


def test_figures_count_each_kind_of_error():
    found = figures(outcomes())
    assert (found.right_accepted.count, found.right_rejected.count, found.right_accepted.total) == (1, 1, 2)
    assert (found.wrong_rejected.count, found.wrong_accepted.count, found.wrong_accepted.total) == (2, 1, 3)
    assert (found.named.count, found.unnamed.count, found.named.total) == (1, 1, 2)
    assert (found.named_falsely.count, found.named_falsely.total) == (1, 3)
    assert (found.lost_unduly.count, found.stubs.count, found.open.count) == (1, 1, 0)


def test_confusion_shows_what_was_taken_for_what():
    assert confusion(outcomes()) == {"none": {"fixed-size": 1}, "off-by-one": {"none": 1, "off-by-one": 1}}


def test_table_has_the_rates_their_intervals_and_a_line_an_error():
    shown = text(outcomes())
    assert "known mistakes named 1/2 50.0 % 1.3 – 98.7 %" in " ".join(shown.split())
    assert "5 errors:" in shown
    assert "  mistakes/off-by-one--b: wrong, but kept all of forward: add a check" in shown
    assert text(outcomes()[:1]).endswith("No errors.")


def test_json_holds_all_of_it():
    value = json.loads(json.dumps(to_json(outcomes())))
    assert value["figures"]["named"] == {
        "count": 1,
        "total": 2,
        "interval_95": pytest.approx([0.0126, 0.9874], abs=1e-4),
    }
    assert [p["verdict"] for p in value["programs"]][:2] == ["accepted right", "rejected wrong"]


def test_readme_is_refreshed_between_its_markers(tmp_path):
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    assert refresh(readme, outcomes())
    after = readme.read_text(encoding="utf-8")
    assert after.startswith(f"before\n{BEGIN}\n|") and after.endswith(f"|\n{END}\nafter\n")
    assert "| known mistakes named | 1 of 2 | 50.0 % | 1.3 – 98.7 % |" in after
    assert "old" not in after
    assert not refresh(readme, outcomes())


@pytest.mark.parametrize("content", [None, "no markers", f"{END}\n{BEGIN}\n"])
def test_readme_without_markers_is_refused(tmp_path, content):
    readme = tmp_path / "README.md"
    if content is not None:
        readme.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match="README"):
        refresh(readme, outcomes())


def test_the_corpus_holds_every_kind():
    found = cases()
    assert {c.kind for c in found} == {"stub", "right", "wrong"}
    assert len({c.name for c in found}) == len(found)
    assert [c.name for c in cases(["solutions/rnn.py"])] == ["solutions/rnn.py"]
    assert {c.mistake for c in cases(["mistakes/loss-sum--*"])} == {"loss-sum"}


def test_unknown_program_is_refused():
    with pytest.raises(UsageError, match="No program of the corpus fits nothing-like-it"):
        cases(["nothing-like-it"])


def test_a_program_is_read_as_a_students_file():
    case = cases(["accepted/notebook-one-cell"])[0]
    read = submission(case)
    assert (read.student, read.file, read.problem) == (case.name, "rnn.ipynb", None)
    assert len(read.sha256) == 64 and read.cells
