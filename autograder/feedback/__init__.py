"""Tells one student about one result, as a page and as text; imported by report, adapters and cli."""

from __future__ import annotations

from autograder.feedback.digest import exercise_score, score, status
from autograder.feedback.student import student_page, student_text

__all__ = ["exercise_score", "score", "status", "student_page", "student_text"]
