"""What the filter answers, call by call, on both architectures: the program is interpreted."""

from __future__ import annotations

import struct

import pytest

from autograder.guest.sandbox import bpf, seccomp
from autograder.guest.sandbox.numbers import KNOWN_TO, table

PID = 4321
ALLOW, KILL = bpf.ALLOW, bpf.KILL
EPERM, EACCES, ENOSYS = bpf.EPERM, bpf.EACCES, bpf.ENOSYS
MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}


def verdict(machine: str, number: int, *arguments: int, audit: int | None = None) -> int:
    """Interpret the filter on one call."""
    padded = [a & (2**64 - 1) for a in arguments] + [0] * (6 - len(arguments))
    data = struct.pack("iIQ6Q", number, MACHINES[machine] if audit is None else audit, 0, *padded)
    program = seccomp.program(PID, machine)
    instructions = [struct.unpack_from("HBBI", program, at) for at in range(0, len(program), 8)]
    at = word = 0
    while True:
        code, if_true, if_false, value = instructions[at]
        at += 1
        if code == 0x20:
            word = struct.unpack_from("I", data, value)[0]
        elif code == 0x54:
            word &= value
        elif code in (0x15, 0x35):
            holds = word == value if code == 0x15 else word >= value
            at += if_true if holds else if_false
        else:
            assert code == 0x06, f"an instruction that the kernel does not know: {code:#x}"
            return value


def ask(machine: str, name: str, *arguments: int) -> int:
    return verdict(machine, table(machine)[name], *arguments)


@pytest.fixture(params=MACHINES)
def machine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_kernel_takes_a_program_of_this_size(machine):
    assert len(seccomp.program(PID, machine)) // 8 < 4096


def test_every_jump_stays_within_the_program_and_every_road_ends(machine):
    numbers = set(table(machine).values()) | set(range(KNOWN_TO + 20)) | {2**31 - 1}
    assert {verdict(machine, n) for n in numbers} <= {ALLOW, KILL, EPERM, EACCES, ENOSYS}


def test_what_torch_needs_is_allowed(machine):
    for name in (
        "read",
        "write",
        "mmap",
        "munmap",
        "mprotect",
        "futex",
        "brk",
        "madvise",
        "exit_group",
        "getrandom",
    ):
        assert ask(machine, name) == ALLOW, name


def test_no_call_that_names_a_path_is_allowed(machine):
    named = table(machine)
    assert {name for name in seccomp.PATHS if name in named and ask(machine, name) != EACCES} == set()
    assert not seccomp.ALLOWED & seccomp.PATHS


@pytest.mark.parametrize("name", ["newfstatat", "statx"])
def test_the_empty_path_flag_opens_nothing(machine, name):
    at_empty_path = 0x1000
    assert ask(machine, name, -100, 0x7FFF0000, 0x7FFF1000, at_empty_path) == EACCES
    assert ask(machine, name, -100, 0x7FFF0000, at_empty_path, 0, 0) == EACCES


def test_threads_are_made_and_processes_are_not(machine):
    glibc, musl = 0x3D0F00, 0x7D0F00
    assert [ask(machine, "clone", flags) for flags in (glibc, musl)] == [ALLOW, ALLOW]
    for flags in (17, 0x4111, 0x1200011, 0x10000011, glibc | 0x10000000, glibc | 17, glibc & ~0x10000, 0):
        assert ask(machine, "clone", flags) == EPERM, hex(flags)
    assert ask(machine, "clone3") == ENOSYS


def test_signals_go_to_oneself_only(machine):
    for name in ("kill", "tgkill"):
        assert ask(machine, name, PID, 15) == ALLOW
        assert ask(machine, name, PID | 7 << 32, 15) == ALLOW  # the kernel reads the low half only
        for other in (0, -1, -PID, 1, PID + 1):
            assert ask(machine, name, other, 15) == EPERM, other
    assert ask(machine, "tkill", PID, 15) == EPERM
    assert ask(machine, "rt_sigqueueinfo", PID, 15) == EPERM


