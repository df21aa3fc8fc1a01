"""The short fixed list of what a guest can be asked. Imported by the server only."""

from __future__ import annotations

import contextlib
import random
import signal
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy.random
import torch

from . import ban, building, loader, scripted, standins
from .patched import call_before, in_use, no_gradient_yet, patched
from .settings import over_settings
from .values import Packer

Arrays = dict[str, torch.Tensor]
Op = dict[str, Any]


class Guest:
    """The state of one guest: the loaded module, the models built, and the tensors kept between questions."""

    def __init__(self) -> None:
        self.modules: dict[str, ModuleType] = {}  # a guest of the student's has one
        self.models: dict[str, Any] = {}
        self.kept: dict[str, list[torch.Tensor]] = {}  # tensors of a kept answer
        self.inputs: dict[str, dict[str, torch.Tensor]] = {}  # and what it was computed from
        self.optimisers: dict[str, torch.optim.Optimizer] = {}

    def answer(self, op: Op, arrays: Arrays, packer: Packer) -> dict[str, Any]:
        """Answer one op; what student code raises becomes {"error": …}."""
        ban.hits.clear()
        if "dtype" in op:  # that of buffers which are made inside
            torch.set_default_dtype(getattr(torch, op["dtype"]))
            torch.set_grad_enabled(True)  # an earlier question may have left it off
            torch.autograd.set_detect_anomaly(False)  # and this on, which is five times as slow
        try:
            report = OPS[op["op"]](self, op, arrays, packer)
        except BaseException as error:
            report = {"error": loader.describe(error)}
        if ban.hits:
            report["ready_made"] = sorted(set(ban.hits))[:5]
        return report

    def function(self, op: Op, model: Any) -> Callable[..., Any]:
        """Return a method of a model, or a function of the submission."""
        name = op["fn"]
        if name in ("training_loss", "warm_up", "generate"):
            found = getattr(self.modules[op["slot"]], name, None)
            if found is None and model is not None and name == "training_loss":
                method = getattr(model, name)
                return lambda _model, *rest: method(*rest)
            if found is None:
                raise AttributeError(f"no function {name}")
            return found  # type: ignore[no-any-return]
        if name == "forward" and callable(model):
            return model  # type: ignore[no-any-return]
        return getattr(model, name)  # type: ignore[no-any-return]


def load(guest: Guest, op: Op, arrays: Arrays, packer: Packer) -> dict[str, Any]:
    """Load the source; report what is defined and what failed."""
    loader.prepare()
    module, reports = loader.load(op["cells"], op["mode"])
    guest.modules[op["slot"]] = module
    if hasattr(signal, "setitimer"):  # Windows has neither
        for number in (signal.SIGALRM, signal.SIGPROF):
            signal.signal(number, signal.SIG_IGN)
    model_class = getattr(module, "RNN", None)
    names = ("RNN", "training_loss", "generate", "warm_up")
    return {
        "reports": reports,
        "defined": [n for n in names if callable(getattr(module, n, None))],
        "methods": [m for m in ("one_step", "forward", "decode", "training_loss") if _has(model_class, m)],
        "stand_ins": list(standins.used)[:20],
    }


def _has(model_class: Any, method: str) -> bool:
    """Tell whether a class defines a method: every module has a `forward` that raises NotImplementedError."""
    return getattr(model_class, method, None) not in (None, getattr(torch.nn.Module, method, None))


def build(guest: Guest, op: Op, arrays: Arrays, packer: Packer) -> dict[str, Any]:
    """Build a model of sizes [d, n, o]; report its trainable parameters."""
    # not torch.manual_seed, which formats a stack trace for each accelerator that is not there: 2 ms a time
    for seed in (torch.default_generator.manual_seed, random.seed, numpy.random.seed):
        seed(op.get("seed", 0))
    model_class = guest.modules[op["slot"]].RNN
    guest.models[op["model"]] = building.build(model_class, op["sizes"], getattr(torch, op["dtype"]))
    return parameters(guest, op, arrays, packer)


def parameters(guest: Guest, op: Op, arrays: Arrays, packer: Packer) -> dict[str, Any]:
    """Report name and shape of each trainable parameter, with op["values"] its numbers; of others names and sizes."""
    model = guest.models[op["model"]]
    found = list(building.parameters(model).items())[:4000]
    described = packer.tensor if op.get("values") else packer.shape
    return {
        "parameters": [{"name": n, **described(p)} for n, p in found],
        "lazy": building.is_lazy(model),
        "frozen": {n: p.numel() for n, p in list(building.frozen(model).items())[:50]},
    }


