"""check.pyz on real files: what it says, its exit codes, and every bad day in one clear sentence."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.handout import student_files
from autograder.model import LANGS, ROOT

pytestmark = pytest.mark.slow

RIGHT = (ROOT / "solutions" / "rnn.py").read_text(encoding="utf-8")


@pytest.fixture
def right(tmp_path: Path) -> Path:
    path = tmp_path / "rnn.py"
    path.write_text(RIGHT, encoding="utf-8")
    return path


def broken(tmp_path: Path, old: str, new: str) -> Path:
    assert old in RIGHT
    path = tmp_path / "rnn.py"
    path.write_text(RIGHT.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.parametrize("folder", ["plain", "été à Paris"])
def test_the_solution_passes_and_is_told_so(run, tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "rnn.py").write_text(RIGHT, encoding="utf-8")
    done = run("--lang", "en", cwd=tmp_path / folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "18 of 18 checks   20 / 20 points" in done.stdout and "✗" not in done.stdout
    assert "\x1b" not in done.stdout
    assert "Not sandboxed" in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["rnn.py", "rnn.ipynb"])
def test_what_is_handed_out_is_all_still_to_be_written(run, tmp_path: Path, lang: str, name: str) -> None:
    for path, content in student_files(lang).items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    done = run(name, "--json", cwd=tmp_path)
    said = json.loads(done.stdout)
    assert (done.returncode, said["lang"], said["score"], said["passed"]) == (1, lang, 0, False)
    keys = {c["finding"]["key"] for c in said["checks"] if "finding" in c}
    assert keys == {"not_attempted", "learning.parts_missing"}


def test_what_is_checked_checks_nothing_itself(run, check_pyz: Path, tmp_path: Path) -> None:
    """A notebook's check cells run while it is checked: a check within a check had no end."""
    call = f"subprocess.run([sys.executable, {str(check_pyz)!r}, 'rnn.py'], capture_output=True)"
    within = f"import subprocess, sys\ndone = {call}\nopen('said', 'w').write(repr(vars(done)))\n"
    (tmp_path / "rnn.py").write_text(f"{RIGHT}\n{within}", encoding="utf-8")
    assert run("--lang", "en", cwd=tmp_path).returncode == 0
    said = (tmp_path / "said").read_text()
    assert "'returncode': 0" in said and "'stdout': b''" in said and "'stderr': b''" in said


def test_json_tells_programs_everything(run, tmp_path: Path) -> None:
    path = broken(
        tmp_path,
        "            h = self.one_step(observation, h)\n            states.append(h)",
        "            states.append(self.one_step(observation, h))",
    )
    done = run(path, "--json", "--lang", "en")
    said = json.loads(done.stdout)
    assert done.returncode == 1 and said["schema"] == "rnn-lab/selfcheck/v1"
    assert said["score"] == sum(c["score"] for c in said["checks"]) < said["max_score"] == 20
    (first,) = [c for c in said["checks"] if "property" in c]
    assert first["id"] == "forward/each_state_follows_from_the_one_before"
    assert first["property"]["key"] == "states.not_carried"
    assert "h_3 does not change when x_0 changes" in first["property"]["why"]


def test_one_exercise_can_be_asked_for(run, tmp_path: Path) -> None:
    path = broken(tmp_path, "return torch.stack(states)", "return states[-1]")
    assert run(path, "--exercise", "one_step").returncode == 0
    done = run(path, "--exercise", "forward", "--lang", "en")
    assert done.returncode == 1 and "One step" not in done.stdout
    assert "shape (2, 3) of a single state, for l = 4 observations" in done.stdout
    assert "A hint: python check.pyz rnn.py --exercise forward --hint" in done.stdout


@pytest.mark.parametrize(
    ("old", "new", "exercise"),
    [
        ("torch.cat([a, b]), torch.stack([a, b])", "torch.stack([a, b]), torch.cat([a, b])", "warm_up"),
        ("torch.cat([a, b]), torch", "torch.cat([b, a]), torch", "warm_up"),
        ("h = model.one_step(predictions[-1], h)", "pass", "generate"),
        ("predictions[-1], h)", "0 * predictions[-1], h)", "generate"),
    ],
)
def test_what_is_not_graded_is_checked_too(run, tmp_path: Path, old: str, new: str, exercise: str) -> None:
    path = broken(tmp_path, old, new)
    assert run(path, "--exercise", exercise).returncode == 1
    done = run(path)
    assert done.returncode == 0 and "✗" in done.stdout, "what is not graded fails nobody"


