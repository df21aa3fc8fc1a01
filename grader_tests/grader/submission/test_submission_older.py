"""F-strings and type parameters of Python 3.12 are read by an older Python too, and nothing else is touched."""

from __future__ import annotations

import ast
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.submission.older import for_older_python


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ('print(f"{d["a"]}")', "print(f\"{d['a']}\")"),
        ("x = f'{d['a']} {e['b']:.3f}'", 'x = f\'{d["a"]} {e["b"]:.3f}\''),
        ('f"{{x}} {y!r} {d["k"]["z"]}"', "f\"{{x}} {y!r} {d['k']['z']}\""),
        ('f"{a["b"]:>{w["c"]}}"', "f\"{a['b']:>{w['c']}}\""),
        ('print("it\'s", rf"\\d {a["b"]}")', 'print("it\'s", rf"\\d {a[\'b\']}")'),
        ("f\"{', '.join(a)}{'\\n'.join(b)}\"", "f\"{', '.join(a)}{chr(10).join(b)}\""),
        ('# it\'s\n"""it\'s"""\nf"{d["a"]}"', '# it\'s\n"""it\'s"""\nf"{d[\'a\']}"'),
    ],
)
def test_quotes_within_the_braces_are_exchanged(newer: str, older: str) -> None:
    assert for_older_python(newer) == older
    ast.parse(older)


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ("x = 1\ntype X = int\ntype = 3", "x = 1\nX = int\ntype = 3"),
        ("x = 1\ndef f[T](v: T): pass", "T = object; x = 1\ndef f(v: T): pass"),
        ("x = 1\nclass A[*Ts, **P, B: list[int]](C): pass", "Ts = P = B = object; x = 1\nclass A(C): pass"),
        ("class A[T]: pass", "class A: pass"),
        ("type(x)[0] = d[k](v)\nclassed[0]: int = 1", "type(x)[0] = d[k](v)\nclassed[0]: int = 1"),
    ],
)
def test_type_parameters_are_left_out(newer: str, older: str) -> None:
    assert for_older_python(newer) == older
    ast.parse(older)


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ('f"a{\n1  # one\n} b"\n', 'f"a{ 1   } b"\\\n\\\n\n'),
        ('t"a {b}"', 'f"a {b}"'),
        ("try: f()\nexcept A, b.C: g()", "try: f()\nexcept (A, b.C): g()"),
    ],
)
def test_lines_within_braces_templates_and_bare_exceptions(newer: str, older: str) -> None:
    assert for_older_python(newer) == older
    ast.parse(older)


@pytest.mark.parametrize(
    "kept",
    [
        "f\"{d['a']} {{\"",
        '"{d["a"]}"',
        '# f"{d["a"]}"\nprint(\'x\')',
        'f"""{d["a"]} \n {e["b"]}"""',
        "x = 'it\\'s' f'{y:{z}}' b'\\''",
        'f"{"',
    ],
)
def test_all_else_stays(kept: str) -> None:
    assert for_older_python(kept) == kept


@given(st.text("fr\"'{}\\n\n#a[]", max_size=60))
def test_any_text_keeps_its_lines(source: str) -> None:
    assert for_older_python(source).count("\n") == source.count("\n")


def test_long_sources_take_no_time() -> None:
    start = time.process_time()
    for piece in ('f"{a["', "f'", '"{', "f'{\"", "'\\n'", 'f"""{'):
        for_older_python(piece * (100_000 // len(piece)))
    for begin, piece in (("type X", " "), ('x = f"{ ', "# ")):
        for_older_python(begin + piece * (300_000 // len(piece)))
    assert time.process_time() - start < 5
