"""What a method of a model answers with each of several settings of its parameters. Imported by the ops only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch


def over_settings(
    function: Callable[..., Any],
    args: Sequence[torch.Tensor],
    parameters: Sequence[torch.Tensor],
    settings: torch.Tensor,
    partial: bool,
) -> torch.Tensor:
    """Return the values (k, ...) with each setting (k, numbers) of the parameters, which keep the last.

    Args:
        partial: whether nan is to be returned from where a call raises, or gives no tensor of the first's shape.
    """
    values: list[torch.Tensor] = []
    for setting in settings:
        with torch.no_grad():
            for parameter, part in zip(parameters, setting.split([p.numel() for p in parameters])):
                parameter.copy_(part.view_as(parameter))
        try:
            value = function(*(arg.clone() for arg in args)).detach().clone()
            if values and value.shape != values[0].shape:
                raise ValueError("answers of several shapes")
        except Exception:
            if not partial:
                raise
            break
        values.append(value)
    first = values[0] if values else torch.zeros(())
    missing = [torch.full_like(first, torch.nan)] * (len(settings) - len(values))
    return torch.stack([*values, *missing])
