"""What grading costs, on this machine, now: `make bench`. Run by hand; prints seconds and ratios, keeps nothing.

The programs are those of the sample class that end (all but the one that hangs), graded by the real command with one
worker process. Start-up is what a class of one costs beyond its grading.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
SAMPLE = HERE / "sample_class"


def lab(*arguments: str | Path) -> float:
    """Run a command of the kit; return its seconds of wall time."""
    start = time.monotonic()
    line = [sys.executable, "-m", "autograder", *map(str, arguments)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 3):
        raise SystemExit(f"lab {arguments[0]} ended with {done.returncode}: {done.stderr[-500:]}")
    return time.monotonic() - start


def seconds(out: Path) -> dict[str, float]:
    """Return what each submission took, by student."""
    documents = [json.loads(p.read_text()) for p in sorted((out / "results").glob("*.json"))]
    return {document["student"]: document["seconds"] for document in documents}


def main() -> None:
    """Grade, judge again, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=500, help="how many submissions to judge again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        everybody, alone, class_, many = (work / n for n in ("everybody", "alone", "class", "many"))
        lab("grade", SAMPLE, "--out", everybody, "--jobs", "1")
        slow = {name for name, taken in seconds(everybody).items() if taken > 5.0}
        shutil.copytree(SAMPLE, class_)
        for path in list(class_.iterdir()):
            if path.stem in slow or path.name in slow:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        alone.mkdir()
        right = HERE.parent / "solutions" / "rnn.py"
        shutil.copy(right, alone / "one.py")

        wall_one = lab("grade", alone, "--out", work / "out-one", "--jobs", "1")
        of_one = sum(seconds(work / "out-one").values())
        wall = lab("grade", class_, "--out", work / "out-class", "--jobs", "1")
        taken = seconds(work / "out-class")
        print(f"set aside, since they hang           {', '.join(sorted(slow)) or 'nobody'}")
        print(
            f"start-up                             {wall_one - of_one:8.2f} s   (a class of one: {wall_one:.2f} s)"
        )
        print(f"a submission, start-up spread        {wall / len(taken):8.3f} s   ({len(taken)} submissions)")
        print(
            f"a submission, median / worst         {statistics.median(taken.values()):8.3f} s"
            f" / {max(taken.values()):.3f} s"
        )

        many.mkdir()
        programs = sorted(p for p in class_.rglob("*") if p.suffix in (".py", ".ipynb"))
        for number in range(options.copies):
            source = programs[number % len(programs)]
            shutil.copy(source, many / f"s{number:04d}{source.suffix}")
        wall = lab("grade", many, "--out", work / "out-many")
        print(
            f"{options.copies} submissions, a worker a processor {wall:6.1f} s   ({wall / options.copies:.3f} s each)"
        )
        again = lab("regrade", work / "out-many", "--dry-run")
        print(f"{options.copies} judged again                     {again:8.1f} s")


if __name__ == "__main__":
    main()
