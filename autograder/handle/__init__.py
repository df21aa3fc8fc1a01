"""The trusted side's hold on guests: start, ask, bound and record them. Imported by the examiner."""

from .answers import Answer, ErrorText, Value
from .client import Died, Guest, GuestFailure, Hang, QuestionTooLarge, Violation
from .fork_server import ONE_THREAD, ForkServer, Plan
from .process import GraderFault, Process
from .record import Recorder, Recording, submission_of, with_submission

__all__ = [
    "ONE_THREAD",
    "Answer",
    "Died",
    "ErrorText",
    "ForkServer",
    "GraderFault",
    "Guest",
    "GuestFailure",
    "Hang",
    "Plan",
    "Process",
    "QuestionTooLarge",
    "Recorder",
    "Recording",
    "Value",
    "Violation",
    "submission_of",
    "with_submission",
]
