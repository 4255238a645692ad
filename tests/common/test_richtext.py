"""Formatted text keeps what an editor may use and nothing that acts."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from common.richtext import safe_html, sanitise
from tests.enterprises.factories import EnterpriseFactory

# What does nothing, said here once more so that the code is not its own judge.
HARMLESS = {
    *("p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote"),
    *("h2", "h3", "h4", "table", "caption", "thead", "tbody", "tr", "th", "td"),
}
HARMLESS_ATTRIBUTES = {"a": {"href", "rel"}, "th": {"scope"}}
HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://example.org/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script/x>alert(1)</script >",
    "<<script>alert(1);//<</script>",
    "<img src=x onerror=alert(1)>",
    '<img src="x" onerror="alert(1)"//>',
    "<img/src=x/onerror=alert(1)>",
    "<img src='x:gif' onerror='alert(1)'>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<math href='javascript:alert(1)'>x</math>",
    "<body onload=alert(1)>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='javascript:alert(1)'></object>",
    "<embed src='javascript:alert(1)'>",
    "<form action='javascript:alert(1)'><button>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<button formaction='javascript:alert(1)'>x</button>",
    "<select autofocus onfocus=alert(1)></select>",
    "<textarea autofocus onfocus=alert(1)></textarea>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)></audio>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<link rel=stylesheet href='https://example.org/x.css'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href='https://example.org/'>",
    "<style>@import 'https://example.org/x.css';</style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<p onclick=alert(1)>x</p>",
    "<p id=x class=x data-x=x>x</p>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='java\0script:alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='&#x6A;avascript:alert(1)'>x</a>",
    "<a href='javascript&colon;alert(1)'>x</a>",
    "<a href='jav&Tab;ascript:alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<a href='blob:https://example.org/x'>x</a>",
    "<a href='https://example.org' onmouseover=alert(1)>x</a>",
    "<a href='https://example.org' target=_blank>x</a>",
    "<a href='https://example.org' style='position:fixed'>x</a>",
    '<a href="https://example.org"onclick="alert(1)">x</a>',
    "<table background='javascript:alert(1)'><tr><td>x</td></tr></table>",
    "<td colspan=1 onclick=alert(1)>x</td>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<textarea><p title='</textarea><img src=x onerror=alert(1)>'></textarea>",
    "<title><p title='</title><img src=x onerror=alert(1)>'></title>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- <script>alert(1)</script> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "</p><script>alert(1)</script><p>",
    "<p><script>alert(1)",
    "<img src=x onerror=alert(1)",
    '"><script>alert(1)</script>',
]
LETTERS = "<>/=\"'& abhrefonclickjsvtp:;#!-\t\n\0"


class Nodes(HTMLParser):
    """What a browser would make of a text."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.found = []
        self.text = ""
        self.others = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.others.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def acting(html):
    """Return the nodes that could do something, or that nobody asked for."""
    nodes = Nodes(html)
    return nodes.others + [
        (tag, attributes)
        for tag, attributes in nodes.found
        if tag not in HARMLESS
        or set(attributes) - HARMLESS_ATTRIBUTES.get(tag, set())
        or not leads_somewhere_harmless(attributes.get("href") or "")
    ]


def leads_somewhere_harmless(href):
    # Browsers leave out what cannot be seen before they look for the scheme.
    scheme = urlsplit(re.sub(r"[\x00-\x20]", "", href)).scheme
    return scheme in ("https", "http", "mailto", "")


def test_there_are_many_attacks_and_the_judge_sees_them():
    assert len(HOSTILE) >= 40
    assert acting("<p onclick=alert(1)>x</p>")
    assert acting("<a href='java\tscript:alert(1)'>x</a>")
    assert acting("<img src=x>")
    assert acting("<!-- x -->")
    assert not acting('<p><a href="https://example.org" rel="nofollow">x</a></p>')


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_active_is_left(html):
    assert acting(sanitise(html)) == []


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_active_is_left_inside_a_text(html):
    assert acting(sanitise(f"<p>Før {html} efter</p><table><td>{html}")) == []


@given(st.text(LETTERS, max_size=60))
def test_nothing_active_is_left_of_any_text(html):
    assert acting(sanitise(html)) == []


@given(st.text(LETTERS, max_size=60))
def test_what_is_clean_stays_as_it_is(html):
    clean = sanitise(html)

    assert sanitise(clean) == clean


def test_what_an_editor_may_use_survives():
    html = (
        "<h2>Mål</h2><h3>Først</h3><h4>Så</h4>"
        "<p>Vi <strong>vil</strong> <em>gerne</em><br>mere.</p>"
        "<ul><li>Et</li></ul><ol><li>To</li></ol>"
        "<blockquote>Citat</blockquote>"
        "<table><caption>Tal</caption><thead><tr>"
        '<th scope="col">År</th></tr></thead>'
        "<tbody><tr><td>2018</td></tr></tbody></table>"
    )

    assert sanitise(html) == html
    assert {tag for tag, _ in Nodes(html).found} | {"a"} == HARMLESS


@pytest.mark.parametrize(
    "href", ["https://example.org/a?b=c", "http://example.org", "mailto:a@example.org"]
)
def test_links_survive_and_tell_nobody_where_they_came_from(href):
    [(tag, attributes)] = Nodes(sanitise(f'<a href="{href}">Læs</a>')).found

    assert tag == "a"
    assert attributes == {"href": href, "rel": "noopener noreferrer nofollow"}


def test_the_words_around_a_removed_tag_survive():
    assert Nodes(sanitise("<section>Æble <u>og</u> pære</section>")).text == (
        "Æble og pære"
    )


def test_the_text_of_a_script_does_not_survive():
    assert "alert" not in sanitise("a<script>alert(1)</script>b")


@pytest.mark.django_db
def test_a_text_is_cleaned_when_it_is_saved():
    enterprise = EnterpriseFactory(description="<p>Hej<script>alert(1)</script></p>")
    saved = type(enterprise).objects.get()

    assert enterprise.description == saved.description == "<p>Hej</p>"


@pytest.mark.django_db
def test_a_text_that_came_by_another_road_is_cleaned_when_it_is_shown():
    enterprise = EnterpriseFactory()
    hostile = "<p>Hej<script>alert(1)</script></p>"
    type(enterprise).objects.update(description=hostile)
    enterprise.refresh_from_db()

    shown = safe_html(enterprise.description)

    assert isinstance(shown, SafeString)
    assert shown == "<p>Hej</p>"
