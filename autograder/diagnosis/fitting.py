"""Fit the parameters of a known mistake to a student's step, by Gauss-Newton. Imported by the naming of steps.

The start is the student's Jacobian at zero; what is found is held against fresh points. numpy alone: the suspect runs
in its own guest.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from autograder.arrays import Array
from autograder.examiner.identify import probes
from autograder.examiner.questions import Model, Sizes, sweep
from autograder.examiner.student import Student
from autograder.examiner.verdict import Mismatch

FRESH = 10
ITERATIONS = 20
SHARED, SPREAD = 5, 0.5
"""Guesses at how several biases share what a unit has at zero: evenly first, then this far apart."""
NEAR = 6
"""Steps towards the probes before all points are asked for: a start far off ends where nothing fits."""


@dataclass(slots=True)
class Effort:
    """What is left of the questions that one step may cost; a step that nothing fits would cost the most."""

    agree: float
    left: int


@dataclass(frozen=True, slots=True)
class Points:
    """The student's answers at the probes and at drawn points."""

    size: Sizes
    x: Array
    h: Array
    y: Array
    probed: Array

    def everything(self) -> tuple[Array, Array, Array]:
        """Return x, h and the answers of all that was asked, the probes first."""
        x, h = probes(self.size.d, self.size.n)
        return np.vstack([x, self.x]), np.vstack([h, self.h]), np.vstack([self.probed, self.y])


def fits(suspect: Student, effort: Effort, points: Points, of_terms: bool) -> bool:
    """Tell whether a suspect gives the answers with some parameters.

    Args:
        of_terms: whether it adds functions of x and of h, of which each may have a bias.
    """
    model = suspect.model(points.size, "fit")
    try:
        suspect.ready(model)
        names = [n for n in model.values if not n.startswith("decoder")]
        for guess in _starts(model, names, points, of_terms):
            with suppress(np.linalg.LinAlgError):  # where a form grows without bounds
                start = _through_the_probes(suspect, effort, model, names, guess, points)
                if _gauss_newton(suspect, effort, model, names, start, points.x, points.h, points.y):
                    return True
    except Mismatch:
        return False
    return False


def _starts(model: Model, names: Sequence[str], points: Points, of_terms: bool) -> list[Array]:
    """Return first guesses: the Jacobian at zero, as it is and scaled as a sigmoid would scale it."""
    jacobian, offset = (
        (points.probed[1:] - points.probed[0]).T * 4.0,
        points.probed[0].copy(),
    )  # a quarter long
    for unit in np.flatnonzero(np.abs(jacobian).max(axis=1) < 1e-6):
        slopes = _slopes_elsewhere(points, int(unit))
        if slopes is not None:
            jacobian[unit], offset[unit] = slopes[:-1], slopes[-1]
    d = model.sizes.d
    guesses = {"W_i.weight": jacobian[:, :d], "W_h.weight": jacobian[:, d:], "W_i.bias": offset}
    guessed = [guesses.get(n, model.values[n]) for n in names]
    flat = [g if g.shape == model.values[n].shape else model.values[n] for g, n in zip(guessed, names)]
    first = np.concatenate([np.asarray(a, dtype=np.float64).ravel() for a in flat])
    if np.abs(jacobian).max() < 0.05:  # flat at zero: the Jacobian there says nothing
        rng = np.random.default_rng(0)
        return [rng.standard_normal(len(first)) * scale for scale in (1.0, 0.5, 2.0)]
    biases = [n for n in names if model.values[n].shape == offset.shape]
    if len(biases) == 1 or not of_terms:
        return [first, 4.0 * first]
    rng, shared = np.random.default_rng(0), list[Array]()
    for _ in range(SHARED):  # what the terms have at zero, each may have a part of
        parts = (SPREAD if shared else 0.0) * rng.standard_normal((len(biases), *offset.shape))
        parts += (offset - parts.sum(axis=0)) / len(biases)
        given = dict(zip(biases, parts))
        shared.append(np.concatenate([given.get(n, a).ravel() for n, a in zip(names, flat)]))
    return [*shared, first, 4.0 * first]


def _slopes_elsewhere(points: Points, unit: int) -> Array | None:
    """Return the slopes, and the value at zero, of a unit that is dead near zero, from where it is alive."""
    y, dead = points.y[:, unit], points.probed[0, unit]
    values, counts = np.unique(np.round(y, 9), return_counts=True)
    often = values[counts > 1]  # where it is dead, or has reached a bound
    alive = ~np.isin(np.round(y, 9), often) & (np.abs(y - dead) > 1e-6)
    known = np.hstack([points.x, points.h, np.ones((len(y), 1))])[alive]
    if len(known) < known.shape[1]:
        return None
    slopes: Array = np.linalg.lstsq(known, y[alive], rcond=None)[0]
    return slopes


