"""Grades the grader: programs whose judgement is known beforehand, and how often it is what it should be.

Top layer beside the commands: imported by `autograder/cli/` alone.
"""

from autograder.verify.cases import Case, cases
from autograder.verify.judge import Outcome, judge
from autograder.verify.run import grade_all

__all__ = ["Case", "Outcome", "cases", "grade_all", "judge"]
