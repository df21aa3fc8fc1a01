"""The lab's single source, `solutions/rnn.py`, read and cut up; for `autograder.handout` alone.

Everything that is handed out is made from it, so that stub, notebook and solution cannot drift apart.
"""

from __future__ import annotations

import ast
import io
import re
import textwrap
import tokenize
from collections.abc import Mapping

from autograder.handout import french
from autograder.model import EXERCISES, ROOT, Lang

SOURCE = ROOT / "solutions" / "rnn.py"
STUBS = ("warm_up", "one_step", "forward", "training_loss", "generate")
"""The functions that students write, in order; `warm_up` and `generate` are not graded."""

METHODS = tuple(name for name in STUBS if name in ("one_step", "forward"))
GRADED = tuple(name for name in STUBS if name in EXERCISES)

CODE_STUB: Mapping[Lang, str] = {
    "en": "# YOUR CODE HERE\nraise NotImplementedError()",
    "fr": "# VOTRE CODE ICI\nraise NotImplementedError()",
}
"""What stands in place of a solution. The English one is nbgrader's own default."""

_BEGIN, _END = "### BEGIN SOLUTION", "### END SOLUTION"
_BLOCK = re.compile(rf"^([ ]*){_BEGIN}\n(.*?)^\1{_END}\n", re.MULTILINE | re.DOTALL)


def marked(lang: Lang) -> str:
    """Return the solution with its markers, in a language, without the remark that opens the file."""
    text = SOURCE.read_text(encoding="utf-8")
    blocks = len(_BLOCK.findall(text))
    if not blocks == text.count(_BEGIN) == text.count(_END) == len(STUBS):
        raise ValueError(f"{SOURCE}: {len(STUBS)} blocks between BEGIN and END SOLUTION are needed: {blocks}")
    while text.startswith("#"):
        text = text.partition("\n")[2]
    return translate(text, lang)


def stubbed(source: str, lang: Lang) -> str:
    """Return a marked source with `NotImplementedError` in place of each solution."""
    return _BLOCK.sub(lambda m: textwrap.indent(CODE_STUB[lang], m[1]) + "\n", source)


def solved(source: str) -> str:
    """Return a marked source without its markers."""
    return _BLOCK.sub(lambda m: m[2], source)


def solution_blocks(source: str) -> list[str]:
    """Return what stands between the markers, block by block: what no student may be given."""
    return [textwrap.dedent(body) for _, body in _BLOCK.findall(source)]


def cells(source: str) -> dict[str, str]:
    """Cut a source into a notebook's cells: "imports", "RNN", one for each of `STUBS`, and "training".

    A method becomes a function that is attached to the class on the cell's last line, so that each
    exercise has a cell of its own.
    """
    lines = source.splitlines(keepends=True)

    def text(first: int, last: int) -> str:
        return textwrap.dedent("".join(lines[first - 1 : last])).strip("\n")

    pieces: dict[str, list[str]] = {"imports": [], "RNN": [], "training": []}
    for node in ast.parse(source).body:
        last = node.end_lineno or node.lineno
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            pieces["imports"].append(text(node.lineno, last))
        elif isinstance(node, ast.FunctionDef):
            pieces.setdefault(node.name if node.name in STUBS else "training", []).append(
                text(node.lineno, _end(lines, last))
            )
        elif isinstance(node, ast.ClassDef):
            start = node.lineno
            for child in node.body:
                if isinstance(child, ast.FunctionDef) and child.name in METHODS:
                    end = _end(lines, child.end_lineno or child.lineno)
                    body = text(child.lineno, end)
                    pieces[child.name] = [body, f"{node.name}.{child.name} = {child.name}"]
                    pieces["RNN"].append("".join(lines[start - 1 : child.lineno - 1]).rstrip() + "\n")
                    start = end + 1
            pieces["RNN"].append("".join(lines[start - 1 : last]).strip("\n"))
    pieces["RNN"] = ["\n".join(part.strip("\n") + "\n" for part in pieces["RNN"] if part.strip()).rstrip()]
    joints = {"imports": "\n"}
    return {name: joints.get(name, "\n\n\n").join(parts) for name, parts in pieces.items()}


def _end(lines: list[str], last: int) -> int:
    """Return the last line of a function, with the END marker that the syntax tree does not see."""
    return last + 1 if last < len(lines) and _END in lines[last] else last


def translate(source: str, lang: Lang) -> str:
    """Return Python source with its docstrings, comments and messages in a language.

    Raises:
        ValueError: something has no translation in `autograder/handout/french.py` (the kit's fault).
    """
    if lang == "en":
        return source
    spans = [*_docstrings(source), *_phrases(source)]
    lines = source.splitlines(keepends=True)
    for (row, column), (end_row, end_column), text in sorted(spans, reverse=True):
        before, after = lines[row - 1][:column], lines[end_row - 1][end_column:]
        lines[row - 1 : end_row] = (before + text + after).splitlines(keepends=True)
    return "".join(lines)


_Span = tuple[tuple[int, int], tuple[int, int], str]


def _docstrings(source: str) -> list[_Span]:
    spans: list[_Span] = []
    for name, node in documented(ast.parse(source)):
        string = node.body[0]
        assert isinstance(string, ast.Expr) and string.end_lineno and string.end_col_offset is not None
        if name not in french.DOCSTRINGS:
            raise ValueError(f"the docstring of {name} has no French in {french.__name__}")
        text = textwrap.dedent(french.DOCSTRINGS[name]).strip("\n")
        margin = " " * string.col_offset
        text = textwrap.indent(text, margin).strip()
        quoted = f'"""{text}\n{margin}"""' if "\n" in text else f'"""{text}"""'
        spans.append(((string.lineno, string.col_offset), (string.end_lineno, string.end_col_offset), quoted))
    return spans


def documented(
    tree: ast.Module | ast.ClassDef, prefix: str = ""
) -> list[tuple[str, ast.Module | ast.ClassDef | ast.FunctionDef]]:
    """Return what has a docstring in a module, with its dotted name ("module" for the module itself)."""
    found: list[tuple[str, ast.Module | ast.ClassDef | ast.FunctionDef]] = []
    if isinstance(tree, ast.Module) and ast.get_docstring(tree):
        found.append(("module", tree))
    for node in tree.body:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            if ast.get_docstring(node):
                found.append((prefix + node.name, node))
            if isinstance(node, ast.ClassDef):
                found += documented(node, f"{prefix}{node.name}.")
    return found


def _phrases(source: str) -> list[_Span]:
    spans: list[_Span] = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and token.string not in (_BEGIN, _END):
            if token.string not in french.COMMENTS:
                raise ValueError(f"{token.string!r} has no French in {french.__name__}")
            spans.append((token.start, token.end, french.COMMENTS[token.string]))
        elif token.type == tokenize.STRING and token.string in french.STRINGS:
            spans.append((token.start, token.end, french.STRINGS[token.string]))
    return spans
