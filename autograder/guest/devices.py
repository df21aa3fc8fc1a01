"""A submission written for a GPU, on a machine without one: what it sends there stays. Imported by the loader only.

Which processor computes is no part of the lab; `.to("cuda")` within a right step is no mistake.
"""

from __future__ import annotations

import ast
import re
from typing import Any

import torch

_CUDA = re.compile(r"cuda(?::\d+)?")


def install() -> None:
    """Let `.cuda()` and waiting for a GPU do nothing where there is none."""
    if torch.cuda.is_available():
        return
    for owner, name in ((torch.Tensor, "cuda"), (torch.nn.Module, "cuda"), (torch.cuda, "synchronize")):
        setattr(owner, name, _stay)


def _stay(itself: Any = None, *_: Any, **__: Any) -> Any:
    return itself


def on_processor(tree: ast.Module) -> None:
    """Turn "cuda" into "cpu" where it is an argument, a default or what a name is given; never where it is compared."""
    if torch.cuda.is_available():
        return
    for node in ast.walk(tree):
        places: list[ast.expr | None] = []
        if isinstance(node, ast.Call):
            places = [*node.args, *(keyword.value for keyword in node.keywords)]
        elif isinstance(node, ast.arguments):
            places = [*node.defaults, *node.kw_defaults]
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            places = [node.value]
        for place in places:
            if (
                isinstance(place, ast.Constant)
                and isinstance(place.value, str)
                and _CUDA.fullmatch(place.value)
            ):
                place.value = "cpu"
