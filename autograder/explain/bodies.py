"""What each check's script does: its helpers and the definition it compares with. Imported within explain."""

from __future__ import annotations

from collections.abc import Mapping

from .pieces import IDENTIFY, LOOP, PREDICT, SLOPES, TOY

_CALLS = {
    "one_step": "model.one_step(x[0], h)",
    "forward": "model(x, h)",
    "training_loss": "student.training_loss(model, x, h, y)",
}

_TANH = """
def check():
    for _, b, d, n, output in SIZES:
        at = f"b = {b}, d = {d}, n = {n}: "
        model = build(d, n, output)
        x, h = numbers(b, d), numbers(b, n, seed=3)
        W_i, W_h, b_h = identify(model.one_step, d, n)
        if not all(bool(part.isfinite().all()) for part in (W_i, W_h, b_h)):
            expect(at + "one_step(x, h) near x = 0, h = 0", False, nearby(model.one_step, d, n),
                   "numbers between -1 and 1, as tanh has")
            continue
        compare(at + "one_step(x, h) and tanh(W_i x + W_h h + b_h)", model.one_step(x, h),
                torch.tanh(x @ W_i + h @ W_h + b_h))
        expect(at + "x has an effect through every entry of W_i", bool((W_i.abs() > 1e-9).all()), W_i, "no zeros")
        expect(at + "h has an effect through every entry of W_h", bool((W_h.abs() > 1e-9).all()), W_h, "no zeros")
        even = n > 1 and bool((W_h - W_h[0, 0]).abs().max() < 1e-6)
        expect(at + "W_h is any matrix", not even, W_h, "entries that differ")
        if n > 1:
            symmetric = bool((W_h - W_h.T).abs().max() < 1e-4)
            expect(at + "W_h is any matrix", not symmetric, W_h, "not always symmetric")
            expect(at + "W_h is any matrix", int(torch.linalg.matrix_rank(W_h, rtol=1e-4)) == n, W_h, f"rank {n}")
"""

_TRAINED = """
def check():
    d, n = 3, 4
    model = build(d, n, 2)
    for name, first, second in zip(("W_i", "W_h", "b_h"), *[identify(model.one_step, d, n) for _ in range(2)]):
        compare(f"{name} when one model is asked twice", second, first)
    drawn = [identify(build(d, n, 2, seed).one_step, d, n) for seed in (1, 2)]
    for name, first, second in zip(("W_i", "W_h", "b_h"), *drawn):
        moved = bool((torch.nan_to_num(first - second, 1.0).abs() > 1e-6).all())
        expect(f"{name} when every parameter of the model is drawn again", moved, second, "other numbers")
"""

_SHAPE = """
def check():
    for l, b, d, n, output in SIZES:
        model = build(d, n, output)
        x, h = numbers(l, b, d), numbers(b, n, seed=3)
        got = @call@
        shape = tuple(got.shape) if isinstance(got, torch.Tensor) else type(got).__name__
        expect(f"l = {l}, b = {b}, d = {d}, n = {n}: what comes back", shape == @shape@, shape, "tensor @shape@")
"""

_SCALAR = """
def check():
    for l, b, d, n, output in SIZES:
        for kind in ("classes", "observations"):
            model = build(d, n, output)
            x, h, y = numbers(l, b, d), numbers(b, n, seed=3), targets(kind, l, b, output)
            got = @call@
            shape = tuple(got.shape) if isinstance(got, torch.Tensor) else type(got).__name__
            expect(f"l = {l}, b = {b}, {kind}: what comes back", shape == (), shape, "one number, a tensor ()")
            expect(f"l = {l}, b = {b}, {kind}: a gradient", getattr(got, "requires_grad", False), got, "a gradient")
"""

_SLOPES_OF_STEP = """
def check():
    for _, b, d, n, output in SIZES:
        model = build(d, n, output)
        x, h = numbers(b, d), numbers(b, n, seed=3)
        tensors = {"x": x, "h": h, **dict(model.named_parameters())}
        compare_slopes(f"b = {b}, d = {d}, n = {n}",
                       lambda: (model.one_step(x, h) * numbers(b, n, seed=7)).sum(), tensors)
"""

_SLOPES_OF_FORWARD = """
def check():
    for l, b, d, n, output in SIZES:
        model = build(d, n, output)
        x, h = numbers(l, b, d), numbers(b, n, seed=3)
        tensors = {"x": x, "h_0": h, **dict(model.named_parameters())}
        compare_slopes(f"l = {l}, b = {b}, d = {d}, n = {n}",
                       lambda: (model(x, h) * numbers(l, b, n, seed=7)).sum(), tensors)
"""

_SLOPES_OF_LOSS = """
def check():
    for l, b, d, n, output in SIZES:
        for kind in ("classes", "observations"):
            model = build(d, n, output)
            x, h, y = numbers(l, b, d), numbers(b, n, seed=3), targets(kind, l, b, output)
            tensors = {"h_0": h, **dict(model.named_parameters())}
            compare_slopes(f"l = {l}, b = {b}, {kind}", lambda: @call@, tensors)
"""

_STATES = """
def check():
    for l, b, d, n, output in SIZES:
        model = build(d, n, output)
        x, h = numbers(l, b, d), numbers(b, n, seed=3)
        for time in ("first", "second"):
            got, want = model(x.clone(), h.clone()), states_by_loop(step_of(model, d, n), x, h)
            compare(f"l = {l}, b = {b}, d = {d}, n = {n}, {time} call: forward and a loop over one_step", got, want)
"""