def _through_the_probes(
    suspect: Student, effort: Effort, model: Model, names: Sequence[str], start: Array, points: Points
) -> Array:
    """Return parameters with which the suspect comes nearer to the student at the probes, where forms bend little."""
    (x, h), theta, step = probes(points.size.d, points.size.n), start, 1e-6
    found = _sweep(suspect, model, names, [theta], x, h)[0]
    for _ in range(NEAR):
        residual = (points.probed - found).ravel()
        if np.abs(residual).max() < effort.agree or effort.left <= 0:
            break
        effort.left -= 1
        moved = _sweep(suspect, model, names, [theta + step * e for e in np.eye(len(theta))], x, h)
        jacobian = np.stack([((m - found) / step).ravel() for m in moved], axis=1)
        if not np.all(np.isfinite(jacobian)):
            break
        tried = theta + np.linalg.lstsq(jacobian, residual, rcond=1e-3)[0]
        other = _sweep(suspect, model, names, [tried], x, h)[0]
        if not _squares(points.probed - other) < float(np.sum(residual**2)):
            break
        theta, found = tried, other
    return theta


def _gauss_newton(
    suspect: Student,
    effort: Effort,
    model: Model,
    names: Sequence[str],
    start: Array,
    x: Array,
    h: Array,
    y: Array,
) -> bool:
    """Tell whether parameters are found with which the suspect gives y, at fitted and at fresh points."""
    fit = slice(0, len(y) - FRESH)
    theta, damping = start.copy(), 1e-2
    found = _sweep(suspect, model, names, [theta], x, h)[0]
    agree = effort.agree * max(1.0, float(np.abs(y).max()) / 10)  # a series that is cut off grows far from 0
    cost = float(np.abs(found[fit] - y[fit]).max())
    slow = 0
    for _ in range(ITERATIONS):
        if cost < agree:
            return bool(np.abs(found - y).max() < 10 * agree)
        if (slow > 2 and cost > 1e-3) or effort.left <= 0:
            return False  # a form that fits gains digits at every step
        effort.left -= 2
        step = 1e-6
        moved = _sweep(suspect, model, names, [theta + step * e for e in np.eye(len(theta))], x, h)
        if not np.all(np.isfinite(found)) or not all(np.all(np.isfinite(m)) for m in moved):
            return False
        jacobian = np.stack([((m - found)[fit] / step).ravel() for m in moved], axis=1)
        residual = (y - found)[fit].ravel()
        with np.errstate(all="ignore"):
            squares, slope = jacobian.T @ jacobian, jacobian.T @ residual
        if not np.all(np.isfinite(squares)) or not np.all(np.isfinite(slope)):
            return False  # of a form that grows without bounds, such as exp, far off
        tries = [damping * f for f in (1e-4, 1.0, 1e2)]
        deltas = [np.linalg.lstsq(squares + t * np.eye(len(theta)), slope, rcond=None)[0] for t in tries]
        outcomes = _sweep(suspect, model, names, [theta + d for d in deltas], x, h)
        costs = [_squares(o[fit] - y[fit]) for o in outcomes]
        best = int(np.argmin(costs))
        if not costs[best] < float(np.sum(residual**2)) * (1 - 1e-6):
            if damping > 1e3:
                return False
            damping *= 30
            continue
        theta, found, damping = theta + deltas[best], outcomes[best], max(tries[best], 1e-9)
        before, cost = cost, float(np.abs(found[fit] - y[fit]).max())
        slow += cost > 0.6 * before
    return False


def _squares(residual: Array) -> float:
    """Return the sum of squares; infinity where a trial step went astray."""
    with np.errstate(all="ignore"):
        total = float(np.sum(residual**2))
    return total if np.isfinite(total) else float("inf")


def _sweep(
    suspect: Student, model: Model, names: Sequence[str], thetas: Sequence[Array], x: Array, h: Array
) -> list[Array]:
    """Return the suspect's answers for each of several settings of its parameters, asked at once."""
    arrays = {"settings": np.stack(thetas), "x": x, "h": h}
    asked = [sweep(model, "one_step", ("x", "h"), names, partial=True)]
    value = suspect.calls(model, "one_step", asked, arrays)[0].value
    found = None if value is None or value.array is None else value.array.astype(np.float64)
    if found is None or found.shape != (len(thetas), *h.shape):
        found = np.full((len(thetas), *h.shape), np.nan)
    return list(found)
