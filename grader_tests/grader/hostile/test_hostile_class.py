"""A class in which most submissions are hostile, graded by the real command: honest marks must not notice."""

from __future__ import annotations

import csv
import ctypes
import gzip
import hashlib
import importlib.util
import json
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from autograder import corpus
from autograder.model import MAX_SCORE, ROOT

_spec = importlib.util.spec_from_file_location("hostile_expected", Path(__file__).with_name("expected.py"))
assert _spec and _spec.loader
expected = sys.modules.setdefault(_spec.name, importlib.util.module_from_spec(_spec))
_spec.loader.exec_module(expected)

pytestmark = pytest.mark.slow

TABLE = expected.table()
LOOT = b"rnn-lab-loot ["
"""What a hostile submission shouts that has found something; its own source, which the record holds, says less."""
SECRET = "rnn-lab-course-secret-of-the-hostile-class-5b1e0c"
PORT = 47321  # where the network attacks connect to
WALL_S = 3600.0  # for the class, on a machine that is free
SUBMISSION_S = 400.0  # for one of it
HONEST_S = 1.2  # for an honest one; by what it takes now, the limits are stretched on a busy machine
GRACE_S = 10.0  # for fork-servers to notice that their worker is gone
GRADER_BYTES = 2 << 30  # of memory that a trusted process may hold
TEXT_BYTES = 4 << 20  # of one page, table or result
RECORD_BYTES = 32 << 20  # of one submission's recorded answers
CANARY = "rnn-lab-canary"

# The openings of tags that only the hostile texts spell so, and an address that only they name.
_TAGS = re.compile(r"(?i)<(?:script>alert|img src=x|svg/onload|style>\*)[^>]{0,40}|src=.http://example\.com")
# Marks that turn the writing direction, break lines or hide, besides controls and surrogates.
_MARKS = frozenset("\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")

ODD_FOLDERS = {
    "odd-two-files": {
        "rnn.py": b"def (\n" + b"\n" * 900_000 + b"class RNN",
        "helper.py": b"import rnn\n" + b"\n" * 900_000 + b"def (",
        "other.py": b"\n" * 900_000 + b"x = 1",
    },
}


@dataclass
class Graded:
    """What one run of the command left behind."""

    out: Path
    exit_code: int
    printed: str
    wall_s: float
    results: dict[str, dict[str, Any]]  # by student
    peak_bytes: int
    survivors: list[str]
    knocks: list[str]  # what arrived at the listeners
    planted: list[str] = field(default_factory=list)

    def of(self, content: bytes, stem: str) -> dict[str, Any]:
        """Return the result of a submission by what was handed in."""
        digest = hashlib.sha256(content).hexdigest()
        found = [r for r in self.results.values() if r["sha256"] == digest or r["student"] == stem]
        assert len(found) == 1, f"{stem}: {len(found)} results"
        return found[0]


