"""Candidates over pipes: bytes come and go, waits end, nothing outlives its owner."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from autograder.guest import frames
from autograder.handle import Died, GraderFault, Guest
from autograder.selfcheck.process import OwnProcess, Spares, Unfit

ECHO = "import sys\nwhile data := sys.stdin.buffer.read1(65536): sys.stdout.buffer.write(data); sys.stdout.flush()"
BUSY = "while True: pass"
IDLE = "import time; time.sleep(60)"


def child(code: str) -> OwnProcess:
    command = [sys.executable, "-I", "-c", code]
    return OwnProcess(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0))


@pytest.fixture
def echo() -> Iterator[OwnProcess]:
    process = child(ECHO)
    yield process
    process.kill()


@pytest.mark.parametrize("size", [1, 4096, 4097, 3_000_000])
def test_bytes_come_back_as_they_went(echo: OwnProcess, size: int) -> None:
    data = bytes(k % 251 for k in range(size))
    echo.send(data, 20.0)
    back = b""
    while len(back) < size:
        back += echo.receive(size - len(back), 20.0)
    assert back == data


def test_a_wait_ends_when_nothing_comes(echo: OwnProcess) -> None:
    start = time.monotonic()
    assert echo.receive(1, 0.1) == b""
    assert 0.09 < time.monotonic() - start < 5


def test_the_end_of_a_guest_is_an_end_of_file(echo: OwnProcess) -> None:
    echo.kill()
    with pytest.raises(EOFError):
        echo.receive(1, 5.0)
    with pytest.raises(EOFError):
        echo.send(b"x", 5.0)
    echo.kill()


def test_a_guest_that_does_not_read_is_given_up() -> None:
    process = child(IDLE)
    with pytest.raises(EOFError, match="does not read"):
        process.send(bytes(4 << 20), 0.2)
    process.kill()


def test_a_guest_that_leaves_is_the_programs_doing() -> None:
    ready = frames.pack(bytes(8), {"ready": []})
    code = f"import sys; sys.stdout.buffer.write({ready!r}); sys.stdout.flush(); sys.stdin.buffer.read(1)"
    guest = Guest(lambda: child(code))  # type: ignore[arg-type,return-value]
    with pytest.raises(Died):
        guest.ask([{"op": "load"}], {})


def test_processor_time_tells_computing_from_sleeping() -> None:
    busy, idle = child(BUSY), child(IDLE)
    end = time.monotonic() + 30
    while (busy.cpu_s() or 0) < 0.3 and time.monotonic() < end:
        time.sleep(0.05)
    spent, slept = busy.cpu_s(), idle.cpu_s()
    waits = [busy.sleeps(), idle.sleeps()]
    busy.kill()
    idle.kill()
    assert spent is not None and slept is not None and slept < 0.3 <= spent
    assert waits == [False, True]  # one that wants for a processor does not wait of its own accord


def hello(message: dict[str, object]) -> str:
    frame = frames.pack(bytes(8), message)
    return f"import sys, time; sys.stdout.buffer.write({frame!r}); sys.stdout.flush(); time.sleep(60)"


def test_spares_are_kept_ahead_and_ended() -> None:
    started: list[OwnProcess] = []

    def make() -> OwnProcess:
        started.append(child(hello({"torch": "2.0"})))
        return started[-1]

    spares = Spares(make, 2)
    spares.fill()
    assert len(started) == 2
    first = spares.take()
    assert first is started[0] and len(started) == 2
    spares.fill()
    assert len(started) == 3
    spares.close()
    first.kill()
    assert all(p._child.poll() is not None for p in started)


def test_a_guest_without_torch_says_so_and_is_ended() -> None:
    process = child(hello({"problem": "missing", "name": "torch"}))
    spares = Spares(lambda: process, 0)
    with pytest.raises(Unfit) as unfit:
        spares.take()
    assert unfit.value.hello["name"] == "torch" and process._child.poll() is not None


@pytest.mark.parametrize("code", ["print('no frame at all, but long enough to look like one')", "pass"])
def test_a_guest_that_does_not_start_is_our_fault(code: str) -> None:
    with pytest.raises(GraderFault, match="did not start"):
        Spares(lambda: child(code), 0).take()
