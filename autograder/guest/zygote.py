"""The fork-server: imports torch once, then forks a closed guest for each submission. Started by exec alone.

    python -I zygote.py CONTROL_FD

It holds no secret and runs no tensor operation: a fork of a process that did can hang in the child
(https://github.com/pytorch/pytorch/wiki/Autograd-and-Fork). Over the control socket (SOCK_SEQPACKET) it gets one
JSON object a guest with the guest's end of a socket pair, and answers with the guest's pid and a pidfd; asked how
a guest ended, it answers with the status and what the guest had used.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import importlib.util
import json
import os
import signal
import socket
import sys
import warnings
from types import ModuleType
from typing import Any


def _import_guest() -> Any:
    """Load this folder as a package of its own, so that nothing else of the kit can be imported."""
    here = os.path.dirname(os.path.abspath(__file__))
    spec = importlib.util.spec_from_file_location(
        "guest", os.path.join(here, "__init__.py"), submodule_search_locations=[here]
    )
    assert spec is not None and spec.loader is not None
    package = importlib.util.module_from_spec(spec)
    sys.modules["guest"] = package
    spec.loader.exec_module(package)
    for name in (
        "absent",
        "ban",
        "building",
        "devices",
        "files",
        "late",
        "loader",
        "nothing",
        "ops",
        "outside",
        "patched",
        "preimported",
        "sandbox",
        "scripted",
        "server",
        "standins",
        "teaching",
        "tensors",
        "values",
    ):
        importlib.import_module(f"guest.{name}")
    return package


def prepare() -> dict[str, str]:
    """Import everything a guest may need; return what importing failed for, by module."""
    warnings.simplefilter("ignore")
    _import_guest()
    from guest import ban, late, preimported  # type: ignore[import-not-found]

    missing = {}
    for name in preimported.MODULES:
        try:
            importlib.import_module(name)
        except Exception as error:  # a module this platform lacks
            missing[name] = type(error).__name__
    import tempfile

    import torch

    tempfile.tempdir = "/tmp"  # its search writes files, which a guest cannot
    torch.set_num_threads(1)
    torch.set_num_threads = lambda nthreads: None  # a guest has one processor, and room for few threads
    _know_the_processor(torch)
    sys.meta_path.append(late.keep())
    ban.install()
    return missing


def _know_the_processor(torch: ModuleType) -> None:
    """Have torch read which processor this is: in half precision it asks the first time, and a guest opens no file."""
    for name in ("_is_avx2_supported", "_is_cpu_support_avx2"):  # before torch 2.6, the second
        if (asked := getattr(torch.cpu, name, None)) is not None:
            asked()


def main(control_fd: int) -> None:
    """Serve fork requests until the control socket closes."""
    control = socket.socket(fileno=control_fd)
    _die_with_parent(signal.SIGKILL)  # importing takes seconds, in which nobody listens to the socket
    if _is_closed(control):
        return  # the parent died before it could be asked for
    missing = prepare()
    _die_with_parent(0)
    from guest import sandbox

    sandbox.protect_self()
    sandbox.become_subreaper()
    threads = len(os.listdir("/proc/self/task")) if os.path.isdir("/proc/self/task") else 1
    capabilities = sandbox.capabilities()
    gc.collect()
    gc.freeze()
    control.send(json.dumps({"threads": threads, "capabilities": capabilities, "missing": missing}).encode())
    control.settimeout(0.2)
    ended: dict[int, dict[str, float]] = {}
    while True:
        _reap(ended)
        try:
            message, fds, _, _ = socket.recv_fds(control, 1 << 16, 2)
        except TimeoutError:
            continue
        if not message:
            return
        request = json.loads(message)
        if "ended" in request:
            _reap(ended)
            control.send(json.dumps(ended.pop(request["ended"], {})).encode())
            continue
        pid = os.fork()
        if pid == 0:
            ended.clear()  # of others, and the paths of the grader's: frames below student code can be read by it
            message = b""
            _become_guest(control, fds[0], request)
        os.close(fds[0])
        try:
            pidfd = os.pidfd_open(pid)
            socket.send_fds(control, [json.dumps({"pid": pid}).encode()], [pidfd])
            os.close(pidfd)
        except OSError as error:
            control.send(json.dumps({"pid": pid, "error": str(error)}).encode())


def _die_with_parent(number: int) -> None:
    """Ask for a signal at the death of the parent, or rather of its thread: hence for no longer than needed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, int(number), 0, 0, 0)  # PR_SET_PDEATHSIG


def _is_closed(control: socket.socket) -> bool:
    try:
        return not control.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return False


def _reap(ended: dict[int, dict[str, float]]) -> None:
    """Wait for what has ended, and keep how, and what it had used, for a while: most of it is never asked for."""
    try:
        while (found := os.wait4(-1, os.WNOHANG))[0]:
            pid, status, used = found
            cpu_s = used.ru_utime + used.ru_stime
            ended[pid] = {"status": status, "cpu_s": cpu_s, "peak_bytes": used.ru_maxrss << 10}
    except ChildProcessError:
        pass
    while len(ended) > 256:
        del ended[next(iter(ended))]


def _become_guest(control: socket.socket, fd: int, request: dict[str, Any]) -> None:
    """In the child: close the sandbox, say what holds, serve. Never returns."""
    from guest import frames, sandbox, server

    code = 1
    try:
        control.close()
        gc.enable()
        plan = sandbox.Plan(
            **{**request, "layers": tuple(request["layers"]), "forbidden": tuple(request["forbidden"])}
        )
        request.clear()
        try:
            if plan.layers:
                layers = sandbox.enter(fd, plan)
            else:
                layers = []
                os.dup2(fd, 3)
                nowhere = os.open(os.devnull, os.O_RDWR)  # who reads a pipe may not, and a full one blocks
                for number in (0, 1, 2):
                    os.dup2(nowhere, number)
        except sandbox.SandboxError as error:
            os.write(3, frames.pack(bytes(8), {"sandbox_failed": str(error)[:500]}))
            os._exit(3)
        del plan
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        read_exactly, write = server.pipe(3, 3)
        write(frames.pack(bytes(8), {"ready": list(layers)}))
        server.serve(read_exactly, write)
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    main(int(sys.argv[1]))