def honest_programs() -> dict[str, tuple[str, bytes]]:
    """Return honest students, spread over the alphabet among the hostile ones: (file name, content), by student."""
    programs = [(Path(p.filename).suffix, p.submission) for p in corpus.accepted()[:10]]
    reference = (ROOT / "solutions" / "rnn.py").read_bytes()
    programs += [(".py", reference), (".py", reference + b"\n# handed in by another student\n")]
    slugs = sorted(TABLE)
    step = len(slugs) // len(programs)
    names = [f"{slugs[k * step]}-zz-honest" for k in range(len(programs))]
    return {name: (name + suffix, content) for name, (suffix, content) in zip(names, programs)}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Write the class with hostile submissions, and the honest students alone."""
    mixed, alone = tmp_path_factory.mktemp("mixed"), tmp_path_factory.mktemp("alone")
    for name, content in honest_programs().values():
        (mixed / name).write_bytes(content)
        (alone / name).write_bytes(content)
    for hostile in TABLE.values():
        (mixed / hostile.file_name.replace("/", "_")).write_bytes(hostile.content())
    for name, files in ODD_FOLDERS.items():
        for file, content in files.items():
            (mixed / name).mkdir(exist_ok=True)
            (mixed / name / file).write_bytes(content)
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.py"
    secret.write_text(f"raise RuntimeError({SECRET!r})\n")
    (mixed / "odd-symlink.py").symlink_to(secret)
    (mixed / "odd-symlink-to-nothing.py").symlink_to(secret.with_name("nothing.py"))
    (mixed / "odd-empty.py").write_bytes(b"")
    os.mkfifo(mixed / "odd-fifo.py")
    return mixed, alone


@pytest.fixture(scope="module")
def mixed(folders: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """Grade the class with the hostile submissions in it."""
    return _grade(folders[0], tmp_path_factory.mktemp("out-mixed"))


@pytest.fixture(scope="module")
def alone(folders: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """Grade the honest students alone."""
    return _grade(folders[1], tmp_path_factory.mktemp("out-alone"))


def test_every_submission_gets_a_result(mixed: Graded) -> None:
    expected_count = len(TABLE) + len(honest_programs()) + len(ODD_FOLDERS) + 4
    assert len(mixed.results) == expected_count
    assert mixed.exit_code == 0, mixed.printed[-2000:]


def test_honest_marks_are_full_and_the_same_without_hostile_neighbours(mixed: Graded, alone: Graded) -> None:
    for student in honest_programs():
        assert mixed.results[student]["score"] == MAX_SCORE, student
        assert mixed.results[student]["exercises"] == alone.results[student]["exercises"], student
        assert [c["status"] for c in mixed.results[student]["checks"]] == [
            c["status"] for c in alone.results[student]["checks"]
        ], student


def test_no_hostile_submission_earns_more_than_it_may(mixed: Graded) -> None:
    found = {slug: mixed.of(h.content(), slug) for slug, h in TABLE.items()}
    too_high = {
        slug: (result["score"], TABLE[slug].max_score, _earned(result))
        for slug, result in found.items()
        if result["score"] is None or result["score"] > TABLE[slug].max_score
    }
    assert not too_high


def test_nothing_is_booked_to_the_grader(mixed: Graded) -> None:
    faults = {
        result["student"]: result.get("problem")
        or [c["id"] for c in result["checks"] if c["status"] == "error"]
        for result in mixed.results.values()
        if result["status"] == "error" or any(c["status"] == "error" for c in result["checks"])
    }
    assert not faults
    statuses = {slug: mixed.of(h.content(), slug)["status"] for slug, h in TABLE.items()}
    assert {s: v for s, v in statuses.items() if v not in TABLE[s].statuses} == {}


def test_nothing_was_touched_and_nobody_was_called(mixed: Graded) -> None:
    assert mixed.planted == []
    assert mixed.knocks == []


def test_no_process_survives(mixed: Graded) -> None:
    assert mixed.survivors == []


def test_it_ends_in_time(mixed: Graded) -> None:
    honest_s = statistics.median(mixed.results[student]["seconds"] for student in honest_programs())
    slowness = max(1.0, honest_s / HONEST_S)
    assert mixed.wall_s < slowness * WALL_S
    assert {s: r["seconds"] for s, r in mixed.results.items() if r["seconds"] > slowness * SUBMISSION_S} == {}


def test_memory_and_disk_stay_bounded(mixed: Graded) -> None:
    sizes = {str(p.relative_to(mixed.out)): p.stat().st_size for p in _files(mixed.out)}
    limits = {name: RECORD_BYTES if name.startswith("answers") else TEXT_BYTES for name in sizes}
    limits |= {"report.html": 4 * TEXT_BYTES}
    assert {n: size for n, size in sizes.items() if size > limits[n]} == {}
    assert mixed.peak_bytes < GRADER_BYTES


def test_no_secret_is_in_any_output(mixed: Graded) -> None:
    secrets = {SECRET.encode(), LOOT, *_hidden_lines()}
    secrets |= {path.read_bytes().strip() for path in (ROOT / "grader_tests" / "hidden").glob("*.secret")}
    for name, data in _contents(mixed):
        leaked = [s for s in secrets if s in data]
        assert not leaked, f"{name}: {leaked[:3]}"


def test_no_output_carries_anything_alive(mixed: Graded) -> None:
    for name, data in _contents(mixed):
        if name.startswith("answers"):
            continue
        text = data.decode("utf-8")  # strictly
        bad = sorted({f"U+{ord(c):04X}" for c in text if _is_alive(c)})
        assert not bad, f"{name}: {bad}"
        if name.endswith(".json"):
            bad = sorted({f"U+{ord(c):04X}" for s in _strings(json.loads(text)) for c in s if _is_alive(c)})
            assert not bad, f"{name}: {bad} in a string"
        if name.endswith(".html"):
            alive = _TAGS.findall(text)
            assert not alive, f"{name}: {alive[:3]}"


def test_the_table_has_a_row_for_each_and_no_formula(mixed: Graded) -> None:
    with (mixed.out / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == len(mixed.results) + 1
    assert len({len(row) for row in rows}) == 1
    assert "mallory" not in {row[0] for row in rows}
    formulas = [cell for row in rows for cell in row if re.match(r"[=+@\t\r-](?![\d.]+$)", cell)]
    assert not formulas


# -- running the command ------------------------------------------------------------------------------------


def _grade(submissions: Path, out: Path) -> Graded:
    before = _planted()
    stale = sorted(str(path) for path in before if CANARY in path.name)
    assert not stale, f"left over from an earlier run, remove them first: {stale}"
    environment = {**os.environ, "RNN_LAB_SECRET": SECRET, "NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    with _listening() as knocks, _subreaper():
        start = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "autograder", "grade", str(submissions), "--out", str(out), "--jobs", "2"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        peak: list[int] = [0]
        watcher = threading.Thread(target=_watch_memory, args=(process.pid, peak), daemon=True)
        watcher.start()
        try:
            printed = process.communicate(timeout=4 * WALL_S)[0].decode("utf-8", "backslashreplace")
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        wall_s = time.monotonic() - start
        grace_end = time.monotonic() + GRACE_S
        while (survivors := _children()) and time.monotonic() < grace_end:
            time.sleep(0.2)
    (out / "printed.txt").write_text(printed, encoding="utf-8")
    read = [json.loads(path.read_text(encoding="utf-8")) for path in (out / "results").glob("*.json")]
    results = {result["student"]: result for result in read}
    planted = sorted(str(path) for path in _planted() - before)
    return Graded(out, process.returncode, printed, wall_s, results, peak[0], survivors, knocks, planted)


@contextmanager
def _subreaper() -> Iterator[None]:
    """Inherit what the command leaves running, so that it can be found."""
    set_child_subreaper = 36
    libc = ctypes.CDLL(None)
    libc.prctl(set_child_subreaper, 1, 0, 0, 0)
    try:
        yield
    finally:
        for line in _children():
            os.kill(int(line.split()[0]), signal.SIGKILL)
        libc.prctl(set_child_subreaper, 0, 0, 0, 0)


def _children() -> list[str]:
    """Return pid, state and name of each child of this process; zombies are collected."""
    found = []
    for task in Path("/proc/self/task").iterdir():
        for pid in (task / "children").read_text().split():
            state = Path(f"/proc/{pid}/stat").read_text()
            if ") Z " in state:
                os.waitpid(int(pid), os.WNOHANG)
            else:
                found.append(state[:60])
    return found


def _watch_memory(pid: int, peak: list[int]) -> None:
    """Keep the largest resident size of the command and its workers; zygotes and guests are not counted."""
    while True:
        pids, trusted = [str(pid)], 0
        while pids:
            try:
                one = pids.pop()
                if b"zygote.py" in Path(f"/proc/{one}/cmdline").read_bytes():
                    continue
                status = Path(f"/proc/{one}/status").read_text()
                if found := re.search(r"VmRSS:\s+(\d+) kB", status):
                    trusted = max(trusted, int(found[1]) << 10)
                for task in Path(f"/proc/{one}/task").iterdir():
                    pids += (task / "children").read_text().split()
            except OSError:
                continue
        if not Path(f"/proc/{pid}").exists():
            return
        peak[0] = max(peak[0], trusted)
        time.sleep(0.1)


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Listen where the network attacks call; yields a list of what arrived."""
    knocks: list[str] = []
    tcp = socket.create_server(("127.0.0.1", PORT))
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    udp.bind(("127.0.0.1", PORT))
    unix = socket.socket(socket.AF_UNIX)
    unix.bind("\0" + CANARY)
    unix.listen()
    over = threading.Event()

    def accept(listener: socket.socket, what: str) -> None:
        listener.settimeout(0.2)
        while not over.is_set():
            try:
                if listener.type == socket.SOCK_DGRAM:
                    listener.recv(100)
                else:
                    listener.accept()[0].close()
                knocks.append(what)
            except TimeoutError:
                continue

    threads = [
        threading.Thread(target=accept, args=pair) for pair in ((tcp, "tcp"), (udp, "udp"), (unix, "unix"))
    ]
    for thread in threads:
        thread.start()
    try:
        yield knocks
    finally:
        over.set()
        for thread in threads:
            thread.join()
        for listener in (tcp, udp, unix):
            listener.close()


