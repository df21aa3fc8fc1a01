"""The intake: find, name and read what students handed in, without executing or extracting anything.

The package's face; the examiner and what lies above it import from here, and nothing here imports them.
"""

from autograder.submission.discovery import discover, of_student
from autograder.submission.ids import safe_id
from autograder.submission.reading import read
from autograder.submission.sources import Candidate, Source

__all__ = ["Candidate", "Source", "discover", "of_student", "read", "safe_id"]
