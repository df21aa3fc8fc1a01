"""What the tests of the intake write to disk: sources and notebooks, and how a class is read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.model import Submission
from autograder.submission import discover, read

STUB = (
    "class RNN:\n"
    "    def one_step(self, x, h):\n        '''Step.'''\n        raise NotImplementedError\n"
    "    def forward(self, x, h):\n        ...\n"
    "def training_loss(model, x, h0, y):\n    raise NotImplementedError('later')\n"
)
DONE = STUB.replace("raise NotImplementedError\n", "return h\n").replace("...", "return [h]")


@pytest.fixture
def stub() -> str:
    """The handout's file: three stubs."""
    return STUB


@pytest.fixture
def done() -> str:
    """A file in which two of the three exercises were attempted."""
    return DONE


@pytest.fixture
def notebook() -> Callable[[str], str]:
    """Make a notebook of one code cell."""
    return lambda source: json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": source}]})


@pytest.fixture
def tree(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """Write files below a folder and return it; a name that ends in "/" is an empty folder."""

    def write(files: dict[str, str]) -> Path:
        root = tmp_path / "class"
        root.mkdir()
        for name, content in files.items():
            path = root / name
            (path if name.endswith("/") else path.parent).mkdir(parents=True, exist_ok=True)
            if not name.endswith("/"):
                path.write_bytes(content.encode())
        return root

    return write


@pytest.fixture
def graded() -> Callable[[Path], dict[str, Submission]]:
    """Discover and read a whole class: submission by student."""
    return lambda path: {source.student: read(source) for source in discover(path)}
