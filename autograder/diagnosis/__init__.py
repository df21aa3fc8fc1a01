"""Name the known mistake behind wrong answers, where exactly one explains them. Imported by the workers' session.

First properties (what the failed checks found says it), then programs: the mistakes of the corpus answer the
same questions, and one is named when its wrong answers are the student's and no other's are.
"""

from .names import Diagnosis, diagnose
from .panel import Panel

__all__ = ["Diagnosis", "Panel", "diagnose"]
