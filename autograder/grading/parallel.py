"""Spread work over worker processes, a thread for each, and hear of it in one. Imported within grading."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from autograder.model import Submission

from .pool import Client, Graded, with_retry

Task = TypeVar("Task")
Found = TypeVar("Found")

STOP_WALL_S = 1.5  # Ctrl-C is answered within two seconds


def spread(
    tasks: Iterable[Task],
    clients: Sequence[Client],
    work: Callable[[Client, Task], Found],
    done: Callable[[Found], None],
) -> None:
    """Call `work` on each task with one of the clients, and `done` in this thread with what it returns.

    Tasks are taken when their turn comes, and few results wait, so that memory does not grow with the class.
    Whatever `work` or `done` raise ends everything, and so does Ctrl-C; the workers are ended in any case.
    """
    waiting, lock = iter(tasks), threading.Lock()
    results: queue.Queue[tuple[Found | None, BaseException | None] | None] = queue.Queue(2 * len(clients))
    stopped = threading.Event()

    def serve(client: Client) -> None:
        try:
            while not stopped.is_set():
                with lock:
                    task = next(waiting)
                results.put((work(client, task), None))
        except StopIteration:
            results.put(None)
        except BaseException as error:
            results.put((None, error))
        finally:
            client.close()

    threads = [threading.Thread(target=serve, args=(client,), daemon=True) for client in clients]
    try:
        for thread in threads:
            thread.start()
        running = len(threads)
        while running:
            found = results.get()
            if found is None:
                running -= 1
                continue
            result, error = found
            if error is not None:
                raise error
            done(result)  # type: ignore[arg-type]
    finally:
        stopped.set()
        for client in clients:
            client.stop()
        end = time.monotonic() + STOP_WALL_S
        while any(thread.is_alive() for thread in threads) and time.monotonic() < end:
            with contextlib.suppress(queue.Empty):  # a thread may be waiting for room
                results.get(timeout=0.02)


def in_parallel(
    submissions: Iterable[Callable[[], Submission]],
    clients: Sequence[Client],
    done: Callable[[Graded], None],
) -> None:
    """Grade submissions, each read when its turn comes, and call `done` in this thread with each result.

    Raises:
        UsageError: no worker can grade here.
        KeyboardInterrupt: stopped; the workers are ended.
    """
    spread(submissions, clients, lambda client, read: with_retry(client, read()), done)
