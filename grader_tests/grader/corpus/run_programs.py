"""Run right programs, each in a fork, and hold their answers against the definition; for these tests only.

Reads {name: [[cell, source], ...]} from standard input, writes {name: [what is wrong, ...]} to its output.
The grader judges these programs for real; this says that they are right before the grader is asked.
"""

import json
import os
import sys
import traceback

import torch
import torch._dynamo  # else the first optimiser imports it, after the stand-ins are in place
import torch.nn.functional as F

from autograder.guest import building, loader

torch.set_num_threads(1)


def examine(cells):
    """Return what is wrong with a program, in words."""
    module, _ = loader.load([{"name": name, "source": source} for name, source in cells], "all")
    l, b, d, n, o = 4, 2, 3, 5, 3
    torch.manual_seed(0)
    model = building.build(module.RNN, [d, n, o], torch.float32)
    trained = building.parameters(model).values()  # the student's own parameters() may give groups
    x, h0 = torch.randn(l, b, d), torch.rand(b, n) - 0.5
    wrong = []

    states, h = [], h0
    for x_t in x:
        h = model.one_step(x_t.clone(), h.clone())
        states.append(h)
    if h.shape != (b, n) or not h.isfinite().all() or (h.abs() > 1).any():
        wrong.append(f"one_step: {tuple(h.shape)}, {h}")
    got = model(x.clone(), h0.clone())
    if got.shape != (l, b, n) or not torch.allclose(got, torch.stack(states), atol=1e-6):
        wrong.append(f"forward: {tuple(got.shape)} is not [h_1 .. h_l]")

    before = torch.stack([h0, *states[:-1]])
    y_hat = model.decode(before)
    shares = bool((y_hat >= 0).all()) and torch.allclose(y_hat.sum(-1), torch.ones(l, b).to(y_hat), atol=1e-5)
    scores = (
        y_hat.log() if shares else y_hat
    )  # a decoder may end in a softmax, of which the loss takes the logarithm
    classes, observations = torch.randint(0, o, (l, b)), torch.randn(l, b, o)
    for y, want in (
        (classes, F.cross_entropy(scores.flatten(0, 1), classes.flatten())),
        (observations, F.mse_loss(y_hat, observations)),
    ):
        loss = module.training_loss(model, x.clone(), h0.clone(), y.clone())
        if loss.shape != () or not torch.allclose(loss, want, atol=1e-5):
            wrong.append(f"training_loss: {loss} is not {want}")
        for p in trained:
            p.grad = None
        loss.backward()
        if not all(p.grad is not None and p.grad.isfinite().all() for p in trained):
            wrong.append("training_loss: a parameter gets no gradient")
    return wrong + _step_is_affine(model, d, n)


def _step_is_affine(model, d, n):
    """atanh(one_step(x, h)) is affine in (x, h): its value at a sum is told by its values at the terms.

    Weights are made small first: tanh of what is large is 1, of which atanh says nothing.
    """
    with torch.no_grad():
        for p in building.parameters(model).values():
            p.mul_(min(1.0, 0.5 / p.abs().max().clamp_min(1e-9).item()))
    x, h = 0.1 * torch.randn(2, d), 0.1 * torch.randn(2, n)
    zero_x, zero_h = torch.zeros(1, d), torch.zeros(1, n)
    with torch.no_grad():
        at = {
            "0": model.one_step(zero_x, zero_h).atanh()[0],
            "x": model.one_step(x, zero_h.repeat(2, 1)).atanh().sum(0),
            "h": model.one_step(zero_x.repeat(2, 1), h).atanh().sum(0),
            "all": model.one_step(x.sum(0, keepdim=True), h.sum(0, keepdim=True)).atanh()[0],
        }
    residual = (at["all"] - (at["x"] + at["h"] - 3 * at["0"])).abs().max().item()
    # float32 leaves about 1e-6 after atanh; unscaled weights near saturation ten times that
    return [] if residual < 1e-4 else [f"one_step: not tanh of an affine map, residual {residual}"]


def in_fork(cells):
    """Run `examine` in a child, so that no program sees what another did to torch."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        try:
            wrong = examine(cells)
        except BaseException:
            wrong = [traceback.format_exc(limit=-3)]
        os.write(write, json.dumps(wrong).encode()[:60000])
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return json.loads(answer) if answer else ["died"]


if __name__ == "__main__":
    loader.prepare()
    json.dump({name: in_fork(cells) for name, cells in json.load(sys.stdin).items()}, sys.stdout)
