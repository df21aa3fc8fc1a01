"""Says which arguments each finding bears and how each is shown; imported by `render` and by the lint tests.

Kinds: `text` (shown as it is), `number`, `value` (a number or nested lists), `shape` (a list of sizes),
`sizes` (a mapping l, b, d, n -> size), `cell` ("cell 3", "rnn.py"), `list` (texts), `seconds`, `percent` (a
ratio), `factor` (2 decimals), and `=NAME`: a word that each language translates by its table `VALUES[NAME]`.
"""

from __future__ import annotations

from collections.abc import Mapping

_FUNCTION = {"function": "=function"}
_FILE = {"file": "text"}
_PLACE = {"line": "text", "cell": "cell"}
_LOSS = {
    "kind": "=loss",
    "got": "value",
    "expected": "value",
    "sizes": "sizes",
    "ratio": "factor",
    "ratio_is": "text",
}

ARGS: Mapping[str, Mapping[str, str]] = {
    "not_attempted": {**_FUNCTION, "how": "text"},
    "missing": _FUNCTION,
    "raised": {**_FUNCTION, "error": "text", **_PLACE, "sizes": "sizes"},
    "raised_at_size": {
        **_FUNCTION,
        "error": "text",
        "line": "text",
        "works_at": "sizes",
        "fails_at": "sizes",
    },
    "hangs": {**_FUNCTION, "seconds": "seconds"},
    "crashed": {**_FUNCTION, "how": "text"},
    "too_large": {**_FUNCTION, "name": "text"},
    "wrong_type": {**_FUNCTION, "got": "text", "expected": "text"},
    "wrong_shape": {**_FUNCTION, "got": "shape", "expected": "shape", "sizes": "sizes"},
    "wrong_dtype": {**_FUNCTION, "got": "text", "expected": "text"},
    "not_finite": {**_FUNCTION, "sizes": "sizes"},
    "ready_made": {**_FUNCTION, "name": "text"},
    "not_deterministic": {**_FUNCTION, "first": "value", "second": "value"},
    "argument_modified": {**_FUNCTION, "name": "text"},
    "backward_raises": {**_FUNCTION, "error": "text", "second": "text"},
    "no_gradient": {**_FUNCTION, "name": "text"},
    "wrong_gradient": {**_FUNCTION, "name": "text", "got": "value", "expected": "value"},
    "no_model": {"error": "text", **_PLACE, "sizes": "sizes"},
    "no_model.no_class": {},
    "no_model.constructor": {"error": "text", **_PLACE},
    "load_failed": {"error": "text", **_PLACE},
    "syntax_error": {"error": "text", **_PLACE},
    "load_hangs": {"seconds": "seconds"},
    "depends_on": {"exercise": "text"},
    "one_step.value": {"x": "value", "h": "value", "got": "value", "expected": "value", "sizes": "sizes"},
    "one_step.not_a_tanh": {"residual": "number", "units": "value"},
    "one_step.out_of_range": {"got": "value"},
    "one_step.no_bias": {},
    "one_step.input_ignored": {},
    "one_step.state_ignored": {},
    "one_step.not_registered": {"what": "text", "parameters": "list"},
    "one_step.not_any_matrix": {"name": "text", "matrix": "value", "sizes": "sizes"},
    "one_step.batch_mixed": {"row": "number", "alone": "value", "together": "value"},
    "one_step.not_bias_trained": {},
    "one_step.differs_by_size": {"works_at": "sizes", "fails_at": "sizes"},
    "forward.layout": {"layout": "=layout", "got": "shape", "expected": "shape", "sizes": "sizes"},
    "forward.value": {"step": "number", "got": "value", "expected": "value", "sizes": "sizes"},
    "forward.initial_state_ignored": {"sizes": "sizes"},
    "forward.second_call_differs": {},
    "forward.gradient_through_time": {"step": "number"},
    "training_loss.not_scalar": {"got": "shape"},
    "training_loss.value": _LOSS,
    "training_loss.not_mean": _LOSS,
    "training_loss.no_gradient": {},
    "training_loss.wrong_gradient": {"name": "text", "got": "value", "expected": "value"},
    "learning.raised": {"error": "text", **_PLACE},
    "decoder_not_affine": {},
    "learning.not_trained": {"loss_first": "number", "loss_last": "number"},
    "learning.no_memory": {"accuracy": "percent", "chance": "percent", "threshold": "percent"},
    "learning.parts_missing": {"parts": "list"},
    "learning.unmoved": {"names": "list"},
    "warm_up.shape": {"name": "text", "got": "shape", "expected": "shape"},
    "warm_up.value": {"name": "text", "a": "value", "b": "value", "got": "value"},
    "generate.value": {"step": "number", "got": "value", "expected": "value", "sizes": "sizes"},
    "unreadable.missing": {"found": "list"},
    "unreadable.empty": _FILE,
    "unreadable.encoding": {**_FILE, "encoding": "text", "line": "text"},
    "unreadable.nul": {**_FILE, "line": "text"},
    "unreadable.too_large": {**_FILE, "limit_kib": "number"},
    "unreadable.not_json": {**_FILE, "line": "text"},
    "unreadable.not_notebook": _FILE,
    "unreadable.no_code": _FILE,
    "unreadable.symlink": _FILE,
    "unreadable.irregular": _FILE,
    "unreadable.no_access": _FILE,
    "unreadable.archive": _FILE,
    "unreadable.damaged": _FILE,
    "unreadable.encrypted": _FILE,
    "unreadable.bomb": _FILE,
    "unreadable.compression": _FILE,
    "unreadable.duplicate": _FILE,
    "unreadable.unsafe_name": _FILE,
    "unreadable.nothing_inside": _FILE,
    "flag.two_files": {"taken": "text", "others": "list"},
    "flag.renamed": _FILE,
    "flag.encoding": {**_FILE, "encoding": "text"},
    "flag.kind": {**_FILE, "kind": "text"},
    "flag.same_name": {"names": "list"},
    "flag.ignored": {**_FILE, "why": "=problem"},
    "flag.left_out": {"files": "list"},
    "flag.late": {},
    "flag.unsandboxed": {},
    "flag.stand_in": {"modules": "list"},
    "flag.load_part_failed": {"cell": "cell", "error": "text"},
    "flag.top_level_cut": {"line": "text"},
    "flag.suspicious": {"what": "text"},
    "flag.slow_machine": {},
    "error.worker_died": {"what": "text"},
    "error.sandbox": {},
    "error.internal": {"what": "text"},
}

DERIVED: Mapping[str, tuple[str, ...]] = {
    "where": ("line", "cell"),
    "at": ("sizes",),
    "contract": ("function",),
    "ratio_note": ("ratio", "ratio_is"),
    "details": (),
}
"""Placeholders made from arguments, empty where these are absent: " (cell 3, line 12)", " for l = 3"…"""

FAMILIES = ("unreadable", "flag", "error")
"""Findings of these families that have no words of their own get the family's (`unreadable.other` …)."""
