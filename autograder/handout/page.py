"""The text of the lab and its page, which needs no network; for `autograder.handout` alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt

from autograder.handout.mathml import mathml
from autograder.model import Lang

_TEXTS = Path(__file__).parent / "texts"
_SECTION = re.compile(r"^<!-- (\w+)(?:: (\w+) only)? -->\n", re.MULTILINE)
_MATH = re.compile(r"\$\$(.+?)\$\$|\$([^$\n]+?)\$", re.DOTALL)
_IMAGE = re.compile(r"!\[([^\]]*)\]\(figures/(\w+)\.svg\)")


def sections(lang: Lang, where: str) -> dict[str, str]:
    """Return the text's sections as Markdown, by name, for the "page" or for the "notebook".

    Formulas are LaTeX between dollars, drawings are `![alt](figures/name.svg)`.
    """
    pieces = _SECTION.split((_TEXTS / f"{lang}.md").read_text(encoding="utf-8"))
    if pieces[0]:
        raise ValueError(f"{lang}.md: the text must open with the comment that names its first section")
    found = zip(pieces[1::3], pieces[2::3], pieces[3::3])
    return {name: text.strip() + "\n" for name, only, text in found if only in (None, where)}


def markdown(lang: Lang) -> str:
    """Return `handout.md`: the sections one after the other."""
    return "\n".join(sections(lang, "page").values())


def html(lang: Lang, pictures: Mapping[str, str]) -> str:
    """Return `handout.html`, with the drawings inside and the formulas as MathML."""
    source = markdown(lang)
    kept: list[str] = []

    def keep(drawn: str) -> str:
        kept.append(drawn)
        return f"\ue000{len(kept) - 1}\ue001"

    def figure(match: re.Match[str]) -> str:
        return keep(f"<figure>{pictures[match[2]].strip()}</figure>")

    def formula(match: re.Match[str]) -> str:
        return keep(mathml((match[1] or match[2]).strip(), display=match[1] is not None))

    source = _MATH.sub(formula, _IMAGE.sub(figure, source))
    body = MarkdownIt("commonmark").enable("table").render(source)
    body = re.sub("<p>\ue000(\\d+)\ue001</p>", lambda m: f"<div>{kept[int(m[1])]}</div>", body)
    body = re.sub("\ue000(\\d+)\ue001", lambda m: kept[int(m[1])], body)
    title = source.partition("\n")[0].removeprefix("# ")
    return _PAGE.format(lang=lang, title=escape(title), style=_STYLE, body=body)


_STYLE = """
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1f2933; background: #fff;
  font: 17px/1.55 Georgia, "DejaVu Serif", serif; }
h1, h2, h3 { font-family: Helvetica, Arial, "DejaVu Sans", sans-serif; line-height: 1.25; }
h2 { margin-top: 2.4rem; border-bottom: 1px solid #cbd2d9; padding-bottom: .2rem; }
code, pre { font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .86em; }
code { background: #f0f2f5; padding: .08em .28em; border-radius: 3px; }
pre { background: #f0f2f5; padding: .7rem 1rem; border-radius: 6px; overflow-x: auto; }
pre code { padding: 0; background: none; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { border-bottom: 1px solid #cbd2d9; padding: .25rem .9rem .25rem 0; }
th, td { text-align: left; vertical-align: top; }
figure { margin: 1.4rem 0; }
figure svg { max-width: 100%; height: auto; }
math[display="block"] { margin: 1rem 0; font-size: 1.1em; }
div { overflow-x: auto; overflow-y: hidden; }
li { margin: .25rem 0; }
@media print { body { margin: 0; max-width: none; font-size: 12px; } h2, figure { break-inside: avoid; } }
"""

_PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{body}</body>
</html>
"""
