"""The text of the lab: complete, the same in both languages, readable without network."""

import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest

from autograder.handout.drawings import ALT, FIGURES, drawings
from autograder.handout.mathml import mathml
from autograder.handout.page import html, markdown, sections

LANGS = ["en", "fr"]
CODE = re.compile(r"```.*?```|`[^`]*`|\$\$.*?\$\$|\$[^$]*\$", re.DOTALL)


def structure(text: str) -> list[object]:
    """Return what a translation may not change: headings, figures, code, lists, tables, in order."""
    marks = []
    for line in re.sub(r"```.*?```", "```", text, flags=re.DOTALL).splitlines():
        if head := re.match(r"(#+|-|\d\.|```|\|) ?", line.strip()):
            cells = line.count("|") if line.startswith("|") else 0
            marks.append((head[1], cells, re.findall(r"figures/\w+", line)))
    return marks


@pytest.mark.parametrize("where", ["page", "notebook"])
def test_both_languages_have_the_same_structure(where: str) -> None:
    en, fr = sections("en", where), sections("fr", where)
    assert list(en) == list(fr)
    for name in en:
        assert structure(en[name]) == structure(fr[name]), name
        figures = [re.findall(r"\(figures/(\w+)\.svg\)", text[name]) for text in (en, fr)]
        assert figures[0] == figures[1], name
        formulas = [
            sorted(
                re.sub(r"\{,\}", ".", f).replace(" ; ", ", ") for f in re.findall(r"\$+[^$]+\$+", text[name])
            )
            for text in (en, fr)
        ]
        assert formulas[0] == formulas[1], name


@pytest.mark.parametrize("lang", LANGS)
def test_every_drawing_is_shown_once(lang) -> None:
    assert tuple(re.findall(r"\(figures/(\w+)\.svg\)", markdown(lang))) == FIGURES
    assert tuple(drawings(lang)) == FIGURES
    assert set(ALT[lang]) == set(FIGURES)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", FIGURES)
def test_a_drawing_is_svg_that_needs_nothing_else(lang, name: str) -> None:
    root = ET.fromstring(drawings(lang)[name])
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    width, height = float(root.get("width")), float(root.get("height"))
    assert root[0].text == ALT[lang][name]
    for node in root.iter():
        assert not [key for key in node.attrib if key.endswith("href")]
        if "x" in node.attrib:
            assert 0 <= float(node.get("x")) <= width
            assert 0 <= float(node.get("y")) <= height


def test_the_drawings_speak_both_languages() -> None:
    for name in FIGURES:
        assert drawings("en")[name] != drawings("fr")[name]


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open, self.seen, self.links = [], [], []

    def handle_starttag(self, tag, attrs) -> None:
        self.seen.append(tag)
        if tag not in ("meta", "br", "hr", "img", "link"):
            self.open.append(tag)
        self.links += [value for key, value in attrs if key in ("src", "href", "srcset", "action", "data")]

    def handle_startendtag(self, tag, attrs) -> None:
        self.seen.append(tag)

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_stands_alone(lang) -> None:
    text = html(lang, drawings(lang))
    page = Page()
    page.feed(text)
    assert page.open == []
    assert page.links == []
    assert not {"script", "link", "img", "iframe"} & set(page.seen)
    assert page.seen.count("svg") == len(FIGURES)
    assert page.seen.count("math") == len(re.findall(r"\$\$.+?\$\$|\$[^$\n]+?\$", markdown(lang), re.DOTALL))
    assert f'<html lang="{lang}">' in text
    assert not re.search("[$\ue000\ue001]|url\\(|@import", re.sub("<annotation.*?</annotation>", "", text))


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("h_{t+1}", "<msub><mi>h</mi><mrow><mi>t</mi><mo>+</mo><mn>1</mn></mrow></msub>"),
        (r"\mathbb{R}^d", "<msup><mrow><mi>ℝ</mi></mrow><mi>d</mi></msup>"),
        (
            r"\hat{y}_1",
            '<msub><mover accent="true"><mrow><mi>y</mi></mrow><mo>^</mo></mover><mn>1</mn></msub>',
        ),
        (
            r"\sum_{t}^{l}",
            "<munderover><mo>∑</mo><mrow><mi>t</mi></mrow><mrow><mi>l</mi></mrow></munderover>",
        ),
        (r"\frac{1}{b}", "<mfrac><mrow><mn>1</mn></mrow><mrow><mi>b</mi></mrow></mfrac>"),
        ("0{,}5", "<mn>0,5</mn>"),
        ("=-1", '<mo>=</mo><mo form="prefix">−</mo><mn>1</mn>'),
        ("a-b", "<mi>a</mi><mo>−</mo><mi>b</mi>"),
        ("a<b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>"),
        (r"\mathrm{decode}", "<mtext>decode</mtext>"),
    ],
)
def test_mathml(latex: str, expected: str) -> None:
    drawn = mathml(latex, display=False)
    assert f"<mrow>{expected}</mrow><annotation" in drawn
    ET.fromstring(drawn)


@pytest.mark.parametrize("latex", [r"\unknown", "h_", r"\frac{1}", r"\mathrm x", "{a"])
def test_a_formula_that_is_not_understood_stops_the_generator(latex: str) -> None:
    with pytest.raises(ValueError):
        mathml(latex, display=False)


def test_french_typography() -> None:
    prose = CODE.sub("x", markdown("fr") + "".join(sections("fr", "notebook").values()))
    assert len(re.findall(r"\u00a0[:;!?]", prose)) > 50
    assert re.findall(r".{0,12}(?<!\u00a0)[:;!?](?=\s)", prose) == []
    assert re.findall(r"\d\.\d", prose) == []


SAID = {
    "en": [
        "Time comes first",
        "`h` is always given",
        "One tensor comes back",
        "The activation is tanh",
        "made from $h_0$ alone",
        "The loss is a mean",
        "over the components too",
        "$h_0$ is not in the answer",
        "no ready-made recurrent layer",
        "shared by all the time steps",
    ],
    "fr": [
        "Le temps vient en premier",
        "`h` est toujours donné",
        "La réponse est un seul tenseur",
        "L'activation est tanh",
        "faite à partir de $h_0$ seul",
        "La perte est une moyenne",
        "aussi sur les composantes",
        "$h_0$ n'est pas dans la réponse",
        "aucune couche récurrente toute faite",
        "partagés par tous les pas de temps",
        "état caché",
        "rétropropagation à travers le temps",
    ],
}
REFUSED = [
    "`torch.save`",
    "`subprocess`",
    "`multiprocessing`",
    "`DataLoader(num_workers>0)`",
    "`torch.compile`",
]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("where", ["page", "notebook"])
def test_what_students_stumble_over_is_said_in_so_many_words(lang, where: str) -> None:
    text = " ".join("".join(sections(lang, where).values()).split())
    assert [words for words in SAID[lang] + REFUSED if words not in text] == []
