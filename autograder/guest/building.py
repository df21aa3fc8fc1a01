"""Build a student's model, whatever its constructor calls its sizes. Imported by the guest only."""

from __future__ import annotations

import contextlib
import inspect
import random
from collections.abc import Iterator
from typing import Any

import numpy.random
import torch
from torch import nn

_DIM = [
    "dim",
    "d",
    "input",
    "input_size",
    "in_dim",
    "input_dim",
    "dim_in",
    "n_in",
    "nin",
    "in_features",
    "x_dim",
    "dim_x",
    "d_in",
    "din",
    "nb_in",
    "obs_dim",
    "dim_obs",
    "n_inputs",
    "inputs",
    "size_in",
    "observation_dim",
    "entree",
    "dim_entree",
    "dim_input",
    "features",
    "n_features",
    "in_size",
    "taille_entree",
]
_LATENT = [
    "latent",
    "latent_size",
    "latent_dim",
    "dim_latent",
    "hidden",
    "hidden_size",
    "hidden_dim",
    "dim_hidden",
    "n",
    "h",
    "h_dim",
    "dim_h",
    "n_hidden",
    "nh",
    "state",
    "state_size",
    "state_dim",
    "nb_hidden",
    "n_latent",
    "nhid",
    "hid",
    "hid_dim",
    "cache",
    "dim_cache",
    "etat",
    "dim_etat",
    "size_h",
    "taille_latente",
    "taille_cachee",
    "h_size",
    "units",
]
_OUTPUT = [
    "output",
    "o",
    "out",
    "output_size",
    "out_dim",
    "output_dim",
    "dim_out",
    "dim_output",
    "n_out",
    "nout",
    "out_features",
    "classes",
    "n_classes",
    "nb_classes",
    "num_classes",
    "n_outputs",
    "outputs",
    "size_out",
    "nb_out",
    "y_dim",
    "dim_y",
    "sortie",
    "dim_sortie",
    "taille_sortie",
    "out_size",
    "vocab_size",
    "d_out",
    "dout",
]
_ROLES = {name: role for role, names in enumerate((_DIM, _LATENT, _OUTPUT)) for name in names}
_COUNTS = frozenset(
    ["n", "nb", "num", "d", "dim", "size", "taille", "nombre", "units", "features", "channels"]
)
_COUNTED = {
    word: role
    for role, words in enumerate(
        (
            [
                "x",
                "i",
                "in",
                "inp",
                "input",
                "inputs",
                "entree",
                "entrees",
                "obs",
                "observation",
                "observations",
            ],
            [
                "h",
                "hid",
                "hidden",
                "hiddens",
                "latent",
                "latents",
                "state",
                "states",
                "etat",
                "etats",
                "cache",
                "caches",
            ],
            ["y", "o", "out", "output", "outputs", "sortie", "sorties", "class", "classes", "vocab"],
        )
    )
    for word in words
}


def _role(name: str) -> int | None:
    """Return 0, 1 or 2 where a name says that it is d, n or o: a known one, or a word beside one for a count."""
    plain = name.lower().strip("_")
    words = [word for word in plain.split("_") if word not in _COUNTS]
    if plain not in _ROLES and len(words) == 1 and words[0] != plain:
        return _COUNTED.get(words[0])
    return _ROLES.get(plain)


def arguments(model_class: Any, sizes: list[int]) -> tuple[list[int], dict[str, int]]:
    """Return (positional, keyword) arguments that give d, n, o to a constructor.

    Where all its size-like parameters have telling names, by name; otherwise in the order of the lab.
    """
    try:
        parameters = list(inspect.signature(model_class).parameters.values())
    except (TypeError, ValueError):
        return sizes, {}
    named = [p for p in parameters if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]
    roles = {p.name: _role(p.name) for p in named}
    required = [p for p in named if p.default is p.empty]
    strange = [p.name for p in required if roles[p.name] is None]
    left = {0, 1, 2} - {roles[p.name] for p in required}
    if len(required) == 3 and len(strange) == len(left) == 1:
        roles[strange[0]] = left.pop()  # one name that says nothing between two that do
    asked = required if sorted(str(roles[p.name]) for p in required) == ["0", "1", "2"] else named
    known = {p.name: role for p in asked if (role := roles[p.name]) is not None}
    if [p.kind for p in parameters] == [inspect.Parameter.VAR_KEYWORD]:
        return [], dict(zip(("dim", "latent", "output"), sizes))
    by_name = {name: sizes[role] for name, role in known.items()}
    unnamed = [by_name.pop(p.name) for p in named if p.kind is p.POSITIONAL_ONLY and p.name in by_name]
    if sorted(known.values()) == [0, 1, 2] and all(p.name in known for p in required):
        return unnamed, by_name
    if any(p.kind is p.VAR_POSITIONAL for p in parameters) or len(required) == 3 or not named:
        return sizes, {}
    if len(required) < 3 <= len(named):
        return sizes, {}
    if len(set(known.values())) == len(known) and required and all(p.name in known for p in required):
        return unnamed, by_name
    return sizes[: len(named)] if len(required) <= len(named) < 3 else sizes, {}