def assign(guest: Guest, op: Op, arrays: Arrays, packer: Packer) -> dict[str, Any]:
    """Give parameters new values: op["values"] maps a parameter's name to an array's."""
    found = building.parameters(guest.models[op["model"]])
    with torch.no_grad():
        for name, array in op["values"].items():
            found[name].copy_(arrays[array])
    return {}


def call(guest: Guest, op: Op, arrays: Arrays, packer: Packer) -> dict[str, Any]:
    """Call a function of the student on fresh copies of arrays; report the value and the arguments afterwards.

    op: {"model", "fn", "args": [{"array", "grad"} | {"keep": [key, index]} | {"scripted": {…}} | {"value": JSON}],
         "keep": key, "patch": {"A", "B", "c"}, "script": {"x", "states", …}: what forward and one_step of the model
         answer from, and with "decodes" decode, "inference": "both", "eval" or "no_grad", see in_use,
         "before": [array]: what the same tensors hold at a call before, "views": whether arguments are parts of others}
    """
    model = guest.models.get(op.get("model", ""))
    args: list[Any] = []
    inputs: dict[str, torch.Tensor] = {}
    copies: list[tuple[int, torch.Tensor]] = []
    for position, arg in enumerate(op["args"]):
        if "scripted" in arg:
            args.append(_scripted(arg["scripted"], arrays, inputs))
        elif "keep" in arg:
            key, index = arg["keep"]
            args.append(guest.kept[key][index].contiguous())  # `view` is no mistake
        elif "own" in arg:
            args.append(model)
        elif "value" in arg:
            args.append(arg["value"])
        else:
            tensor = arrays[arg["array"]].clone()
            if op.get("views"):  # a part of a larger tensor, as x[t] is, and as a batch is of all data
                tensor = torch.stack([tensor, tensor])[1]
            if arg.get("grad"):
                tensor.requires_grad_(True)
                inputs[arg["array"]] = tensor
                # a non-leaf copy may be written to in place, as a state inside a network may
                tensor = tensor * 1
            copies.append((position, tensor))
            args.append(tensor)
    methods: dict[str, Callable[..., Any]] = {}
    if op.get("patch"):
        methods["one_step"] = scripted.stand_in_step({k: arrays[v] for k, v in op["patch"].items()})
    if op.get("script"):
        script = _scripted(op["script"], arrays, inputs)
        methods |= {"one_step": script.one_step, "forward": script.forward}
        if op.get("decodes"):
            methods["decode"] = script.decode
    without = no_gradient_yet(model, args) if op.get("after") else contextlib.nullcontext(bool)
    with patched(model, methods), in_use(op.get("inference"), model, args), without as has_gradient:
        try:
            if "before" in op:
                call_before(guest.function(op, model), args, [t for _, t in copies], op["before"], arrays)
            value = guest.function(op, model)(*args)
        except Exception:
            args = _without_gradients(op, args, arrays)
            again = False
            with contextlib.suppress(Exception):
                value, again = (guest.function(op, model)(*args), True) if args else (None, False)
            if not again:
                raise  # what was raised at first
            copies = [(position, args[position]) for position, _ in copies]
            inputs.clear()
        backward_inside = has_gradient()
    leaves: list[torch.Tensor] = []
    report: dict[str, Any] = {"value": packer.value(value, leaves)}
    if backward_inside:
        report["backward_inside"] = True
    if op.get("keep"):
        guest.kept[op["keep"]] = leaves
        guest.inputs[op["keep"]] = inputs
    if op.get("after"):
        report["after"] = [packer.tensor(t) for _, t in copies]
    scripted_models = [a for a in args if isinstance(a, scripted.ScriptedModel)]
    if scripted_models:
        report["unknown_calls"] = scripted_models[0].unknown_calls
    return report


def sweep(guest: Guest, op: Op, arrays: Arrays, packer: Packer) -> dict[str, Any]:
    """Call a method of a model with each of several settings (k, numbers) of some parameters; report (k, …) values.

    op: {"model", "fn", "args": [array], "names": [parameter], "settings": array, "partial": whether nan is to be
         reported from where one raises, or gives no tensor of the first's shape}
    """
    model = guest.models[op["model"]]
    args, function = [arrays[name] for name in op["args"]], guest.function(op, model)
    found = building.parameters(model)
    values = over_settings(
        function, args, [found[n] for n in op["names"]], arrays[op["settings"]], bool(op.get("partial"))
    )
    return {"value": packer.tensor(values)}


