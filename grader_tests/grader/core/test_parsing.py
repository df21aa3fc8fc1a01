"""Source is parsed by several threads at once while a class is graded: each gets its own tree."""

import ast
import gc
import threading
import time

from autograder.parsing import tree_of

DEEP = "x = " + "[" * 60 + "1" + "]" * 60 + "\n"


def give_way(*_: object) -> None:
    """Let another thread run in the middle of a tree, as Python code that the garbage collector calls may."""
    time.sleep(0)


def test_threads_that_parse_at_once_disturb_nobody() -> None:
    failures: list[BaseException] = []
    threshold = gc.get_threshold()

    def work(depth: int) -> None:
        if depth:
            work(depth - 1)  # each thread stands at a depth of its own
            return
        try:
            for _ in range(10):
                assert isinstance(tree_of(DEEP * 20).body[-1], ast.Assign)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(7 * k,)) for k in range(4)]
    gc.callbacks.append(give_way)
    gc.set_threshold(50)
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        gc.set_threshold(*threshold)
        gc.callbacks.remove(give_way)
    assert failures == []