TRIED = [2, 3, 5]
"""Sizes d, n, o of which no two are equal, with which an order of a constructor's arguments is tried."""


def _takes_the_order_of_the_lab(model_class: Any) -> bool:
    """Tell whether names that speak of another order are mistaken: d, n, o by position make a network that runs.

    `n` is the size of a state or of an observation, `vocab_size` that of either end: what a name means is guessed,
    what runs is known.
    """
    by_name, keyword = arguments(model_class, TRIED)
    if (by_name, keyword) == (TRIED, {}):
        return True
    try:
        signature = inspect.signature(model_class)
        same = signature.bind(*TRIED).arguments == signature.bind(*by_name, **keyword).arguments
    except (TypeError, ValueError):
        return False
    if same:
        return True
    states = torch.get_rng_state(), random.getstate(), numpy.random.get_state()
    try:
        return _runs(model_class, TRIED, {}) > _runs(model_class, by_name, keyword)
    finally:
        torch.set_rng_state(states[0])
        random.setstate(states[1])
        numpy.random.set_state(states[2])


def _runs(model_class: Any, positional: list[int], keyword: dict[str, int]) -> int:
    """Return how many of one_step and decode take d, n and give n, o."""
    d, n, o = TRIED
    found = 0
    with contextlib.suppress(Exception), torch.no_grad():
        model = model_class(*positional, **keyword)
        dtype = next((p.dtype for p in parameters(model).values()), torch.get_default_dtype())
        x, h = torch.zeros(4, d, dtype=dtype), torch.zeros(4, n, dtype=dtype)
        for name, given, size in (("one_step", (x, h), n), ("decode", (h,), o)):
            with contextlib.suppress(Exception):
                found += tuple(getattr(model, name)(*given).shape) == (4, size)
    return found


def build(model_class: Any, sizes: list[int], dtype: torch.dtype) -> nn.Module:
    """Return a model of the student's class, in the given precision.

    In float32 the model stays as it was made, as on the student's machine: some are written in float64 throughout.
    """
    by_position = _takes_the_order_of_the_lab(model_class)
    positional, keyword = (sizes, {}) if by_position else arguments(model_class, sizes)
    model = model_class(*positional, **keyword)
    if isinstance(model, nn.Module):
        model = model if is_lazy(model) or dtype == torch.float32 else _in_precision(model, dtype)
        for module in model.modules():
            module.__dict__["training"] = (
                True  # not train() nor an attribute, which a student may have defined otherwise
            )
    return model  # type: ignore[no-any-return]


def _in_precision(model: nn.Module, dtype: torch.dtype) -> nn.Module:
    """Return a model in a precision, by its own `to` where that takes one and gives the model back."""
    with contextlib.suppress(Exception):
        moved = model.to(dtype)
        if isinstance(moved, nn.Module):
            return moved
    return nn.Module.to(model, dtype)


def is_lazy(model: Any) -> bool:
    """Tell whether the model has layers that get their sizes at the first call."""
    return isinstance(model, nn.Module) and any(_lazy(p) for p in model.parameters())


def _lazy(parameter: object) -> bool:
    return isinstance(parameter, nn.parameter.UninitializedParameter)


def parameters(model: Any) -> dict[str, torch.Tensor]:
    """Return the trainable parameters that the optimiser would see, by name.

    Where `parameters()` is the student's own, those are what it gives: tensors, or groups with rates of learning.
    """
    named: dict[str, torch.Tensor] = dict(model.named_parameters()) if isinstance(model, nn.Module) else {}
    if getattr(type(model), "parameters", nn.Module.parameters) is not nn.Module.parameters:
        names = {id(p): name for name, p in named.items()}
        with contextlib.suppress(Exception):
            own = dict.fromkeys(_flat(model.parameters()))
            named = {names.get(id(p), f"parameters {place}"): p for place, p in enumerate(own)}
    return {name: p for name, p in named.items() if p.requires_grad and not _lazy(p)}


def frozen(model: Any) -> dict[str, torch.Tensor]:
    """Return the parameters that the model registers and does not train, by name."""
    named = model.named_parameters() if isinstance(model, nn.Module) else ()
    return {name: p for name, p in named if not p.requires_grad and not _lazy(p)}


def _flat(given: Any) -> Iterator[torch.Tensor]:
    for item in given:
        inside = item.get("params", ()) if isinstance(item, dict) else [item]
        yield from (p for p in ([inside] if isinstance(inside, torch.Tensor) else inside) if p.is_leaf)