def _without_gradients(op: Op, args: list[Any], arrays: Arrays) -> list[Any]:
    """Return the arguments as they are in a training, where none asks for a gradient; none where none did.

    A program may make an array of its input, set its flags or copy it, as it can there.
    """
    named = [arg.get("array") for arg in op["args"]]
    others = op.get("script") or any("keep" in arg or "scripted" in arg for arg in op["args"])
    if others or not any(arg.get("grad") for arg in op["args"]):
        return []
    return [given if name is None else arrays[name].clone() for name, given in zip(named, args)]


def _scripted(
    names: dict[str, str], arrays: Arrays, inputs: dict[str, torch.Tensor]
) -> scripted.ScriptedModel:
    weights = {key: arrays[name] for key, name in names.items() if key not in ("x", "states")}
    model = scripted.ScriptedModel(arrays[names["x"]], arrays[names["states"]], weights)
    inputs.update({"states": model.states, "D": model.D, "e": model.e})
    return model


def backward(guest: Guest, op: Op, arrays: Arrays, packer: Packer) -> dict[str, Any]:
    """Back-propagate cotangents from kept answers; report the gradients of their inputs and of the parameters.

    op: {"of": [[key, index, array or null]], "model", "twice": run it a second time with the graph retained}
    """
    tensors = [guest.kept[key][index] for key, index, _ in op["of"]]
    cotangents = [None if name is None else arrays[name] for _, _, name in op["of"]]
    cotangents = [c if c is None else c.to(t.dtype).reshape(t.shape) for c, t in zip(cotangents, tensors)]
    found = building.parameters(guest.models.get(op.get("model", "")))
    leaves = {f"input:{n}": t for key, _, _ in op["of"] for n, t in guest.inputs.get(key, {}).items()}
    leaves.update({f"parameter:{n}": p for n, p in found.items()})
    for leaf in leaves.values():
        leaf.grad = None
    torch.autograd.backward(tensors, cotangents, retain_graph=bool(op.get("retain")))
    return packer.gradients({n: t.grad for n, t in leaves.items() if t.grad is not None}, found)


def optimiser(guest: Guest, op: Op, arrays: Arrays, packer: Packer) -> dict[str, Any]:
    """Make an Adam optimiser of a model's parameters, or take one step with it."""
    if "lr" in op:
        # a network without a parameter is the student's mistake, and Adam says so
        guest.optimisers[op["model"]] = torch.optim.Adam(
            guest.models[op["model"]].parameters(), lr=op["lr"], foreach=True
        )
    else:
        guest.optimisers[op["model"]].step()
    return {}


def forget(guest: Guest, op: Op, arrays: Arrays, packer: Packer) -> dict[str, Any]:
    """Drop the kept answers."""
    guest.kept.clear()
    guest.inputs.clear()
    return {}


def train(guest: Guest, op: Op, arrays: Arrays, packer: Packer) -> dict[str, Any]:
    """Train a model with the student's loss on the examiner's data: x (s, l, b, d), h0 (b, n), y (s, l, b).

    op: {"model", "lr", "goes_on": whether with the optimiser of the training before}
    """
    model = guest.models[op["model"]]
    loss_of = guest.function({**op, "fn": "training_loss"}, model)
    if not op.get("goes_on"):
        guest.optimisers[op["model"]] = torch.optim.Adam(model.parameters(), lr=op["lr"], foreach=True)
    adam = guest.optimisers[op["model"]]
    trained = [p for group in adam.param_groups for p in group["params"]]  # a student's may come in groups
    losses = []
    for x, y in zip(arrays["x"], arrays["y"]):
        for parameter in trained:
            parameter.grad = None
        loss = loss_of(model, x.clone(), arrays["h0"].clone(), y.clone())
        loss.backward()
        adam.step()
        losses.append(loss.detach().reshape(()))
    return {"losses": packer.tensor(torch.stack(losses))}


OPS: dict[str, Callable[[Guest, Op, Arrays, Packer], dict[str, Any]]] = {
    "load": load,
    "build": build,
    "parameters": parameters,
    "assign": assign,
    "call": call,
    "sweep": sweep,
    "backward": backward,
    "optimiser": optimiser,
    "forget": forget,
    "train": train,
}
