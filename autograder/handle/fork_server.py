"""Start the zygote and fork guests from it. Imported by the examiner's workers."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .process import Ended, GraderFault, Process

ZYGOTE = Path(__file__).resolve().parents[1] / "guest" / "zygote.py"
START_WALL_S = 120.0  # a cold disk reads torch slowly
FORK_WALL_S = 30.0
REQUIRED = ("torch", "torch._dynamo", "torch.optim", "numpy")
"""What guests can't do without; anything else that fails to import is the platform's."""
MEMORY_BYTES = 4 << 30
CPU_S = 60


@dataclass(frozen=True, slots=True)
class Plan:
    """What a guest is forked with: the layers of its sandbox and its limits."""

    layers: tuple[str, ...]
    forbidden: tuple[str, ...] = ()
    cpu_s: int = CPU_S
    memory_bytes: int = MEMORY_BYTES


ONE_THREAD: Mapping[str, str] = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
"""Of the environment, before numpy is imported: the threads of its pool spin for the work that they wait for."""


def clean_environment() -> dict[str, str]:
    """Return the environment of everything that runs student code: one thread, no GPU, no secret."""
    fixed = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "CUDA_VISIBLE_DEVICES": "", "HOME": "/proc/none"}
    return {**ONE_THREAD, **fixed, "PYTHONDONTWRITEBYTECODE": "1"}


class ForkServer:
    """A running zygote. Guests are its forks; it dies when this process closes the control socket."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        # importing torch._dynamo looks for a folder that it can write to; what it leaves there goes after the start
        self._scratch = tempfile.TemporaryDirectory(prefix="rnn-lab-")
        scratch = {"TMPDIR": self._scratch.name, "TORCHINDUCTOR_CACHE_DIR": self._scratch.name}
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", str(ZYGOTE), str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env={**clean_environment(), **scratch},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                cwd="/",
                start_new_session=True,
            )
        self._control = ours
        self._hello: dict[str, Any] | None = None

    def hello(self) -> Mapping[str, Any]:
        """Wait until the zygote is ready; return {"threads", "capabilities"}.

        Raises:
            GraderFault: it did not start; says what it printed.
        """
        if self._hello is None:
            self._control.settimeout(START_WALL_S)
            try:
                message = self._control.recv(1 << 16)
            except OSError as error:
                raise GraderFault(f"the fork-server did not start: {error}") from error
            if not message:
                said = self._process.communicate(timeout=10)[1].decode(errors="replace").strip()
                reason = said.splitlines()[-1][:800] if said else "it said nothing"  # of a traceback
                raise GraderFault(f"the fork-server did not start: {reason}")
            self._hello = json.loads(message)
            self._scratch.cleanup()
            missing = [name for name in REQUIRED if name in self._hello["missing"]]
            if missing or self._hello["threads"] != 1:
                raise GraderFault(
                    f"the fork-server is not fit: missing {missing}, {self._hello['threads']} threads"
                )
            self._control.settimeout(FORK_WALL_S)
        return self._hello

    def fork(self, plan: Plan) -> Process:
        """Fork a guest, which closes its sandbox before anything is sent to it.

        Raises:
            GraderFault: the zygote is gone or does not answer.
        """
        self.hello()
        request = json.dumps(
            {
                "layers": plan.layers,
                "forbidden": plan.forbidden,
                "cpu_s": plan.cpu_s,
                "memory_bytes": plan.memory_bytes,
            }
        )
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                socket.send_fds(self._control, [request.encode()], [theirs.fileno()])
            message, fds, _, _ = socket.recv_fds(self._control, 1 << 12, 1)
            if not message:
                raise OSError("end of file")
            said = json.loads(message)
            if not fds:
                raise OSError(said.get("error", "no descriptor"))
        except OSError as error:
            ours.close()
            raise self._lost(error) from error
        return Process(ours, int(said["pid"]), fds[0], self._ended, plan.cpu_s)

    def _ended(self, pid: int) -> Ended:
        """Return how a guest ended.

        Raises:
            GraderFault: the zygote is gone, and took the guest along.
        """
        try:
            self._control.send(json.dumps({"ended": pid}).encode())
            said = json.loads(self._control.recv(1 << 12))
        except (OSError, ValueError) as error:
            raise self._lost(error) from error
        return Ended(
            int(said.get("status", 0)), float(said.get("cpu_s", 0.0)), int(said.get("peak_bytes", 0))
        )

    def _lost(self, error: Exception) -> GraderFault:
        """End a zygote that does not answer: what it says later would be taken for the answer to something else."""
        self._process.kill()
        self._process.wait()
        return GraderFault(f"the fork-server is gone: {error}")

    @property
    def pid(self) -> int:
        """Return the zygote's process id."""
        return self._process.pid

    def alive(self) -> bool:
        """Tell whether the zygote still runs."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the zygote and wait for it."""
        self._scratch.cleanup()
        self._control.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()