def test_hints_climb_from_call_to_call(run, tmp_path: Path) -> None:
    path = broken(
        tmp_path, "return torch.tanh(self.W_i(x) + self.W_h(h))", "return self.W_i(x) + self.W_h(h)"
    )
    said = [run(path, "--hint", "--exercise", "one_step", "--lang", "en").stdout for _ in range(2)]
    assert "Hint 1 of 4, One step" in said[0] and "Hint 2 of 4, One step" in said[1]
    assert "exactly twice as far" in said[0]


def test_what_is_still_to_be_written_has_hints_of_its_own(run, tmp_path: Path) -> None:
    line = "return torch.tanh(self.W_i(x) + self.W_h(h))"
    asked = ["--hint", "--exercise", "one_step", "--lang", "en"]
    for new, hint in (
        ("raise NotImplementedError()", "Hint 1 of 2, One step: Look at"),
        ("raise NotImplementedError()", "Hint 2 of 2, One step: Read"),
        ("return self.W_i(x) + self.W_h(h)", "Hint 1 of 4, One step"),
        ("return self.W_i(x", "Hints come once the file runs"),
    ):
        assert hint in run(broken(tmp_path, line, new), *asked).stdout


def test_the_students_own_lines_are_shown_and_no_other(run, tmp_path: Path) -> None:
    path = broken(tmp_path, "return torch.stack(states)", "return torch.stack(states).reshape(7, 7)")
    done = run(path, "--exercise", "forward", "--lang", "en")
    number = path.read_text().splitlines().index("        return torch.stack(states).reshape(7, 7)") + 1
    assert f"at rnn.py, line {number}, in forward: return torch.stack(states).reshape(7, 7)" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr and "autograder" not in done.stdout


def test_a_syntax_error_is_explained_once(run, tmp_path: Path) -> None:
    path = broken(tmp_path, "def forward(self, x, h):", "def forward(self, x, h)")
    done = run(path, "--lang", "en")
    assert done.returncode == 1
    assert done.stdout.count("expected ':'") == 1 and "Python cannot read the file" in done.stdout


def test_an_endless_loop_ends(run, tmp_path: Path) -> None:
    path = broken(
        tmp_path, "        for observation in x:", "        while True: pass\n        for observation in x:"
    )
    done = run(path, "--exercise", "forward", "--lang", "en")
    assert done.returncode == 1 and "`forward` does not come to an end" in done.stdout
    assert "Fatal" not in done.stderr


def test_ready_made_layers_are_refused_here_too(run, tmp_path: Path) -> None:
    path = broken(
        tmp_path,
        "return torch.tanh(self.W_i(x) + self.W_h(h))",
        "return nn.RNNCell(x.shape[1], h.shape[1])(x, h)",
    )
    done = run(path, "--exercise", "one_step", "--lang", "en")
    assert done.returncode == 1 and "ready-made recurrent layer" in done.stdout


def test_a_file_called_torch_beside_it_does_not_stop_the_check(run, tmp_path: Path, right: Path) -> None:
    for name in ("torch.py", "numpy.py", "queue.py"):
        (tmp_path / name).write_text("raise SystemExit('hidden')\n")
    done = run("rnn.py", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "torch.py in this folder hides the module `torch`" in done.stdout


def test_another_module_that_ends_the_program_does_not_end_the_check(run, tmp_path: Path) -> None:
    path = broken(tmp_path, "import torch\n", "import torch\nimport helper\nhelper.window()\n")
    (tmp_path / "helper.py").write_text("raise SystemExit('ran')\n")
    done = run(path, "--exercise", "one_step", "--lang", "en")
    assert done.returncode == 0 and "helper.py is imported, and checked" in done.stdout


def fake_torch(tmp_path: Path, text: str) -> str:
    """Return a folder for PYTHONPATH in which torch is something else."""
    folder = tmp_path / "fake"
    folder.mkdir()
    (folder / "torch.py").write_text(text)
    return str(folder)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("raise ModuleNotFoundError('no', name='torch')", "pip install torch"),
        ("raise ModuleNotFoundError('no', name='sympy')", "pip install sympy"),
        ("raise OSError('libtorch.so: cannot open')", "libtorch.so"),
        ("__version__ = '1.13.1+cpu'\nnn = None", "1.13.1"),
        ("x = 1", "torch.py"),
    ],
)
def test_a_missing_broken_or_old_torch_is_one_sentence(
    run, tmp_path: Path, right: Path, lang: str, text: str, said: str
) -> None:
    done = run(right, "--lang", lang, PYTHONPATH=fake_torch(tmp_path, text))
    assert done.returncode == 2
    *_, last = done.stderr.splitlines()
    assert said in last and len(done.stderr.splitlines()) == 2 and done.stdout == ""


