"""The look: colours, drawings, components and the gallery that shows them."""

import gzip
import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.test.html import parse_html

from common.templatetags.components import MOTIFS
from portal.gallery import gallery

STATIC = Path(settings.BASE_DIR) / "static"
TEMPLATES = Path(settings.BASE_DIR) / "templates"
PACKAGES = ("common", "enterprises", "network", "strategy", "portal")
TOKENS = (STATIC / "scss" / "_tokens.scss").read_text()


def drawn(source: str, **context: object) -> str:
    return Template("{% load components %}" + source).render(Context(context))


def luminance(colour: str) -> float:
    """WCAG 2.2: relative luminance of a colour such as #00505c."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return sum(
        weight * part
        for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )


def contrast(one: str, other: str) -> float:
    """WCAG 2.2: contrast ratio of two colours."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


COLOURS = dict(re.findall(r"^\$([\w-]+): (#[0-9a-f]{6});", TOKENS, re.M))
PAIRS = re.findall(r'^\s+"([^"]+)": \(\$([\w-]+), \$([\w-]+)\),', TOKENS, re.M)


def test_contrast_is_computed_as_wcag_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_every_declared_pair_was_found():
    block = TOKENS[TOKENS.index("$pairs") : TOKENS.index(");")]

    assert len(PAIRS) == block.count("($") > 20


@pytest.mark.parametrize(("use", "text", "ground"), PAIRS)
def test_text_can_be_read_on_its_ground(use: str, text: str, ground: str):
    assert contrast(COLOURS[text], COLOURS[ground]) >= 4.5


def test_every_colour_of_text_and_ground_is_declared_in_a_pair():
    styles = "".join(
        path.read_text() for path in (STATIC / "scss").glob("_[!td]*.scss")
    )
    texts = set(re.findall(r"(?<![\w-])color: \$([\w-]+)", styles))
    grounds = set(re.findall(r"background: \$([\w-]+)", styles))

    assert texts <= {text for _, text, _ in PAIRS} | {"green", "ochre"}
    assert grounds <= {ground for *_, ground in PAIRS} | {"sand-line", "fjord-dark"}


def test_icons_in_templates_are_in_the_sprite():
    listed = set(json.loads((STATIC / "img" / "icons.json").read_text()))
    used = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r'{% icon(?:_address)? "([\w-]+)"', path.read_text())
    }

    assert used
    assert used <= listed


def test_every_motif_is_drawn():
    drawings = {path.stem for path in (STATIC / "img" / "motifs").glob("*.svg")}

    assert set(MOTIFS) == drawings


def test_unknown_motif_gets_a_house():
    html = drawn('{% motif "rocketry" %}')

    assert "#motif-default" in html
    assert 'aria-hidden="true"' in html


@pytest.fixture
def build() -> Path:
    folder = STATIC / "build"
    if not folder.exists():
        pytest.skip("The styles are not built; run `npm run build`.")
    return folder


def test_a_first_visit_is_light(build: Path):
    scripts = weight_by_page(r"js/[^\"]+")
    everything = weight_by_page(r"(?:js|build)/[^\"]+\.(?:js|css)")
    fonts = [path.stat().st_size for path in (build / "fonts").iterdir()]

    assert max(scripts.values()) <= 2_000
    assert max(everything.values()) <= 11_000
    assert sum(fonts) <= 40_000


def weight_by_page(name: str) -> dict[str, int]:
    """The compressed size of the files that each page's template asks for.

    What a part asks for counts for every page.
    """
    asked = {
        path: set(re.findall(rf'{{% static "({name})"', path.read_text()))
        for path in TEMPLATES.rglob("*.html")
        if "admin" not in path.parts
    }
    everywhere = {
        file
        for path, files in asked.items()
        if path.name == "base.html" or path.name.startswith("_")
        for file in files
    }
    assert everywhere
    return {
        path.name: sum(
            len(gzip.compress((STATIC / file).read_bytes(), 9))
            for file in files | everywhere
        )
        for path, files in asked.items()
    }


def test_no_page_has_a_class_whose_styles_are_left_out(build: Path):
    unused = json.loads((STATIC / "unused.json").read_text())
    words = {
        word
        for folder, pattern in (
            (TEMPLATES, "*.html"),
            (STATIC / "js", "*.js"),
            *(
                (Path(settings.BASE_DIR) / package, "*.py")
                for package in (
                    "portal",
                    "strategy",
                    "network",
                    "enterprises",
                    "common",
                )
            ),
        )
        for path in folder.rglob(pattern)
        for word in re.findall(r"[\w-]+", path.read_text())
    }
    styles = (build / "portal.css").read_text()

    assert words & set(unused) == set()
    assert [name for name in unused if re.search(rf"\.{name}(?![\w-])", styles)] == []
    assert ".button-secondary" in styles


def test_no_page_has_a_control_whose_styles_are_left_out(build: Path):
    pages = [page for page in TEMPLATES.rglob("*.html") if "admin" not in page.parts]
    styles = (build / "portal.css").read_text()

    found = [
        page.name
        for page in pages
        if re.search(r"<[^>]*\b(disabled|readonly|type=.range)\b", page.read_text())
    ]

    assert pages
    assert found == []
    assert re.findall(r":disabled|\[readonly\]|\[type=range\]", styles) == []


def test_styles_ask_no_other_host_and_find_their_files(build: Path):
    for name in ("portal.css", "admin.css"):
        styles = (build / name).read_text()
        for address in re.findall(r"url\([\"']?([^\"')]+)", styles):
            assert (build / address).is_file(), address


