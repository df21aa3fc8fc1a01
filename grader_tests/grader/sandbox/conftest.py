"""Runs scripts in processes of their own: the process of pytest is never closed in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

AUTOGRADER = Path(__file__).resolve().parents[3] / "autograder"

# Loaded as the zygote loads it, under the name `guest`. Whatever is needed is imported before the user is changed:
# the interpreter may lie where only root can read.
_PRELUDE = """
import ctypes, json, os, signal, socket, struct, subprocess, sys, time
sys.path.insert(0, sys.argv[1])
from guest import sandbox
from guest.sandbox import bpf, conformance, libc, numbers, seccomp

def answer(value):
    print(json.dumps(value))

def install(*rules):
    "Put a filter on this process that allows all but what the rules refuse."
    head = [*bpf.require_architecture(seccomp._AUDIT[numbers.architecture()]), *bpf.load_number()]
    body = [op for rule in rules for op in rule]
    code = ctypes.create_string_buffer(b"".join([*head, *body, *bpf.answer(bpf.ALLOW)]))
    libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)
    header = struct.pack("HxxxxxxP", (len(code) - 1) // 8, ctypes.addressof(code))
    libc.call("prctl", libc.PR_SET_SECCOMP, 2, header, 0, 0)

def refuse(names, verdict):
    return [bpf.on(numbers.NUMBERS[name], bpf.answer(verdict)) for name in names.split() if name in numbers.NUMBERS]

def in_container():
    "Refuse what Docker's default profile refuses a container without CAP_SYS_ADMIN."
    new = 0x7E020000
    plain_clone = bpf.on(numbers.NUMBERS["clone"], bpf.all_of((bpf.low(0), new, 0)))
    install(plain_clone, *refuse("unshare setns mount umount2 pivot_root move_mount fsopen open_tree", bpf.EPERM),
            *refuse("clone3", bpf.ENOSYS))

def without_landlock():
    install(*refuse("landlock_create_ruleset landlock_add_rule landlock_restrict_self", bpf.ENOSYS))

def as_user(uid=1234):
    if os.geteuid() == 0:
        os.setgroups([]); os.setresgid(uid, uid, uid); os.setresuid(uid, uid, uid)
        libc.prctl(libc.PR_SET_DUMPABLE, 1)

def offered():
    return tuple(name for name, found in sandbox.capabilities().items() if found == "yes")

def candidate(plan, work=None, report=None):
    "Fork a candidate that says which layers hold, or why none, and then works. Return (its pid, our end)."
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid:
        theirs.close()
        ours.settimeout(30)
        return pid, ours
    try:
        ours.close()
        try:
            said = sandbox.enter(theirs.fileno(), plan, report)
        except sandbox.SandboxError as error:
            said = str(error)
        os.write(3, json.dumps(said).encode() + b"\\n")
        if work is not None:
            os.write(3, json.dumps(work()).encode() + b"\\n")
    finally:
        os._exit(7)

def lines(ours):
    "Return what a candidate says until it is gone."
    text = b""
    while chunk := ours.recv(1 << 16):
        text += chunk
    return [json.loads(line) for line in text.splitlines()]
"""


@pytest.fixture(scope="session")
def alone() -> Callable[..., Any]:
    """Return a function that runs a script after the prelude and returns what it answers."""

    def run(script: str, before: str = "", wall_s: float = 120) -> Any:
        environment = {"PATH": "/usr/bin:/bin", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        command = [
            sys.executable,
            "-I",
            "-W",
            "error",
            "-c",
            f"{before}\n{_PRELUDE}\n{script}",
            str(AUTOGRADER),
        ]
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=wall_s, env=environment, cwd="/"
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.fixture(scope="session")
def is_root() -> bool:
    """Tell whether the tests run as root, where candidates get a user of their own."""
    return os.geteuid() == 0
