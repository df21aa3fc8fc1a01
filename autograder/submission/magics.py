"""A notebook's cell as plain Python: shell lines and magics become nothing. Imported by the reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from autograder.submission.older import for_older_python
from autograder.submission.syntax import parse

_CELL_MAGIC = re.compile(r"[ \t]*%%[ \t]*(\w+)[ \t]*(.*)")
_RUNS_BODY = frozenset(["time", "timeit", "capture", "prun"])
_OTHER_LANGUAGE = frozenset(
    {"bash", "sh", "script", "html", "javascript", "js", "latex", "markdown", "svg", "cmd", "perl", "ruby"}
    | {"sql", "cython", "R", "julia", "python", "python2", "python3", "pypy"}
)
_WRITES = frozenset({"writefile", "file"})
_USES = re.compile(r"^[ \t]*(?:from|import|%run|!python3?)\b([^\n#]*)", re.MULTILINE)
# what the notebook imports from a file that it wrote is what stands in the cell
_AS_MODULE = "__import__('sys').modules.setdefault('{}', __import__('sys').modules[__name__])"

_LINE_MAGIC = re.compile(  # of a line without its indentation
    r"(?:(?P<target>[\w., \t\[\]*:]+)=[ \t]*)?[!%]"
    r"|\?"
    r"|[\w.*\[\]()]+\?{1,2}[ \t]*$"
    r"|(?:pip3?|conda|mamba|matplotlib|load_ext|cd|ls)[ \t]+(?!(?:in|is|and|or|if|not|else)\b|(?:[-/]|//)=)[\w./~-]"
)
_PROMPT = re.compile(r"^(?:(?:>>>|\.\.\.)(?: |$)|In \[\d+\]: ?|[ \t]*\.{3,}: ?)")
_TIMED = re.compile(r"%time[ \t]+(?!-)(.+)$")  # unlike %timeit, it leaves the names that it binds
_RUN = re.compile(
    r"%run[ \t]+(?:-\w+[ \t]+)*[\"']?(?:\./)?(?P<file>[\w./-]+?)(?P<ending>\.py|\.ipynb)?[\"']?[ \t]*(?:#.*)?$"
)
RUNS = "pass  # runs "
"""What `%run model.py` becomes, before the name of the file: it is put in the place where the file is handed in."""

_TOKEN = re.compile(
    r"(?P<quote>\"\"\"|''')"
    r"|\"(?:\\.|[^\"\\\n])*\"?|'(?:\\.|[^'\\\n])*'?"
    r"|(?P<comment>#.*)|(?P<open>[(\[{])|(?P<close>[)\]}])",
    re.DOTALL,
)
_QUOTE_END: Mapping[str, re.Pattern[str]] = {
    quote: re.compile(rf"(?:\\.|[^\\])*?{quote}", re.DOTALL) for quote in ('"""', "'''")
}


def words_of_imports(sources: Iterable[str]) -> frozenset[str]:
    """Return the words on lines that import or run something: the modules that a notebook uses are among them."""
    return frozenset(
        word for source in sources for rest in _USES.findall(source) for word in re.findall(r"\w+", rest)
    )


def to_python(source: str, used: frozenset[str] = frozenset()) -> str | None:
    """Return a cell's source as plain Python of as many lines, or None where the cell is in no way Python.

    Args:
        source: of the cell.
        used: the words of all imports in the notebook; a file of such a name, where this cell writes one, is run.

    A cell that parses is left as it is. Otherwise `%magic`, `!command`, `?help` and `pip install …` become
    `pass`, `%time x = f()` becomes `x = f()`, and `x = !command` becomes `x = None`; in a string or within brackets
    nothing is touched. What `%%writefile` writes is run where it stands, if the notebook makes use of it.
    """
    if parse(source) is not None:
        return source
    older = for_older_python(source)
    if parse(older) is not None:
        return older
    lines = _without_prompts(source.split("\n"))
    for number, line in enumerate(lines):
        found = _CELL_MAGIC.match(line)
        if found:
            if found[1] in _WRITES:
                module = _module_written(found[2], used)
                if module is None:
                    return None
                lines[number] = _AS_MODULE.format(module) if module != "rnn" else ""
            elif not _is_body_run(found[1], lines[number + 1 :]):
                return None
            else:
                lines[number] = ""
        elif line.strip():
            break
    python = "\n".join(_without_line_magics(_outdented(lines)))
    return python if parse(python) is not None else for_older_python(python)


def _module_written(rest: str, used: frozenset[str]) -> str | None:
    """Return the module that a cell writes to a file, or None where it is neither rnn.py nor used by the notebook."""
    target = rest.split("#")[0].strip().rpartition(" ")[2].strip("\"'").replace("\\", "/").removeprefix("./")
    folder, _, file = target.rpartition("/")
    stem = file.removesuffix(".py")
    if file == stem or not stem.isidentifier():
        return None
    if stem.lower() == "rnn":
        return "rnn"
    if stem not in used:
        return None
    module = ".".join((*folder.split("/"), stem)) if folder else stem
    return module if all(part.isidentifier() for part in module.split(".")) else stem


def _is_body_run(magic: str, body: list[str]) -> bool:
    return magic in _RUNS_BODY or (magic not in _OTHER_LANGUAGE and parse("\n".join(body)) is not None)


def _without_prompts(lines: list[str]) -> list[str]:
    """Take `>>> `, `... ` and `In [1]: ` from all lines where the first has one, as Jupyter does."""
    first = next((line for line in lines if line.strip()), "")
    return [_PROMPT.sub("", line, count=1) for line in lines] if _PROMPT.match(first) else lines


def _outdented(lines: list[str]) -> list[str]:
    """Take the first line's indentation from all lines that have it, as Jupyter does."""
    first = next((line for line in lines if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip(" \t"))]
    return [line.removeprefix(indent) for line in lines]


def _without_line_magics(lines: list[str]) -> list[str]:
    quote, depth, continued, in_magic = "", 0, False, False
    done: list[str] = []
    for line in lines:
        bare = line.lstrip(" \t")
        found = None if quote or depth or continued else _LINE_MAGIC.match(bare)
        if in_magic:
            done.append("")
        elif found:
            done.append(line[: len(line) - len(bare)] + _in_place_of(bare, found["target"]))
        else:
            done.append(line)
            quote, depth, comment = _scan(line, quote, depth)
            continued = not quote and not comment and line.endswith("\\")
            continue
        in_magic = line.endswith("\\")
    return done


def _in_place_of(bare: str, target: str | None) -> str:
    if (run := _RUN.match(bare)) is not None:
        return f"{RUNS}{run['file']}{run['ending'] or '.py'}"
    timed = _TIMED.match(bare)
    if timed and parse(timed[1]) is not None:
        return timed[1]
    return f"{target.rstrip()} = None" if target else "pass"


def _scan(line: str, quote: str, depth: int) -> tuple[str, int, bool]:
    """Return the open triple quote and depth of brackets after a line, and whether a comment ends it."""
    position = 0
    while True:
        if quote:
            end = _QUOTE_END[quote].match(line, position)
            if end is None:
                return quote, depth, False
            quote, position = "", end.end()
        token = _TOKEN.search(line, position)
        if token is None:
            return "", depth, False
        position = token.end()
        if token["comment"]:
            return "", depth, True
        quote = token["quote"] or ""
        depth = max(0, depth + bool(token["open"]) - bool(token["close"]))
