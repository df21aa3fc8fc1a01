"""Grade many submissions with worker processes, and write what they find. Imported by the command line and adapters."""

from .pool import Client, Graded, WorkerLost, in_parallel
from .run import Options, grade

__all__ = ["Client", "Graded", "Options", "WorkerLost", "grade", "in_parallel"]
