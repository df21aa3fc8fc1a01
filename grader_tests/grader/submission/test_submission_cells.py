"""What Jupyter runs is turned into plain Python line by line, and nothing else is touched."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.submission.magics import to_python, words_of_imports


@pytest.mark.parametrize(
    ("cell", "python"),
    [
        ("x = 1\n", "x = 1\n"),
        ("%matplotlib inline\nx = 1", "pass\nx = 1"),
        ("!pip install torch\nx = 1", "pass\nx = 1"),
        ("ls = 6\nls /= 2\n?x", "ls = 6\nls /= 2\npass"),
        ("pip install torch\nx = 1", "pass\nx = 1"),
        ("?torch.stack\nx = 1", "pass\nx = 1"),
        ("torch.stack?\nx = 1", "pass\nx = 1"),
        ("torch.stack??\nx = 1", "pass\nx = 1"),
        ("files = !ls\ny = files", "files = None\ny = files"),
        ("a.b = %pwd\ny = 1", "a.b = None\ny = 1"),
        ("if True:\n    !ls\n    y = 2", "if True:\n    pass\n    y = 2"),
        ("!pip install \\\n  torch\nx = 1", "pass\n\nx = 1"),
        ("%%time\nx = 1", "\nx = 1"),
        ("%%capture out\n%%time\nx = 1", "\n\nx = 1"),
        ("%%timeit -n 3\nx = 1", "\nx = 1"),
        ("\n%%time\n!ls\nx = 1", "\n\npass\nx = 1"),
        ("%%writefile rnn.py\nclass RNN: pass", "\nclass RNN: pass"),
        ('%%writefile -a "./work/rnn.py"\nclass RNN: pass', "\nclass RNN: pass"),
        ("%%unknown\nx = 1", "\nx = 1"),
        ("  x = 1\n  !ls\n  y = 2", "x = 1\npass\ny = 2"),
        ("def f():\n    %time x = 1\n    return x", "def f():\n    x = 1\n    return x"),
        (">>> x = 1\n>>> def f():\n...     return x\n...\n", "x = 1\ndef f():\n    return x\n\n"),
        ("In [1]: x = 1\n   ...: y = '>>> '", "x = 1\ny = '>>> '"),
        ("%time\n%time -n 3 x\n%timeit y = 3", "pass\npass\npass"),
        ('%ls\nprint(f"{d["a"]}")', "pass\nprint(f\"{d['a']}\")"),
    ],
)
def test_magics_become_nothing_and_lines_keep_their_place(cell: str, python: str) -> None:
    assert to_python(cell) == python


@pytest.mark.parametrize(
    ("written", "importing", "module"),
    [
        ("model.py", "from model import RNN", "model"),
        ("-a src/model.py", "import torch, src.model as m", "src.model"),
        ("'./my-work/model.py'", "%run my-work/model", "model"),
        ("model.py", "!python model.py --epochs 3", "model"),
        ("model.py", "from models import RNN  # not from model", None),
        ("model.txt", "!python model.txt", None),
        ("old.py", "# import old", None),
    ],
)
def test_a_file_is_a_module_where_the_notebook_uses_it(
    written: str, importing: str, module: str | None
) -> None:
    python = to_python(f"%%writefile {written}\nclass RNN: pass", words_of_imports([importing]))
    assert (python is None) == (module is None)
    assert python is None or (f"('{module}'," in python and python.endswith("\nclass RNN: pass"))


@pytest.mark.parametrize(
    "cell",
    [
        "%%bash\nls",
        "%%html\n<b>",
        "%%writefile other.py\nclass RNN: pass",
        "%%python\nx = 1",
        "%%sql\nselect *",
        "%%javascript\nx = 1",
    ],
)
def test_a_cell_that_is_not_python_is_left_out(cell: str) -> None:
    assert to_python(cell) is None


@pytest.mark.parametrize(
    "kept",
    [
        'text = """\n%matplotlib inline\n!ls\n"""',
        "text = '''\n?help\n'''",
        "x = (7\n% 4)",
        "x = 7 \\\n% 4",
        "d = {\n'a': 1,\n}  # (\ny = 7 % 4",
        "s = '''it's'''; t = \"'''\"\nz = 'a' % ()",
        "s = '(' # [\nt = r'\\'",
        'f"""\n{1}\n! \n"""',
        'print("loss=%d" % 3)',
        "a = b if True else '!'\nb != a",
    ],
)
def test_strings_brackets_and_continued_lines_are_not_touched(kept: str) -> None:
    # a line of shell elsewhere in the cell makes the whole cell no Python
    assert to_python(f"!ls\n{kept}\n!ls") == f"pass\n{kept}\npass"


def test_a_syntax_error_keeps_its_line() -> None:
    python = to_python("!pip install torch\n\nx = = 1")
    assert python == "pass\n\nx = = 1"
    with pytest.raises(SyntaxError) as caught:
        ast.parse(python)
    assert caught.value.lineno == 3


def test_warnings_about_source_are_not_ours() -> None:
    assert to_python("x = '\\d'") == "x = '\\d'"  # SyntaxWarning is an error under this suite


LINES = st.lists(
    st.sampled_from(
        [
            "!ls",
            "x = !ls",
            "%time",
            "'''",
            '"""',
            "(",
            ")",
            "\\",
            "#",
            "'",
            "x = 1",
            "  y",
            "%%time",
            "a?",
            "",
        ]
    )
    | st.text(max_size=10).filter(lambda t: "\n" not in t),
    max_size=12,
)


@given(LINES)
def test_any_cell_keeps_its_number_of_lines(lines: list[str]) -> None:
    source = "\n".join(lines)
    python = to_python(source)
    assert python is None or python.count("\n") == source.count("\n")


@given(st.text())
def test_any_text_is_taken(source: str) -> None:
    python = to_python(source)
    assert python is None or isinstance(python, str)


def test_long_and_odd_cells_take_no_time() -> None:
    for cell in (
        " " * 200_000 + "!",
        "(" * 200_000,
        "\n" * 200_000,
        "x, " * 60_000 + "\n!ls",
        "'''\\" * 50_000,
    ):
        to_python(cell)  # quadratic time would hang here
