"""Describe what student code returned, whatever it is, as bounded JSON and tensors. Imported by the guest only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch

MAX_ITEMS = 256
"""Of one list: more than the longest sequence that is asked for has states."""
MAX_VALUES = 1024
"""Of all lists of one value together, whichever way these are nested."""
MAX_ELEMENTS = 50_000
MAX_DEPTH = 3
_REQUIRES_GRAD: Any = vars(torch._C.TensorBase)["requires_grad"].__get__
"""The flag itself, whatever a subclass says of it."""


class Packer:
    """Collects the tensors of one answer under short names."""

    def __init__(self) -> None:
        self.tensors: dict[str, torch.Tensor] = {}
        self._left = MAX_VALUES

    def add(self, tensor: torch.Tensor) -> str:
        """Keep a tensor for the answer and return its name there."""
        name = f"t{len(self.tensors)}"
        self.tensors[name] = tensor
        return name

    def shape(self, value: torch.Tensor) -> dict[str, Any]:
        """Describe a tensor without its values."""
        return {
            "kind": "tensor",
            "dtype": str(value.dtype).removeprefix("torch."),
            "shape": [int(n) for n in value.shape],
            "requires_grad": bool(_REQUIRES_GRAD(value)),
        }

    def tensor(self, value: torch.Tensor) -> dict[str, Any]:
        """Describe a tensor: its values as they are now, or only its shape where it is too large or odd."""
        report = self.shape(value)
        if value.numel() > MAX_ELEMENTS or value.is_meta or value.is_complex() or value.is_quantized:
            return report
        plain = value.detach()
        if plain.layout != torch.strided:
            plain = plain.to_dense()
        if type(plain) is not torch.Tensor:
            plain = plain.as_subclass(torch.Tensor)
        report["array"] = self.add((plain.resolve_neg() if plain.is_neg() else plain).clone())
        return report

    def gradients(
        self, grads: Mapping[str, torch.Tensor], parameters: Mapping[str, torch.Tensor]
    ) -> dict[str, Any]:
        """Describe gradients; of parameters as many as go into MAX_ELEMENTS, the small ones first."""
        sizes, room, unsent = {f"parameter:{n}": p.numel() for n, p in parameters.items()}, MAX_ELEMENTS, []
        for name in sorted(sizes, key=sizes.__getitem__):
            room -= sizes[name]
            if room < 0 and name in grads:
                unsent.append(name)
        sent = {n: self.tensor(g) for n, g in grads.items() if n not in unsent}
        return {"grads": sent, "unsent": [n for n in unsent if bool(grads[n].any())]}

    def value(self, value: Any, leaves: list[torch.Tensor], depth: int = 0) -> dict[str, Any]:
        """Describe a returned value; the tensors met on the way are appended to `leaves`, in order."""
        if depth == 0:
            self._left = MAX_VALUES
        if isinstance(value, torch.Tensor):
            leaves.append(value)
            return self.tensor(value)
        if value is None:
            return {"kind": "none"}
        if isinstance(value, (bool, int, float)) and abs(value) < 1e300:
            number = torch.tensor(float(value), dtype=torch.float64)
            return {"kind": "number", "type": type(value).__name__[:40], "array": self.add(number)}
        if isinstance(value, (list, tuple)) and depth < MAX_DEPTH:
            kind = "list" if isinstance(value, list) else "tuple"
            shown = list(value)[: min(MAX_ITEMS, self._left)]
            self._left -= len(shown)
            items = [self.value(v, leaves, depth + 1) for v in shown]
            return {"kind": kind, "items": items, "length": len(value)}
        if type(value).__module__ == "numpy" and hasattr(value, "__array__"):
            array = torch.as_tensor(value.copy() if hasattr(value, "copy") else value)
            return {"kind": "ndarray", "of": self.tensor(array), "type": type(value).__name__[:40]}
        return {"kind": "other", "type": _type_name(value)[:100]}


def _type_name(value: Any) -> str:
    """Return the name of a value's type, as students write it where it is a layer of torch's."""
    name = str(type(value).__name__)
    of_torch = isinstance(value, torch.nn.Module) and str(type(value).__module__).startswith("torch.nn.")
    return f"nn.{name}" if of_torch else name
