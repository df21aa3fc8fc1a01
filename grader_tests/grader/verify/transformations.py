"""Changes to a program that must leave its marks as they are; for the tests beside."""

import ast
import io
import tokenize

NAMES = {
    "W_i": "input_layer",
    "W_h": "recurrence",
    "decoder": "head",
    "W_o": "readout",
    "inp": "u",
    "rec": "v",
}


def renamed(source):
    """Rename the parameters."""
    lines = source.splitlines(keepends=True)
    tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    for token in reversed([t for t in tokens if t.type == tokenize.NAME and t.string in NAMES]):
        row, start, end = token.start[0] - 1, token.start[1], token.end[1]
        lines[row] = lines[row][:start] + NAMES[token.string] + lines[row][end:]
    return "".join(lines)


def reordered(source):
    """Put the methods of every class, and the functions before the classes, in the opposite order."""
    tree = ast.parse(source)
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            first = [n for n in node.body if not isinstance(n, ast.FunctionDef)]
            node.body = first + [n for n in reversed(node.body) if isinstance(n, ast.FunctionDef)]
    functions = [n for n in tree.body if isinstance(n, ast.FunctionDef)]
    imports = [n for n in tree.body if isinstance(n, (ast.Import, ast.ImportFrom))]
    rest = [n for n in tree.body if n not in functions and n not in imports]
    # of two functions of one name the later one counts: it stays the later one
    tree.body = imports + _last_of_each(reversed(functions), functions) + rest
    return ast.unparse(tree)


def _last_of_each(order, functions):
    kept = {f.name: f for f in functions}
    return [f for f in order if kept[f.name] is f]


def split(source):
    """Move __init__ and decode of the class RNN into a base class of its own."""
    tree = ast.parse(source)
    place = max(k for k, n in enumerate(tree.body) if isinstance(n, ast.ClassDef) and n.name == "RNN")
    whole = tree.body[place]
    methods = {n.name: n for n in whole.body if isinstance(n, ast.FunctionDef)}
    moved = [methods[name] for name in ("__init__", "decode") if name in methods]
    base = ast.ClassDef(
        name="Parts", bases=whole.bases, keywords=[], body=moved or [ast.Pass()], decorator_list=[]
    )
    whole.bases = [ast.Name("Parts", ast.Load())]
    whole.body = [n for n in whole.body if n not in moved] or [ast.Pass()]
    tree.body.insert(place, base)
    return ast.unparse(ast.fix_missing_locations(tree))


PERMUTED = """

class RNN(RNN):
    def one_step(self, x, h):
        return super().one_step(x, h.flip(-1)).flip(-1)

    def decode(self, h):
        return super().decode(h.flip(-1))
"""


def permuted(source):
    """Number the hidden units from the other end."""
    return source + PERMUTED.replace("class RNN(RNN)", "_Numbered = RNN\n\n\nclass RNN(_Numbered)")


def in_double(source):
    """Make float64 the default."""
    return source + "\n\nimport torch\n\ntorch.set_default_dtype(torch.float64)\n"


IN_SINGLE = """

_Any = RNN


class RNN(_Any):
    def one_step(self, x, h):
        return super().one_step(x.float(), h.float())
"""


def in_single(source):
    """Insist on float32."""
    return source + IN_SINGLE


TRANSFORMATIONS = {f.__name__: f for f in (renamed, reordered, split, permuted, in_double, in_single)}