def test_limits_are_ones_own(machine):
    assert ask(machine, "prlimit64", 0, 7) == ALLOW
    assert ask(machine, "prlimit64", 1, 7) == EPERM
    assert ask(machine, "prlimit64", 1 | 1 << 32, 7) == EPERM


def test_no_limit_is_changed_and_nobody_is_killed_outright(machine):
    """Else a candidate could end as one that the machine has killed, and have its mark left open."""
    for pointer in (1, 1 << 32, 0x7FFF_1234_5678):
        assert ask(machine, "prlimit64", 0, 7, pointer) == EPERM
    assert ask(machine, "kill", PID, 9) == EPERM
    assert ask(machine, "tgkill", PID, PID, 9) == EPERM
    assert ask(machine, "kill", PID, 2) == ask(machine, "tgkill", PID, PID + 1, 6) == ALLOW


@pytest.mark.parametrize(
    ("name", "allowed", "refused"),
    [
        ("fcntl", [(3, 1), (3, 3), (3, 4)], [(3, 8), (3, 10), (3, 15), (3, 1031), (3, 8 | 1 << 32)]),
        ("ioctl", [(0, 0x5421), (0, 0x5413)], [(0, 0x5412), (0, 0x541C), (0, 0x8901), (0, 0x8902)]),
        (
            "prctl",
            [(15, 1), (39,)],
            [(1, 0), (4, 1), (22, 2), (24,), (35,), (0x59616D61, 1), (1 | 1 << 32, 0)],
        ),
        ("socketpair", [(1, 1), (1, 1 | 0o2000000)], [(1, 2), (1, 5), (2, 1), (1, 2 | 0o2000000)]),
        ("sendto", [(3, 9, 1, 0, 0, 0)], [(3, 9, 1, 0, 8), (3, 9, 1, 0, 1 << 40), (3, 9, 1, 1, 0)]),
        ("recvfrom", [(3, 9, 1, 0x40)], [(3, 9, 1, 1), (3, 9, 1, 0x2000)]),
        ("getsockopt", [(3, 1, 3), (3, 1, 4)], [(3, 1, 77), (3, 1, 17)]),
        ("clock_gettime", [(0,), (2,), (11,)], [(-6,), ((~PID << 3) | 2,), (16,)]),
        ("sched_getaffinity", [(0,), (PID,)], [(1,), (PID + 1,)]),
    ],
)
def test_arguments_decide(machine, name, allowed, refused):
    assert {ask(machine, name, *arguments) for arguments in allowed} == {ALLOW}
    assert {ask(machine, name, *arguments) for arguments in refused} == {EPERM}


def test_the_rest_is_refused_politely(machine):
    names = "socket connect bind sendmsg recvmsg ptrace process_vm_readv pidfd_open pidfd_getfd unshare setns mount"
    names += (
        " io_uring_setup bpf perf_event_open userfaultfd keyctl memfd_create shmget mq_open seccomp setsid"
    )
    for name in names.split():
        assert ask(machine, name) == EPERM, name
    assert verdict(machine, KNOWN_TO + 1) == ENOSYS


def test_other_architectures_numbers_kill(machine):
    i386, read = 0x40000003, table(machine)["read"]
    assert verdict(machine, read, audit=i386) == KILL
    if machine == "x86_64":
        assert verdict(machine, read | 0x40000000) == KILL


def test_the_numbers_are_this_kernels_own():
    import os

    from autograder.guest.sandbox import libc
    from autograder.guest.sandbox.numbers import architecture

    assert architecture() in MACHINES, "the tests of the sandbox need x86_64 or aarch64"
    assert libc.call("getpid") == os.getpid()
    assert libc.call("getppid") == os.getppid()
    assert libc.call("gettid") > 0
