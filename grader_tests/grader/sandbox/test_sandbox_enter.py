"""Closing in: what holds is said, what fails is refused, and nothing is left behind."""

from __future__ import annotations

import pytest

ALWAYS = ["hygiene", "lifeline", "rlimits", "no_capabilities", "no_new_privs"]

SETTINGS = {
    "everything": "layers = offered()",
    "everything, as a user": "as_user(); layers = offered()",
    "floor": "layers = ('seccomp',)",
    "container": "in_container(); layers = offered()",
    "container, as a user": "in_container(); as_user(); layers = offered()",
    "container without Landlock": "in_container(); without_landlock(); layers = offered()",
}


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_layers_that_hold_are_returned_in_order(alone, setting):
    wanted, said, order, code = alone(f"""
{SETTINGS[setting]}
pid, ours = candidate(sandbox.Plan(layers, forbidden=("/etc/passwd", "/no/such/file")))
said = lines(ours)[0]
code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
answer([layers, said, [layer.name for layer in sandbox.LAYERS], code])
""")
    assert said == [name for name in order if name in wanted or name in ALWAYS]
    assert code == 7  # the supervisor ends as the candidate ended


@pytest.mark.parametrize("setting", SETTINGS)
def test_where_memory_runs_out_a_candidate_goes_first(alone, setting):
    """The host's view: the number by which the kernel chooses is the highest there is."""
    assert (
        alone(f"""
{SETTINGS[setting]}
pid, ours = candidate(sandbox.Plan(layers), lambda: os.read(3, 1).decode())
ours.recv(1 << 16)
found = int(open(f"/proc/{{pid}}/oom_score_adj").read())
ours.send(b"x")
os.waitpid(pid, 0)
answer(found)
""")
        == 1000
    )


@pytest.mark.parametrize("setting", ["everything", "floor", "container"])
def test_an_end_by_sigkill_is_told_from_a_status_like_it(alone, setting):
    killed, left = alone(f"""
{SETTINGS[setting]}
pid, ours = candidate(sandbox.Plan(layers), lambda: time.sleep(60))
ours.recv(1 << 16)
inner = open(f"/proc/{{pid}}/task/{{pid}}/children").read().split() or [pid]
os.kill(int(inner[0]), signal.SIGKILL)
killed = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
pid, ours = candidate(sandbox.Plan(layers), lambda: os._exit(137))
answer([killed, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])])
""")
    assert (killed, left) == (-9, 137)


def test_a_candidate_never_stays_root(alone, is_root):
    uids = alone("""
layers = tuple(name for name in offered() if name not in ("namespaces", "private_root"))
def uid():
    return [os.getresuid(), os.getresgid(), os.getgroups()]
first, second = candidate(sandbox.Plan(layers), uid), candidate(sandbox.Plan(layers), uid)
answer([lines(ours)[1] for _, ours in (first, second)])
""")
    if is_root:
        assert all(len(set(user)) == 1 and user[0] > 0x70000000 and user == group for user, group, _ in uids)
        assert uids[0] != uids[1]
        assert [groups for *_, groups in uids] == [[], []]
    else:
        assert uids[0][0][0] > 0


def test_a_given_uid_is_taken_and_root_is_not(alone, is_root):
    said = alone("""
def uid():
    return os.getuid()
plans = [sandbox.Plan(("uid", "seccomp"), uid=wanted) for wanted in (12345, 0)]
answer([lines(candidate(plan, uid)[1]) for plan in plans])
""")
    if is_root:
        assert said[0][1] == 12345
        assert said[1][0] == "uid: a candidate never runs as root"
    else:
        assert said[0][0] == "uid: not root"


@pytest.mark.parametrize("setting", ["", "install(*refuse('close_range', bpf.ENOSYS))"])
def test_the_kept_pipe_is_descriptor_three_and_there_is_no_other(alone, setting):
    extra, said = alone(
        f"{setting}\n"
        + """
extra = [os.open("/", os.O_RDONLY) for _ in range(20)]
def descriptors():
    found = []
    for fd in range(64):
        try:
            found.append([fd, len(bytes([libc.call("fstat", fd, bytes(256))]))])
        except OSError:
            pass
    return [fd for fd, _ in found]
answer([len(extra), lines(candidate(sandbox.Plan(offered()), descriptors)[1])[1]])
"""
    )
    assert extra == 20
    assert said == [0, 1, 2, 3]


def test_what_is_inherited_is_wiped(alone):
    environment, umask, cwd, handler = alone("""
os.environ["SECRET"] = "x"
signal.signal(signal.SIGUSR1, lambda *_: None)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
def state():
    mask = [int(s) for s in signal.pthread_sigmask(signal.SIG_BLOCK, [])]
    return [dict(os.environ), os.umask(0), os.getcwd(), [signal.getsignal(signal.SIGUSR1) is signal.SIG_DFL, mask]]
answer(lines(candidate(sandbox.Plan(offered()), state)[1])[1])
""")
    assert set(environment) == {"HOME", "LANG", "PATH", "USER", "LOGNAME"}
    assert umask == 0o077
    assert cwd == "/"
    assert handler == [True, []]


