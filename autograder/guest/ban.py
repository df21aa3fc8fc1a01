"""Ready-made recurrences are made to raise, at the level of torch's kernels. Imported by the zygote only.

It stops every honest and most dishonest uses of nn.RNN and its relations; code in the same process could undo
it, so it is a policy and not a wall: `docs/THREAT_MODEL.md` says what that means for marks.
"""

from __future__ import annotations

import ctypes
import re
import weakref
from collections.abc import Iterator
from typing import Any, NoReturn

import torch

from . import machine_code

_RECURRENT = re.compile(r"(^|_)(rnn|lstm|gru)(_|$)|_thnn_|mkldnn_rnn")
_RECURRENT_LAYER = re.compile("RNN|LSTM|GRU")
_RECURRENT_SYMBOL = re.compile(r"(^|_|\d)(rnn|lstm|gru)_")  # of C++, a name has its length before it
_KEYS = ("CompositeImplicitAutograd", "CPU", "Autograd", "AutogradCPU")
_NAMESPACES = ("aten", "quantized")

hits: list[str] = []
"""Names of the ready-made recurrences called since the last time the server emptied this list."""

_libraries: list[Any] = []  # dropping a Library undoes its registrations


class ReadyMadeError(RuntimeError):
    """A ready-made recurrent layer was called where one's own code is asked for."""


def _refusal(name: str) -> Any:
    def refuse(*_args: object, **_kwargs: object) -> NoReturn:
        if len(hits) < 100:
            hits.append(name)
        raise ReadyMadeError(f"{name} is a ready-made recurrent layer: write the recurrence out instead")

    return refuse


def install() -> int:
    """Make every recurrent kernel of torch raise; return the number of registrations."""
    count = 0
    for qualified in torch._C._dispatch_get_all_op_names():
        namespace, _, rest = qualified.partition("::")
        if namespace not in _NAMESPACES or not _RECURRENT.search(rest.split(".")[0]):
            continue
        library = torch.library.Library(namespace, "IMPL")  # type: ignore[no-untyped-call]
        _libraries.append(library)
        for key in _KEYS:
            try:
                library.impl(rest, _refusal(rest.split(".")[0]), key)  # type: ignore[no-untyped-call]
                count += 1
            except RuntimeError:
                continue  # this key cannot be overridden for this operator
    for name in dir(torch._decomp.decompositions):
        if _RECURRENT.search(name) and callable(getattr(torch._decomp.decompositions, name)):
            setattr(torch._decomp.decompositions, name, _refusal(name))
    for layer in _layers(torch.nn.Module):
        layer.forward = _refusal(f"nn.{layer.__name__}")
    _keep_for_ever()
    _refuse_addresses()
    machine_code.seal()
    return count


def _refuse_addresses() -> None:
    """Refuse the address of a recurrent kernel, which could be called past all that is registered."""
    found = ctypes.CDLL.__getitem__

    def function(library: ctypes.CDLL, name: Any) -> Any:
        if _RECURRENT_SYMBOL.search(str(name)):
            _refusal("a function of torch's library, by its address,")()
        return found(library, name)

    ctypes.CDLL.__getitem__ = function  # type: ignore[method-assign]  # an audit hook would cost a call for each id()


def _layers(base: type[Any]) -> Iterator[type[Any]]:
    """Yield torch's recurrent layers: some are written out in Python, gate by gate, and call no recurrent kernel."""
    for layer in base.__subclasses__():
        if layer.__module__.startswith("torch.") and _RECURRENT_LAYER.search(layer.__name__):
            yield layer
        yield from _layers(layer)


def _keep_for_ever() -> None:
    """Take the registrations out of reach: a Library that is destroyed undoes them."""
    for finalizer in list(getattr(weakref.finalize, "_registry", {})):
        if getattr(finalizer.peek()[1], "__name__", "") == "_del_library":
            finalizer.detach()
    for library in _libraries:
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(library))
    _libraries.clear()
