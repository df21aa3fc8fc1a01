"""Every way out is held wherever the floor is, and the suite sees it when one is not."""

from __future__ import annotations

import pytest

MODES = {
    "everything": "layers = None",
    "everything, as a user": "as_user(); layers = None",
    "floor and an own uid": "layers = ('uid', 'seccomp')",
    "floor, as a user": "as_user(); layers = ('seccomp',)",
    "floor and Landlock": "layers = ('uid', 'landlock', 'seccomp')",
    "floor and Landlock, as a user": "as_user(); layers = ('landlock', 'seccomp')",
    "floor and namespaces": "layers = ('uid', 'namespaces', 'private_root', 'seccomp')",
    "container": "in_container(); layers = None",
    "container, as a user": "in_container(); as_user(); layers = None",
    "container without Landlock, as a user": "in_container(); without_landlock(); as_user(); layers = None",
}
RAW = "answer(conformance.run(layers))"


@pytest.mark.slow
@pytest.mark.parametrize("mode", MODES)
def test_every_way_out_is_held(alone, is_root, mode):
    script = MODES[mode] if is_root else MODES[mode].replace("'uid', ", "")
    found = alone(f"{script}\n{RAW}", wall_s=300)
    assert len(found) >= 27
    assert {name: said for name, said in found if said != "held"} == {}


@pytest.mark.slow
def test_the_suite_sees_an_open_sandbox(alone):
    """Without the floor most ways are open: a suite that said otherwise would prove nothing."""
    found = dict(alone(f"as_user(); layers = ()\n{RAW}", wall_s=300))
    held = {name for name, said in found.items() if said == "held"}
    assert held <= {
        "use what was inherited",
        "memory bomb",
        "thread bomb",
        "processor bomb",
        "disk flood",
        "output flood",
        "leave a core",
    }
    assert found["read files"].startswith("BROKEN: read ")
    assert found["outlive the parent"] == "BROKEN: prctl"


@pytest.mark.slow
def test_layers_that_lie_under_the_floor_hold_by_themselves(alone):
    """Depth: were the floor to fail, files and processes would still be hidden."""
    names = ["read /proc", "tell files by stat", "connect", "govern other processes", "disk flood"]
    found = alone(f"as_user(); answer(conformance.run(('namespaces', 'private_root'), {names!r}))")
    assert {said for _, said in found} == {"held"}
    found = alone(
        f"as_user(); answer(conformance.run(('landlock',), {['read /proc', 'disk flood', 'terminals']!r}))"
    )
    assert {said for _, said in found} == {"held"}


def test_nothing_of_the_suite_is_left(alone):
    before, after = alone("""
def around():
    return [sorted(n for n in os.listdir(f) if "conformance" in n) for f in ("/tmp", "/dev/shm")], libc.prctl(3)
before = around()
conformance.run(None, ["read files", "make processes"])
try:
    left = os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    left = None
answer([[before, None], [around(), left]])
""")
    assert before == after