def test_a_missing_numpy_is_one_sentence(run, tmp_path: Path, right: Path) -> None:
    folder = tmp_path / "fake"
    folder.mkdir()
    (folder / "numpy.py").write_text("raise ModuleNotFoundError('no', name='numpy')")
    done = run(right, "--lang", "en", PYTHONPATH=str(folder))
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1 and "pip install numpy" in done.stderr


@pytest.mark.parametrize(
    "arguments", [("absent.py",), ("--exercise", "two_steps"), ("--colour",), ("rnn.py", "more.py"), (".",)]
)
def test_a_command_that_cannot_be_run_is_one_sentence(
    run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2 and done.stdout == ""
    assert len(done.stderr.splitlines()) == 1 and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "The file is empty"), (b"\xff\xfe\x00", "not UTF-8"), (b"# only\n", "holds no code")],
)
def test_a_file_that_cannot_be_read_is_explained(run, tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "rnn.py").write_bytes(content)
    done = run("rnn.py", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 1 and said in done.stdout and "next" in done.stdout


def test_ctrl_c_stops_everything_in_one_line(
    check_pyz: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    path = broken(
        tmp_path, "        for observation in x:", "        while True: pass\n        for observation in x:"
    )
    command = [sys.executable, str(check_pyz), str(path), "--lang", "en"]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, encoding="utf-8"
    )
    assert process.stdout is not None
    while "One step" not in process.stdout.readline():
        pass
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert said.splitlines()[-1] == "Stopped." and "Traceback" not in said
    gone = time.monotonic() + 20
    while any(Path(f"/proc/{c}").exists() for c in children) and time.monotonic() < gone:
        time.sleep(0.1)
    assert children and not any(Path(f"/proc/{c}").exists() for c in children)


def test_a_guest_does_not_outlive_a_check_that_was_killed(check_pyz, environment, tmp_path: Path) -> None:
    path = broken(
        tmp_path, "        for observation in x:", "        while True: pass\n        for observation in x:"
    )
    command = [sys.executable, str(check_pyz), str(path), "--lang", "en"]
    with subprocess.Popen(
        command, stderr=subprocess.DEVNULL, stdout=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdout is not None
        while b"One step" not in process.stdout.readline():
            pass
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        process.kill()
    gone = time.monotonic() + 30
    while any(running(c) for c in children) and time.monotonic() < gone:
        time.sleep(0.1)
    assert children and not any(running(c) for c in children)


def running(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_read_only_folder_is_no_obstacle(run, tmp_path: Path, right: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    shutil.copy(right, folder / "rnn.py")
    folder.chmod(0o555)
    try:
        done = run("rnn.py", "--exercise", "one_step", "--hint", "--plot", "--lang", "en", cwd=folder)
    finally:
        folder.chmod(0o755)
    assert done.returncode == 0 and "no hint is needed" in done.stdout
    assert "rnn-check.html" in done.stderr


def test_the_plots_are_one_page_that_needs_nothing_else(run, tmp_path: Path, right: Path) -> None:
    done = run(right, "--exercise", "one_step", "--plot", "--lang", "fr")
    page = (tmp_path / "rnn-check.html").read_text(encoding="utf-8")
    assert done.returncode == 0 and page.count("<svg") == 4 and "Pas encore dessiné" not in page
    assert page.count("<circle") == 64 and "http" not in page.replace("http://www.w3.org/2000/svg", "")


def test_a_drawing_that_cannot_be_made_yet_says_why(run, tmp_path: Path) -> None:
    path = broken(tmp_path, "        return torch.stack(states)", "        raise NotImplementedError")
    run(path, "--exercise", "one_step", "--plot", "--lang", "en")
    page = (tmp_path / "rnn-check.html").read_text(encoding="utf-8")
    assert page.count("Not drawn yet") == 4 and "<svg" not in page


def test_nothing_is_left_in_the_students_folder(run, tmp_path: Path, right: Path) -> None:
    before = {p.name for p in tmp_path.iterdir()}
    run(right, "--hint", "--exercise", "one_step")
    assert {p.name for p in tmp_path.iterdir()} == before | {"temporary"}
    assert os.listdir(tmp_path / "temporary") == []