_START = """
def check():
    for l, b, d, n, output in SIZES:
        model = build(d, n, output)
        x, h = numbers(l, b, d), numbers(b, n, seed=3)
        for name, h_0 in (("h_0", h), ("another h_0", -h)):
            got, want = model(x.clone(), h_0.clone()), step_of(model, d, n)(x[0], h_0)
            expect(f"l = {l}, b = {b}, n = {n}: the shape", got.shape == (l, b, n), got, (l, b, n))
            compare(f"l = {l}, b = {b}, n = {n}: the first state from {name}, and one_step(x_0, {name})", got[0], want)
"""

_LOSS = """
def check():
    for l, b, d, n, output in SIZES:
        model = build(d, n, output)
        x, h, y = numbers(l, b, d), numbers(b, n, seed=3), targets("@kind@", l, b, output)
        got = @call@
        compare(f"l = {l}, b = {b}: the loss, and the mean of its terms", got, loss_by_hand(model, x, h, y))
        expect(f"l = {l}, b = {b}: the loss can be differentiated", got.requires_grad, got, "a gradient")
"""

_MEAN = """
def check():
    for l, b, d, n, output in SIZES:
        for kind in ("classes", "observations"):
            model = build(d, n, output)
            x, h, y = numbers(l, b, d), numbers(b, n, seed=3), targets(kind, l, b, output)
            once = @call@
            twice = student.training_loss(model, torch.cat([x, x], 1), torch.cat([h, h]), torch.cat([y, y], 1))
            compare(f"l = {l}, b = {b}, {kind}: the loss of the batch twice over", twice, once)
            compare(f"l = {l}, b = {b}, {kind}: the mean of its terms", once, loss_by_hand(model, x, h, y))
"""

_AGAIN = """
def check():
    for l, b, d, n, output in SIZES:
        for kind in @kinds@:
            model = build(d, n, output)
            x, h, y = numbers(l, b, d), numbers(b, n, seed=3), targets(kind, l, b, output)
            kept = [x.clone(), h.clone()]
            first = @call@
            for name, now, before in zip(("x", "h"), (x, h), kept):
                compare(f"l = {l}, b = {b}: {name} after the call", now, before, 1e-15)
            x, h = -kept[0], -kept[1]
            @call@
            x, h = kept
            again = @call@
            compare(f"l = {l}, b = {b}: the same call again", again, first.detach())
"""

_MOVES = """
def check():
    before, model = trained(lambda model: identify(model.one_step, 2, 16))
    for name, was, now in zip(("W_i", "W_h"), before, identify(model.one_step, 2, 16)):
        expect(f"training moves {name}", bool((was - now).abs().max() > 1e-4), now, "other numbers than before")
"""

_REMEMBERS = """
def check():
    model = trained(lambda model: None)[1]
    x, y = toy(256)
    h, right = torch.zeros(256, 16, dtype=dtype), []
    for x_t, y_t in zip(x, y):  # y_t is predicted from the state before x_t is seen
        right.append((model.decode(h).argmax(-1) == y_t).double().mean())
        h = model.one_step(x_t, h)
    accuracy = float(sum(right[2:]) / len(right[2:]))
    expect("the share of right predictions on new sequences", accuracy >= 0.9, accuracy, "at least 0.9")
"""


def _again(exercise: str, kinds: str) -> str:
    helper = PREDICT if exercise == "training_loss" else _NO_TARGETS
    return helper + "\n" + _AGAIN.replace("@call@", _CALLS[exercise]).replace("@kinds@", kinds)


_NO_TARGETS = """

def targets(*_):
    return None
"""


def _with(helpers: str, body: str, exercise: str = "training_loss", **values: str) -> str:
    for name, value in {"call": _CALLS[exercise], **values}.items():
        body = body.replace(f"@{name}@", value)
    return helpers + "\n" + body


_BOTH = '("classes", "observations")'

BODIES: Mapping[str, str] = {
    "one_step/is_tanh_of_an_affine_map": _with(IDENTIFY, _TANH),
    "one_step/weights_and_bias_are_trained": _with(IDENTIFY, _TRAINED),
    "one_step/returns_the_next_state": _with("", _SHAPE, "one_step", shape="(b, n)"),
    "one_step/gradients_reach_everything": _with(SLOPES, _SLOPES_OF_STEP),
    "one_step/answers_the_same_again": _again("one_step", '("",)'),
    "forward/each_state_follows_from_the_one_before": _with(LOOP, _STATES),
    "forward/starts_from_the_initial_state": _with(LOOP, _START),
    "forward/every_state_is_returned": _with("", _SHAPE, "forward", shape="(l, b, n)"),
    "forward/gradients_go_through_time": _with(SLOPES, _SLOPES_OF_FORWARD),
    "forward/answers_the_same_again": _again("forward", '("",)'),
    "training_loss/classes_have_the_right_terms": _with(PREDICT, _LOSS, kind="classes"),
    "training_loss/observations_have_the_right_terms": _with(PREDICT, _LOSS, kind="observations"),
    "training_loss/is_a_scalar_to_differentiate": _with(PREDICT, _SCALAR),
    "training_loss/is_a_mean": _with(PREDICT, _MEAN),
    "training_loss/gradients_reach_everything": _with(PREDICT + SLOPES, _SLOPES_OF_LOSS),
    "training_loss/answers_the_same_again": _again("training_loss", _BOTH),
    "learning/training_moves_the_weights": _with(IDENTIFY + TOY, _MOVES),
    "learning/remembers_what_was_seen": _with(TOY, _REMEMBERS),
}
"""The check's id and what its script holds besides head and tail. A check without one is explained in words."""
