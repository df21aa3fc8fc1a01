"""The student's self-check: the grader's own checks with public questions, as one file `check.pyz`. A command."""