def test_limits_are_those_of_the_plan(alone):
    limits, names = alone("""
import resource
names = ["AS", "CPU", "FSIZE", "NOFILE", "CORE", "MEMLOCK", "MSGQUEUE", "NPROC"]
def limits():
    return [list(resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))) for name in names]
answer([lines(candidate(sandbox.Plan(offered(), cpu_s=11, memory_bytes=3 << 30), limits)[1])[1], names])
""")
    found = dict(zip(names, limits))
    assert found["AS"] == [3 << 30] * 2
    assert found["CPU"] == [11, 11]
    assert found["FSIZE"] == [8 << 20] * 2
    assert found["NOFILE"] == found["NPROC"] == [64, 64]
    assert found["CORE"] == found["MEMLOCK"] == found["MSGQUEUE"] == [0, 0]


def test_a_user_in_a_container_still_has_room_for_threads(alone):
    made, limit = alone("""
import resource, threading
in_container(); as_user()
def work():
    threads = [threading.Thread(target=time.sleep, args=(0.2,)) for _ in range(30)]
    for thread in threads:
        thread.start()
    return [len(threads), resource.getrlimit(resource.RLIMIT_NPROC)[0]]
answer(lines(candidate(sandbox.Plan(offered()), work)[1])[1])
""")
    assert made == 30
    assert 1024 <= limit < 40000


@pytest.mark.parametrize(
    ("setting", "plan", "reason"),
    [
        ("", "sandbox.Plan(('seccomp', 'moat'))", "unknown layers: moat"),
        ("", "sandbox.Plan(('seccomp', 'private_root'))", "private_root: needs namespaces"),
        (
            "in_container()",
            "sandbox.Plan(('namespaces', 'seccomp'))",
            "namespaces: unshare: Operation not permitted",
        ),
        (
            "without_landlock()",
            "sandbox.Plan(('landlock', 'seccomp'))",
            "landlock: landlock_create_ruleset: Function not implemented",
        ),
    ],
)
def test_a_layer_that_cannot_be_had_is_an_error_told_through_descriptor_three(alone, setting, plan, reason):
    assert alone(f"{setting}\nanswer(lines(candidate({plan})[1])[0])") == reason


def test_a_filter_with_a_hole_is_found_by_trying(alone):
    said = alone("""
numbers_of = numbers.NUMBERS
def with_holes(pid, machine, program=seccomp.program):
    whole = program(pid, machine)
    head = b"".join([*bpf.require_architecture(seccomp._AUDIT[machine]), *bpf.load_number()])
    holes = [bpf.on(numbers_of[name], bpf.answer(bpf.ALLOW)) for name in ("openat", "socket", "unlink")]
    return head + b"".join(op for hole in holes for op in hole) + whole[len(head):]
seccomp.program = with_holes
answer(lines(candidate(sandbox.Plan(("seccomp",), forbidden=("/etc/passwd",)))[1])[0])
""")
    assert said.startswith("not closed: ")
    assert {"open /etc/passwd", "open /", "socket AF_INET"} <= set(
        said.removeprefix("not closed: ").split(", ")
    )


def test_a_filter_that_does_nothing_is_found(alone):
    said = alone("""
seccomp.program = lambda pid, machine: bpf.answer(bpf.ALLOW)[0]
answer(lines(candidate(sandbox.Plan(("seccomp",)))[1])[0])
""")
    assert said == "seccomp: the filter has no effect"


def test_the_self_test_names_what_an_open_process_can_do(alone):
    found, again = alone("""
found = sandbox.self_test(['/etc/passwd', '/no/such/file'])
answer([found, sandbox.self_test(['/etc/passwd', '/no/such/file'])])
""")
    assert {
        "open /etc/passwd",
        "stat /no/such/file",
        "fork",
        "exec",
        "socket AF_UNIX",
        "write in /tmp",
    } <= set(found)
    assert {
        "ptrace",
        "new namespaces",
        "memfd",
        "shared memory",
        "another filter",
        "outlive the parent",
    } <= set(found)
    assert "parent's death goes unnoticed" in found
    assert found == again  # trying changes nothing


def test_memory_that_a_fork_would_share_is_refused(alone):
    said = alone("""
import mmap
shared = mmap.mmap(-1, 4096)
answer([sandbox.capabilities()["hygiene"], lines(candidate(sandbox.Plan(("seccomp",)))[1])[0]])
""")
    assert all("memory is shared with the parent" in word for word in said)


def test_a_process_that_protects_itself_cannot_be_looked_into(alone):
    dumpable = alone("""
before = libc.prctl(libc.PR_GET_DUMPABLE)
sandbox.protect_self()
answer([before, libc.prctl(libc.PR_GET_DUMPABLE)])
""")
    assert dumpable == [1, 0]
