"""Write `assignment/` again: `python -m autograder.handout`. Imported by nobody."""

from __future__ import annotations

from autograder.handout import build_assignment
from autograder.model import ROOT

if __name__ == "__main__":
    for path in build_assignment():
        print(path.relative_to(ROOT))
