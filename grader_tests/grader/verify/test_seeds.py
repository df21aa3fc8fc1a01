"""Seeds over a corpus: what each grades, and what the record says of it."""

import json

import pytest

from autograder.model import UsageError
from autograder.verify import seeds
from autograder.verify.cases import cases


def test_a_share_is_drawn_with_the_seed_and_shares_come_to_every_program():
    chosen = cases(["accepted/*"])
    shares = [[c.name for c in seeds.share(chosen, seed, 10)] for seed in range(100)]
    assert shares[3] == [c.name for c in seeds.share(chosen, 3, 10)]
    assert {len(s) for s in shares} == {round(len(chosen) / 10)}
    assert {name for s in shares for name in s} == {c.name for c in chosen}


def test_one_of_one_is_every_program_and_one_of_many_is_one():
    chosen = cases(["accepted/b*"])
    assert sorted(c.name for c in seeds.share(chosen, 7, 1)) == sorted(c.name for c in chosen)
    assert len(seeds.share(chosen, 7, 1000)) == 1


def test_a_share_of_nothing_is_refused():
    with pytest.raises(UsageError, match="from 1 on"):
        seeds.share(cases(["accepted/b*"]), 0, 0)


@pytest.mark.slow
def test_a_run_is_added_to_the_record(tmp_path, monkeypatch):
    record = tmp_path / "seeds.json"
    record.write_text(json.dumps({"about": "", "runs": [{"earlier": True}]}))
    monkeypatch.setattr(seeds, "RECORD", record)
    asked = ["solutions/rnn.py", "mistakes/activation-twice*"]
    assert seeds.main([*asked, "--seeds", "2", "--first", "5", "--of", "2", "--marks"]) == 0
    earlier, run = json.loads(record.read_bytes())["runs"]
    count = len(cases(asked))
    assert earlier == {"earlier": True}
    assert run["count"] == count >= 2
    assert run["seeds"] == [5, 6]
    assert run["gradings"] == 2 * round(count / 2)
    assert (run["wrong_or_changed"], run["found"]) == (0, [])
