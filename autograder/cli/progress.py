"""Shows how far a long command has come. Imported by the commands."""

from __future__ import annotations

import contextlib
import sys
import time


class Progress:
    """A bar with the time left, on a terminal; a line now and then elsewhere. Both on stderr."""

    def __init__(self) -> None:
        self._bar = None
        self._last = time.monotonic()
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                TextColumn("{task.description}"),
            )
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("")
            try:
                self._bar.start()
            except BaseException:  # Ctrl-C at this very moment: it has hidden the cursor
                self._bar.stop()
                raise

    def __call__(self, done: int, total: int, student: str) -> None:
        if self._bar is not None:
            self._bar.update(self._task, completed=done, total=total, description=student)
        elif time.monotonic() - self._last > 5:
            self._last = time.monotonic()
            with contextlib.suppress(
                OSError
            ):  # nobody reads it any more: `2>&1 | head` must not end the work
                print(f"{done}/{total}", file=sys.stderr, flush=True)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.stop()
