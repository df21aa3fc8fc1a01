"""A candidate's life as seen from outside: its pid, its time, its end, and that nothing outlives it."""

from __future__ import annotations

import pytest

EVERYTHING, FLOOR = "layers = offered()", "layers = ('seccomp',)"


@pytest.mark.parametrize("layers", ["offered()", "('seccomp',)"])
def test_the_candidates_pid_is_reported_as_the_host_counts_it(alone, layers):
    reported, cpu_s, seen_inside = alone(f"""
reads, writes = os.pipe()
def report(pid):
    os.write(3, json.dumps(pid).encode() + b"\\n")
def work():
    while time.process_time() < 0.3:
        pass
    os.read(3, 1)
    return os.getpid()
pid, ours = candidate(sandbox.Plan({layers}), work, report)
text = b""
while text.count(b"\\n") < 2:
    text += ours.recv(4096)
reported = next(said for said in map(json.loads, text.splitlines()) if isinstance(said, int))
time.sleep(1)
with open(f"/proc/{{reported}}/stat") as stat:
    ticks = sum(map(int, stat.read().rpartition(")")[2].split()[11:13]))
ours.send(b"x")
answer([reported, ticks / os.sysconf("SC_CLK_TCK"), lines(ours)[-1]])
""")
    assert cpu_s >= 0.2
    assert seen_inside == (1 if layers == "offered()" else reported)


@pytest.mark.parametrize("setting", [EVERYTHING, FLOOR, "in_container(); as_user(); layers = offered()"])
def test_the_candidate_dies_with_its_parent_and_leaves_no_zombie(alone, setting):
    alive, gone, children = alone(f"""
sandbox.become_subreaper()
{setting}
def work():
    time.sleep(60)
ours, theirs = socket.socketpair()
zygote = os.fork()
if zygote == 0:
    pid, inner = candidate(sandbox.Plan(layers), work)
    theirs.send(inner.recv(4096))
    # the other end of the candidate's pipe: it must not end for want of it
    theirs.close(); socket.send_fds(ours, [b"x"], [inner.fileno()]); time.sleep(60)
theirs.close()
alive = json.loads(ours.recv(4096))
os.kill(zygote, signal.SIGKILL)
def families():
    children = []
    with open(f"/proc/self/task/{{os.getpid()}}/children") as found:
        children = found.read().split()
    return children
end = time.monotonic() + 20
reaped = 0
while families() and time.monotonic() < end:
    try:
        if os.waitpid(-1, os.WNOHANG)[0]:
            reaped += 1
            continue
    except ChildProcessError:
        pass
    time.sleep(0.02)
answer([alive, reaped, families()])
""")
    assert "seccomp" in alive
    assert gone >= 2  # the parent, and what it left
    assert children == []


@pytest.mark.parametrize("setting", [EVERYTHING, FLOOR])
def test_killing_what_was_forked_kills_the_candidate(alone, setting):
    seconds = alone(f"""
{setting}
def work():
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    while True:
        pass
pid, ours = candidate(sandbox.Plan(layers), work)
ours.recv(4096)
started = time.monotonic()
os.kill(pid, signal.SIGKILL)
assert ours.recv(1) == b""
os.waitpid(pid, 0)
answer(time.monotonic() - started)
""")
    assert seconds < 10


def test_a_death_by_signal_shows_through_the_supervisor(alone):
    codes = alone("""
def crash():
    import ctypes
    ctypes.string_at(0)  # pid 1 of a namespace is deaf to its own signals, not to the kernel's
codes = []
for layers in (offered(), ("seccomp",)):
    pid, ours = candidate(sandbox.Plan(layers), crash)
    lines(ours)
    codes.append(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
answer(codes)
""")
    assert codes == [128 + 11, -11]


def test_alarms_still_ring_inside(alone):
    said = alone("""
def work():
    class Rang(Exception): pass
    def ring(*_): raise Rang
    def wait():
        while True: pass
    found = []
    for number, timer in ((signal.SIGALRM, signal.ITIMER_REAL), (signal.SIGPROF, signal.ITIMER_PROF)):
        signal.signal(number, ring)
        signal.setitimer(timer, 0.05)
        try:
            wait()
        except Rang:
            found.append(int(number))
    return found
answer(lines(candidate(sandbox.Plan(offered()), work)[1])[1])
""")
    assert said == [14, 27]
