"""Sets up the HTML templates: escaped, no script, one style named by its hash; for feedback and report."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.model import Lang
from autograder.words import check_title, exercise_title, plain, points, ui

_FOLDER = Path(__file__).resolve().parent / "templates"
_SPAN = re.compile(r"`([^`\n]+)`")


def page(lang: Lang, template: str, folder: Path = _FOLDER, /, **values: Any) -> str:
    """Fill a template in one language; `folder` holds it, or the shared ones stand in for it."""
    return _environment(folder, lang).get_template(template).render(**values)


def spans(text: str) -> Markup:
    """Escape a text for HTML and set its `code` spans as such.

    >>> str(spans("`forward` < 1"))
    '<code>forward</code> &lt; 1'
    """
    return Markup(_SPAN.sub(r"<code>\1</code>", str(escape(text))))


@cache
def _environment(folder: Path, lang: Lang) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([folder, _FOLDER]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = (_FOLDER / "style.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment.globals |= {
        "lang": lang,
        "style": Markup(style),
        "style_hash": f"sha256-{digest}",
        "ui": partial(ui, lang=lang),
    }
    environment.filters |= {
        "spans": spans,
        "plain": plain,
        "points": partial(points, lang=lang),
        "check": partial(check_title, lang=lang),
        "exercise": partial(exercise_title, lang=lang),
    }
    return environment
