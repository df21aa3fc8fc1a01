"""Put a model into another state while it is asked: other methods, or as it is in use. Imported by the ops only."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import torch

from . import building


@contextlib.contextmanager
def in_use(wanted: str | None, model: Any, args: list[Any]) -> Iterator[None]:
    """Put the models into evaluation mode and grow no graph while the block runs, as a network in use does.

    Args:
        wanted: "both", "eval" for the mode alone, "no_grad" for gradients alone, None for neither.
    """
    gradients = torch.no_grad() if wanted in ("both", "no_grad") else contextlib.nullcontext()
    with gradients, _evaluating(wanted in ("both", "eval"), model, args):
        yield


@contextlib.contextmanager
def _evaluating(wanted: bool, model: Any, args: list[Any]) -> Iterator[None]:
    if not wanted:
        yield
        return
    models = [m for m in (model, *args) if isinstance(m, torch.nn.Module)]
    before = [(module, module.training) for m in models for module in m.modules()]
    try:
        for module, _ in before:
            module.__dict__["training"] = False  # not eval(), which a student may have defined otherwise
        yield
    finally:
        for module, training in before:
            module.__dict__["training"] = training


@contextlib.contextmanager
def no_gradient_yet(model: Any, args: list[Any]) -> Iterator[Callable[[], bool]]:
    """Have parameters be without a gradient while the block runs; yields what tells whether one has got any by now."""
    models = [m for m in (model, *args) if isinstance(m, torch.nn.Module)]
    before = [(p, p.grad) for m in models for p in building.parameters(m).values()]
    for parameter, _ in before:
        parameter.grad = None
    try:
        yield lambda: any(parameter.grad is not None for parameter, _ in before)
    finally:
        for parameter, grad in before:
            with contextlib.suppress(RuntimeError, TypeError):  # the call has put it into another precision
                parameter.grad = grad


class patched:
    """Replace methods, wherever the class or one of its bases defines them, while the block runs."""

    def __init__(self, model: Any, methods: dict[str, Callable[..., Any]]) -> None:
        self.model, self.methods, self.undo = model, methods, list[tuple[Any, str, Any]]()

    def __enter__(self) -> None:
        for name, answer in self.methods.items():
            bases = [owner for owner in type(self.model).__mro__ if owner is not torch.nn.Module]
            for owner in [base for base in bases if name in vars(base)] or bases[:1]:
                self.undo.append((owner, name, vars(owner).get(name)))
                setattr(owner, name, _method(answer))

    def __exit__(self, *_: object) -> None:
        for owner, name, original in self.undo:
            if original is None:
                delattr(owner, name)
            else:
                setattr(owner, name, original)


def _method(answer: Callable[..., Any]) -> Callable[..., Any]:
    return lambda _self, *args, **kwargs: answer(*args, **kwargs)


def call_before(
    function: Callable[..., Any],
    args: list[Any],
    tensors: list[torch.Tensor],
    names: list[str],
    arrays: dict[str, torch.Tensor],
) -> None:
    """Call with other numbers in the same tensors: what is remembered of a tensor would come back for the next."""
    given = [t.clone() for t in tensors]
    for tensor, name in zip(tensors, names):
        tensor.copy_(arrays[name])
    function(*args)
    for tensor, numbers in zip(tensors, given):
        tensor.detach().copy_(numbers)
