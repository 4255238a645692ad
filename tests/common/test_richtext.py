"""Formatted text keeps what an editor may use and nothing that acts."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.utils.safestring import SafeString
from hypothesis import example, given
from hypothesis import strategies as st

from common.formatted import formatted
from common.richtext import clean, safe_html, sanitise
from tests.enterprises.factories import EnterpriseFactory

# What does nothing, said here once more so that the code is not its own judge.
HARMLESS = {
    *("p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote"),
    *("h2", "h3", "h4", "h5", "h6", "sup", "sub"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
# Each attribute with what it may say.
SPAN = r"[1-9]\d?"
HARMLESS_ATTRIBUTES = {
    "a": {"href": r"[^\x00]*", "rel": "[a-z ]+", "id": r"note-\d{1,3}-ref"},
    "li": {"id": r"note-\d{1,3}"},
    "ol": {"start": r"[1-9]\d{0,2}"},
    "th": {"scope": "col|row", "colspan": SPAN, "rowspan": SPAN},
    "td": {"colspan": SPAN, "rowspan": SPAN},
}
# What a page adds.
SHOWN_ATTRIBUTES = {
    *("href", "rel", "id", "start", "scope", "colspan", "rowspan"),
    *("class", "role", "tabindex", "aria-label"),
}
EVENTS = (
    *("onclick", "onload", "onerror", "onfocus", "onmouseover", "onpointerenter"),
    *("onanimationstart", "ontransitionend", "onbeforetoggle", "oncut", "onpaste"),
    *("onscrollsnapchange", "oncontentvisibilityautostatechange", "onWheel"),
)
CARRIERS = (
    *("p", "a", "b", "h2", "td", "li", "sup", "x-made-up", "svg", "o:p"),
    *("st1:place", "v:shape", "font"),
)
SCHEMES = (
    *("javascript:alert(1)", "JAVASCRIPT:alert(1)", "javascript&#58;alert(1)"),
    *("\x19javascript:alert(1)", "java&NewLine;script:alert(1)", "livescript:x"),
    *("mocha:x", "data:text/html;base64,PHNjcmlwdD4=", "view-source:x", "tel:1"),
    *("filesystem:x", "ms-word:ofe|u|https://example.org", "mhtml:x", "jar:x"),
)
# What a program's clipboard can be made to carry.
PASTED = [
    "<!--[if gte mso 9]><script>alert(1)</script><![endif]-->",
    "<![if !supportLists]><script>alert(1)</script><![endif]>",
    "<p class=MsoNormal style='mso-list:l0 level1 lfo1'><img src=x onerror=alert(1)>",
    "<p style='mso-list:l0 level1'><span style='mso-list:Ignore' onclick=a()>1</span>",
    "<p style='mso-list:l0 level9999999999 lfo1'>x</p>",
    "<xml><w:x onload=alert(1)>x</w:x></xml>",
    "<div style='mso-element:footnote' id=ftn1><script>alert(1)</script></div>",
    "<a href='#_ftn1' onclick=alert(1)>x</a><div id=ftn1 onclick=alert(1)>y</div>",
    "<a href='javascript:x#_ftn1'>x</a><div id=ftn1>y</div>",
    "<a href='#note-1'>x</a><li id='note-1' onclick=alert(1)>y</li>",
    "<li id='note-1 x' class=x>y</li>",
    "<a id='note-1-ref&quot; onclick=alert(1)' href='#note-1'>x</a>",
    "<a id=__proto__ name=constructor href='#x'>x</a>",
    "<a id=cookie name=cookie href='https://example.org'>x</a>",
    "<table><caption onclick=alert(1)><img src=x onerror=alert(1)></caption></table>",
    "<table><tr><td colspan='1 onclick=alert(1)'>x</td><td>y</td></tr></table>",
    "<table><tr><td rowspan=99999>x</td><td>y</td></tr></table>",
    "<table><tr><th scope='x onclick=alert(1)'>x</th><td>y</td></tr></table>",
    "<ol start='1;alert(1)'><li>x</li></ol>",
    "<ol start=-1 reversed type=i><li>x</li></ol>",
    "<p class=MsoCaption onclick=alert(1)>x</p><table><tr><td>a<td>b</table>",
    "<span style='font-weight:bold;background:url(https://example.org/x)'>x</span>",
    "<span style='vertical-align:super' onclick=alert(1)>x</span>",
    "<v:imagedata src='https://example.org/x.png' onload=alert(1)>",
    "<w:sdt><script>alert(1)</script></w:sdt>",
    "<o:OLEObject Type='Embed' ProgID='x'/><o:p onclick=alert(1)>x</o:p>",
    "<a class=msocomanchor href='javascript:alert(1)'>[1]</a>",
    "<h1><a name=_Toc1 onclick=alert(1)><script>alert(1)</script>x</a></h1>",
]
HOSTILE = [
    *PASTED,
    *(f"<{name} {event}=alert(1)>x</{name}>" for name in CARRIERS for event in EVENTS),
    *(f"<a href='{address}'>x</a>" for address in SCHEMES),
    *(f"<img src='{address}'>" for address in SCHEMES),
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
        or not all(says_nothing_else(tag, *each) for each in attributes.items())
        or not leads_somewhere_harmless(attributes.get("href") or "")
    ]


def says_nothing_else(tag, attribute, value):
    form = HARMLESS_ATTRIBUTES.get(tag, {}).get(attribute)
    return form is not None and re.fullmatch(form, value or "", re.ASCII) is not None


def leads_somewhere_harmless(href):
    # Browsers leave out what cannot be seen before they look for the scheme.
    scheme = urlsplit(re.sub(r"[\x00-\x20]", "", href)).scheme
    return scheme in ("https", "http", "mailto", "")


def test_there_are_many_attacks_and_the_judge_sees_them():
    assert len(set(HOSTILE)) >= 200
    assert acting("<p onclick=alert(1)>x</p>")
    assert acting("<a href='java\tscript:alert(1)'>x</a>")
    assert acting("<img src=x>")
    assert acting("<!-- x -->")
    assert acting('<a id="cookie">x</a>')
    assert acting('<td colspan="1 x">x</td>')
    assert not acting('<p><a href="https://example.org" rel="nofollow">x</a></p>')


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_active_is_left(html):
    assert acting(sanitise(html)) == []


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_active_is_left_inside_a_text(html):
    assert acting(sanitise(f"<p>Før {html} efter</p><table><td>{html}")) == []


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_active_is_left_of_what_is_saved(html):
    assert acting(clean(html)) == []
    assert acting(clean(f"<p>Før {html} efter</p><table><td>{html}")) == []


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_active_is_shown(html):
    shown = Nodes(formatted(clean(html), 3, "afsnit").html)

    assert shown.others == []
    for tag, attributes in shown.found:
        assert tag in HARMLESS | {"div", "section"}
        assert set(attributes) <= SHOWN_ATTRIBUTES
        assert leads_somewhere_harmless(attributes.get("href") or "")


@given(st.text(LETTERS, max_size=60))
def test_nothing_active_is_left_of_any_text(html):
    assert acting(sanitise(html)) == []


@given(st.text(LETTERS, max_size=60))
@example("http:")
@example("brev.txt")
def test_what_is_clean_stays_as_it_is(html):
    safe, kept = sanitise(html), clean(html)

    assert sanitise(safe) == safe
    assert clean(kept) == kept


def test_what_an_editor_may_use_survives():
    html = (
        "<h2>Mål</h2><h3>Først</h3><h4>Så</h4><h5>Næstsidst</h5><h6>Sidst</h6>"
        "<p>Vi <strong>vil</strong> <em>gerne</em><br>mere, 5 m<sup>2</sup>"
        " CO<sub>2</sub>.</p>"
        "<ul><li>Et</li></ul><ol><li>To</li></ol>"
        "<blockquote><p>Citat</p></blockquote>"
        "<table><caption>Tal</caption><thead><tr>"
        '<th scope="col">År</th></tr></thead>'
        "<tbody><tr><td>2018</td></tr><tr><td>2019</td></tr></tbody></table>"
    )

    assert sanitise(html) == clean(html) == html
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
