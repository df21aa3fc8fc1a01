"""Grade many submissions with worker processes, and write what they find. Imported by cli, cluster and verify."""

from .again import Change, Judged, judge_again, write_again
from .folder import all_results, held, lang_of, refresh
from .overrides import read_overrides
from .parallel import in_parallel
from .pool import Client, Graded, WorkerLost
from .run import Options, grade, processors

__all__ = [
    "Change",
    "Client",
    "Graded",
    "Judged",
    "Options",
    "WorkerLost",
    "all_results",
    "grade",
    "held",
    "in_parallel",
    "judge_again",
    "lang_of",
    "processors",
    "read_overrides",
    "refresh",
    "write_again",
]
