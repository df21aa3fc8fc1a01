"""The recurrent kernels of torch end the process that runs them, whatever the ban is made to say."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64",
    reason="code is changed on Linux and x86-64 alone",
)

_SEAL = """
import torch
from guest import machine_code

def ended_by(work):
    pid = os.fork()
    if not pid:
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

sealed = machine_code.seal()
"""


def test_a_kernel_ends_its_process_and_plain_operations_do_not(alone: Callable[..., Any]) -> None:
    sealed, plain, *recurrent = alone(
        _SEAL
        + """
x, h = torch.ones(2, 3), torch.ones(2, 3)
layer = torch.nn.Linear(3, 3)
answer([
    sealed,
    ended_by(lambda: torch.tanh(layer(x) + layer(h)).sum().backward()),
    *(ended_by(lambda: cell(3, 3)(x)) for cell in (torch.nn.RNNCell, torch.nn.GRUCell, torch.nn.LSTMCell)),
    *(ended_by(lambda: net(3, 3)(x[None])) for net in (torch.nn.RNN, torch.nn.GRU, torch.nn.LSTM)),
])
"""
    )
    assert sealed > 20
    assert plain == 0
    assert recurrent == [-4] * 6  # SIGILL


def test_nothing_is_changed_where_the_library_is_not_found(alone: Callable[..., Any]) -> None:
    assert alone("from guest import machine_code\nanswer(machine_code.seal())") == 0


def test_a_library_without_symbols_leaves_everything_as_it_is(
    alone: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "stripped.so").write_bytes(b"\x7fELF\x02\x01" + bytes(122))
    script = f"""
from pathlib import Path
from guest import machine_code
machine_code._mapped = lambda: (Path({str(tmp_path / "stripped.so")!r}), 0)
answer(machine_code.seal())
"""
    assert alone(script) == 0