# -- looking at what is left --------------------------------------------------------------------------------

_PLANTS = (
    "conftest.py",
    "sitecustomize.py",
    "usercustomize.py",
    "pytest.ini",
    "tox.ini",
    "numpy.py",
    "json.py",
    ".coveragerc",
    "result.json",
    "results.json",
    "grades.csv",
)


def _planted() -> set[Path]:
    """Return canaries and files of telling names, where attacks try to put them."""
    site = Path(os.__file__).parent / "site-packages"
    venv = (
        Path(sys.prefix)
        / "lib"
        / f"python{sys.version_info.major}.{sys.version_info.minor}"
        / "site-packages"
    )
    places = [
        Path("/tmp"),
        Path("/var/tmp"),
        Path("/dev/shm"),
        Path.home(),
        Path("/"),
        ROOT.parent,
        ROOT,
        site,
        venv,
    ]
    places += [
        ROOT / "grader_tests",
        ROOT / "grader_tests" / "hidden",
        ROOT / "solutions",
        Path(__file__).parent,
    ]
    found: set[Path] = set()
    for place in places:
        found |= {path for name in _PLANTS if (path := place / name).exists()}
        found |= set(place.glob(f"{CANARY}*")) if place.is_dir() else set()
    return found


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _contents(graded: Graded) -> Iterator[tuple[str, bytes]]:
    """Yield every output file's name and bytes, names of files among the bytes, records unpacked."""
    for path in _files(graded.out):
        data = path.read_bytes()
        if data[:2] == b"\x1f\x8b":
            data = gzip.decompress(data)
        yield str(path.relative_to(graded.out)), data
    yield "names", "\n".join(str(p.relative_to(graded.out)) for p in _files(graded.out)).encode()


def _hidden_lines() -> set[bytes]:
    """Return lines of code that only the hidden suites have."""
    lines: set[bytes] = set()
    for path in (ROOT / "grader_tests" / "hidden").glob("test_*.py"):
        source = path.read_bytes()
        lines |= {
            line.strip() for line in source.splitlines() if len(line.strip()) > 40 and b"student" in line
        }
    assert lines
    return lines


def _is_alive(char: str) -> bool:
    """Tell whether a character moves a cursor, turns the writing direction or cannot be encoded."""
    if char in "\n\r\t":
        return False
    return unicodedata.category(char) in ("Cc", "Cs") or char in _MARKS


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _strings(key)
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _earned(result: Mapping[str, Any]) -> list[str]:
    return [f"{check['id']} {check['score']:g}" for check in result["checks"] if check["score"]]
