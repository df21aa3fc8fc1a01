"""What a machine offers is found by trying, and said with a reason."""

from __future__ import annotations

import pytest

LAYERS = [
    "hygiene",
    "uid",
    "namespaces",
    "lifeline",
    "private_root",
    "rlimits",
    "no_capabilities",
    "no_new_privs",
    "landlock",
    "seccomp",
]


def test_every_layer_is_judged_in_the_order_of_application(alone):
    found = alone("answer([sandbox.capabilities(), [layer.name for layer in sandbox.LAYERS]])")
    assert list(found[0]) == found[1] == LAYERS
    assert all(said == "yes" or (said.startswith("no: ") and len(said) > 6) for said in found[0].values())
    assert found[0]["seccomp"] == "yes"


def test_probing_leaves_the_prober_as_it_was(alone):
    before, after, threads, child_left = alone("""
def state():
    descriptors = [os.readlink(f"/proc/self/fd/{fd}") for fd in (0, 1, 2)]
    return [os.getuid(), os.getcwd(), descriptors, len(os.listdir("/proc/self/fd")), libc.prctl(libc.PR_GET_SECCOMP)]
before = state()
sandbox.capabilities()
try:
    child_left = os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    child_left = None
answer([before, state(), len(os.listdir("/proc/self/task")), child_left])
""")
    assert before == after
    assert threads == 1
    assert child_left is None


def test_a_user_cannot_change_its_uid_and_is_told_so(alone):
    found = alone("as_user(); answer(sandbox.capabilities())")
    assert found["uid"] == "no: not root"
    assert found["seccomp"] == "yes"


def test_a_container_offers_no_namespaces_and_therefore_no_private_root(alone):
    found = alone("in_container(); answer(sandbox.capabilities())")
    assert found["namespaces"] == "no: unshare: Operation not permitted"
    assert found["private_root"] == "no: needs namespaces"
    assert found["seccomp"] == "yes"


def test_a_kernel_without_landlock_says_so(alone):
    found = alone("without_landlock(); answer(sandbox.capabilities())")
    assert found["landlock"] == "no: landlock_create_ruleset: Function not implemented"


def test_a_kernel_that_refuses_filters_has_no_floor(alone):
    found = alone("""
is_filter = [bpf._load_word(bpf.low(0)), bpf._op(bpf._EQUAL, libc.PR_SET_SECCOMP, 0, 1), *bpf.answer(bpf.EPERM)]
install(bpf.on(numbers.NUMBERS["prctl"], [*is_filter, *bpf.answer(bpf.ALLOW)]))
answer(sandbox.capabilities())
""")
    assert found["seccomp"] == "no: prctl: Operation not permitted"


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_elsewhere_everything_imports_and_nothing_is_offered(alone, platform):
    found, error = alone(
        """
try:
    sandbox.enter(1, sandbox.Plan(()))
except sandbox.SandboxError as failure:
    error = str(failure)
sandbox.protect_self()
sandbox.become_subreaper()
answer([sandbox.capabilities(), error])
""",
        before=f"import sys, signal, socket, os, subprocess; sys.platform = {platform!r}",
    )
    assert found == dict.fromkeys(LAYERS, "no: only Linux")
    assert error == "only Linux"
