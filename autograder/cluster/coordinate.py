"""Hand out chunks of submissions to a Dask cluster and take their results. Imported within cluster."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from autograder.grading.pool import Graded, set_aside
from autograder.grading.version import fingerprint
from autograder.model import Lang, Submission, UsageError
from autograder.worker import submission_to_json

from .remote import grade_chunk

CHUNK = 8  # submissions a task: some seconds of work, and what is done again when a worker dies
AHEAD = 2  # tasks that wait for each thread of the cluster, so that none is idle
CONNECT_WALL_S = 30
KNOCK_WALL_S = 5

Done = Callable[[Graded], None]


def on_cluster(
    address: str,
    submissions: Iterable[Callable[[], Submission]],
    done: Done,
    lang: Lang = "en",
    unsandboxed: bool = False,
    level: str = "floor",
) -> None:
    """Grade submissions on a cluster, each read here when its turn comes, and call `done` with each result.

    A chunk whose worker dies is done again by another. One that takes down several workers is split, and the
    submission that does so alone is set aside.

    Args:
        address: of the scheduler, such as "tcp://10.0.0.1:8786".

    Raises:
        UsageError: Dask is not installed, nobody answers at the address, or the workers can't grade.
    """
    try:
        import distributed
        from distributed.comm.core import CommClosedError
    except ImportError:
        raise UsageError("Grading on a cluster needs Dask: pip install 'rnn-lab[cluster]'.") from None
    options = json.dumps({"lang": lang, "unsandboxed": unsandboxed, "level": level})
    with contextlib.closing(_connected(distributed, address)) as dask:
        try:
            _all(distributed, dask, options, lang, _chunks(submissions), done)
        except (distributed.CancelledError, CommClosedError, TimeoutError) as error:
            raise UsageError(
                f"The cluster at {address} was lost ({type(error).__name__}): run the same command again, what "
                "is graded is kept."
            ) from None


def _connected(distributed: Any, address: str) -> Any:
    try:
        distributed.comm.get_address_host(address)
    except ValueError as error:
        raise UsageError(
            f"{address!r} is no address of a Dask scheduler ({error}): give one such as tcp://10.0.0.1:8786."
        ) from None
    try:
        asyncio.run(_knock(distributed, address))
        dask = distributed.Client(address, timeout=CONNECT_WALL_S, set_as_default=False)
    except (OSError, ValueError, OverflowError, ImportError):
        raise UsageError(
            f"No Dask scheduler answers at {address}: start one with `dask scheduler` and give its address."
        ) from None
    try:
        dask.wait_for_workers(1, timeout=CONNECT_WALL_S)
    except TimeoutError:
        dask.close()
        raise UsageError(
            f"The cluster at {address} has no worker: start some with `dask worker {address} --nthreads 1`."
        ) from None
    return dask


async def _knock(distributed: Any, address: str) -> None:
    """Connect once: where nobody answers, or another than Dask, its client would try for minutes, with tracebacks.

    Raises:
        OSError: nobody answers within KNOCK_WALL_S.
    """
    how = distributed.Security().get_connection_args("client")
    try:
        comm = await asyncio.wait_for(distributed.comm.connect(address, KNOCK_WALL_S, **how), KNOCK_WALL_S)
    except Exception as error:  # whatever reading another program's greeting fails of
        raise OSError(f"{type(error).__name__}: {error}") from error
    comm.abort()


def _chunks(submissions: Iterable[Callable[[], Submission]]) -> Iterator[list[Submission]]:
    waiting = iter(submissions)
    while chunk := [read() for read in itertools.islice(waiting, CHUNK)]:
        yield chunk


def _all(
    distributed: Any, dask: Any, options: str, lang: Lang, chunks: Iterator[list[Submission]], done: Done
) -> None:
    """Keep a bounded number of tasks in flight until no chunk is left."""
    flying: dict[str, list[Submission]] = {}
    ready = distributed.as_completed(loop=dask.loop)

    def submit(chunk: Sequence[Submission]) -> None:
        packed = [json.dumps(submission_to_json(s)).encode() for s in chunk]
        future = dask.submit(grade_chunk, options, fingerprint(), packed, pure=False)
        flying[future.key] = list(chunk)
        ready.add(future)

    def refill() -> None:
        room = AHEAD * max(1, sum(dask.nthreads().values())) - len(flying)
        for chunk in itertools.islice(chunks, max(0, room)):
            submit(chunk)

    refill()
    for future in ready:
        chunk = flying.pop(future.key)
        try:
            answers: list[bytes] = future.result()
        except distributed.KilledWorker as error:
            if len(chunk) > 1:
                for submission in chunk:
                    submit([submission])
            else:
                done(set_aside(chunk[0], lang, str(error)))
        else:
            for submission, answer in zip(chunk, answers):
                found = json.loads(answer)
                done(Graded(submission.student, found["document"], base64.b64decode(found["answers"])))
        refill()