def test_sprite_holds_every_icon_and_motif(build: Path):
    sprite = (build / "sprite.svg").read_text()
    icons = json.loads((STATIC / "img" / "icons.json").read_text())

    assert re.findall(r'<symbol id="([\w-]+)"', sprite) == [
        *(f"icon-{name}" for name in icons),
        *(f"motif-{name}" for name in sorted(MOTIFS)),
    ]


def test_lock_names_no_host():
    lock = (Path(settings.BASE_DIR) / "package-lock.json").read_text()

    assert "://" not in lock


def test_breadcrumb_ends_where_the_reader_is():
    html = drawn('{% breadcrumb "Virksomheder" "/virksomheder/" name %}', name="A & B")

    assert '<a class="breadcrumbs__link" href="/virksomheder/">Virksomheder</a>' in html
    assert 'aria-current="page">A &amp; B</li>' in html
    assert html.index('href="/"') < html.index('href="/virksomheder/"')


class Links(HTMLParser):
    """Addresses and labels of the links in a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, str | None] = {}
        self.current: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a":
            label = values.get("aria-label") or values.get("rel") or ""
            self.found[label] = values["href"]
            if values.get("aria-current") == "page":
                self.current = label


def paginated(address: str, number: int, count: int = 240) -> Links:
    page = Paginator(range(count), 24).page(number)
    request = RequestFactory().get(address)
    return Links(drawn("{% pagination page %}", page=page, request=request))


def test_pagination_keeps_the_rest_of_the_address():
    links = paginated("/virksomheder/?by=roskilde&by=viby&side=2", 2)

    assert links.found["next"] == "?by=roskilde&by=viby&side=3"
    assert links.found["prev"] == "?by=roskilde&by=viby"
    assert links.current == "Side 2"


def test_first_page_has_one_address():
    links = paginated("/virksomheder/?side=2", 2)

    assert links.found["prev"] == "/virksomheder/"
    assert links.found["Side 1"] == "/virksomheder/"


def test_pagination_ends():
    first, last = paginated("/", 1), paginated("/", 10)

    assert "prev" not in first.found
    assert "next" not in last.found


def test_a_single_page_needs_no_pagination():
    assert paginated("/", 1, count=24).found == {}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            '{% include "components/badge.html" with text="Bagud" kind="error" only %}',
            '<span class="badge badge-error">Bagud</span>',
        ),
        (
            '{% include "components/rsv_badge.html" %}',
            '<span class="badge badge-success">RSV-registreret</span>',
        ),
        (
            '{% include "components/source.html" with source="CVR" only %}',
            '<p class="source">Kilde: CVR</p>',
        ),
    ],
)
def test_small_components(source: str, expected: str):
    assert parse_html(drawn(source)) == parse_html(expected)


def test_card_is_one_link_named_after_the_enterprise():
    html = drawn(
        '{% include "components/card.html" with url="/k/" name="Kædehjulet" '
        'summary="Cykler" town="Roskilde" offers=offers rsv=False only %}',
        offers=["Reparation", "", "Praktik"],
    )

    assert html.count("<a ") == 1
    assert '<h3><a class="card__link" href="/k/">Kædehjulet</a></h3>' in html
    assert "Reparation · Praktik" in html
    assert "RSV" not in html


def test_figure_shows_qualifier_number_and_method():
    html = drawn(
        '{% include "components/figure.html" with qualifier="ca." number="30.300" '
        'what="frivillige" as_of="oplyst august 2018" url="/m/" only %}'
    )

    words = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert words == (
        "ca. 30.300 frivillige oplyst august 2018 · sådan er tallet opgjort"
    )


@pytest.fixture(scope="module")
def gallery_html() -> str:
    request = RequestFactory().get("/komponenter/")
    return gallery(request).content.decode()


def test_gallery_shows_every_component(gallery_html: str):
    folder = TEMPLATES / "components"
    shown = "".join(
        path.read_text()
        for path in [
            TEMPLATES / "base.html",
            *folder.glob("*.html"),
            *(TEMPLATES / "dkfds").rglob("*.html"),
        ]
    )

    forgotten = {
        path.stem
        for path in folder.glob("*.html")
        if path.stem != "index"
        and f'{{% include "components/{path.name}"'
        not in shown.replace(f'Usage: {{% include "components/{path.name}"', "")
        and not re.search(rf"(?<!Usage: ){{% {path.stem} ", shown)
    }

    assert forgotten == set()
    assert gallery_html.count("<h1") == 1


def test_headings_skip_no_level(gallery_html: str):
    levels = [int(level) for level in re.findall(r"<h([1-6])", gallery_html)]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_every_reference_resolves(gallery_html: str):
    ids = re.findall(r'\sid="([^"]+)"', gallery_html)
    references = " ".join(
        re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', gallery_html)
    ).split()
    fragments = re.findall(r'href="#([^"]+)"', gallery_html)

    assert len(ids) == len(set(ids))
    assert set(references) <= set(ids)
    assert set(fragments) <= set(ids)


def test_nothing_is_inline():
    inline = re.compile(r"\sstyle=|\son\w+=|<style|<script(?![^>]*\ssrc=)|javascript:")
    # A mail is no page: no policy covers it, and it can load no stylesheet.
    pages = [path for path in TEMPLATES.rglob("*.html") if path.parent.name != "mail"]

    for path in pages:
        assert not inline.search(path.read_text()), path


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_error_page_says_what_to_do(name: str):
    html = Template((TEMPLATES / f"{name}.html").read_text()).render(Context())

    assert html.count("<h1") == 1
    assert '<html lang="da">' in html
    assert re.search(r'<main.*href="/', html, re.S)
