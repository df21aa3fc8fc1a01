"""Work is spread over threads, and ends at once when anything goes wrong."""

from __future__ import annotations

import threading
import time

import pytest

from autograder.grading.parallel import spread
from autograder.grading.pool import Client, Stopped


def test_each_task_is_done_once_and_few_results_wait() -> None:
    taken: list[int] = []
    found: list[int] = []
    ahead: list[int] = []

    def tasks() -> object:
        for task in range(200):
            taken.append(task)
            yield task

    def done(result: int) -> None:
        ahead.append(len(taken) - len(found))
        found.append(result)

    clients = [Client() for _ in range(3)]
    spread(tasks(), clients, lambda _, task: task * 2, done)  # type: ignore[arg-type]
    assert sorted(found) == [2 * task for task in range(200)]
    assert max(ahead) <= 4 * len(clients), "results pile up"


def test_what_a_task_raises_ends_all_and_stops_the_clients() -> None:
    before = threading.active_count()

    def work(client: Client, task: int) -> int:
        if task == 5:
            raise ZeroDivisionError
        time.sleep(0.001)
        return task

    clients = [Client() for _ in range(3)]
    with pytest.raises(ZeroDivisionError):
        spread(iter(range(10**6)), clients, work, lambda _: None)
    assert threading.active_count() == before
    for client in clients:
        with pytest.raises(Stopped):
            client.start()


def test_what_writing_raises_ends_all_while_results_wait() -> None:
    def done(result: int) -> None:
        raise OSError("no space")

    before, start = threading.active_count(), time.monotonic()
    with pytest.raises(OSError, match="no space"):
        spread(range(1000), [Client() for _ in range(4)], lambda _, task: task, done)
    assert threading.active_count() == before
    assert time.monotonic() - start < 2
