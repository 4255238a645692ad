"""A long strategy as Word leaves it on the clipboard; every sentence is our own."""

from itertools import cycle, islice

PAGES = 60
WORDS_A_PAGE = 400

HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Word.Document><link rel=File-List href="file:///C:/f.xml">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml>
<![endif]--><style><!-- @font-face {font-family:Calibri;}
p.MsoNormal {mso-style-parent:""; margin:0cm; font-size:11.0pt;} --></style></head>
<body lang=DA style='tab-interval:65.2pt;word-wrap:break-word'><!--StartFragment-->
"""
FOOT = "<!--EndFragment--></body></html>"

SENTENCES = (
    "Flere borgere skal have et arbejde, hvor der er plads til dem.",
    "Kommunen køber ind, så en del af pengene også gør gavn lokalt.",
    "En virksomhed vokser bedst, når den kender nogen, der har prøvet det før.",
    "Vi måler hvert år, og vi siger det højt, når noget ikke lykkes.",
    "Boardet giver råd, og udvalget beslutter.",
    "Et godt forløb begynder med et menneske og ikke med et skema.",
    "Frivillige er en gave, men de tæller ikke som ansatte.",
    "Tallene stammer fra virksomhedernes egne indberetninger.",
)
LEVELS = 5


def _mark(text: str) -> str:
    """Wrap text as Word does: a run with a language, a font and an empty mark."""
    return (
        '<span lang=DA style=\'font-size:11.0pt;font-family:"Calibri",sans-serif;'
        f"mso-fareast-language:DA'>{text}</span><o:p></o:p>"
    )


def heading(level: int, text: str, number: str = "") -> str:
    marker = (
        "<![if !supportLists]><span style='mso-list:Ignore'>"
        f"{number}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span>"
        "</span><![endif]>"
        if number
        else ""
    )
    return (
        f"<h{level} style='mso-list:l9 level{level} lfo9'>"
        f'<a name="_Toc{level}{len(text)}">{marker}</a>{_mark(text)}</h{level}>\n'
    )


def paragraph(text: str) -> str:
    return f"<p class=MsoNormal style='margin-bottom:8.0pt'>{_mark(text)}</p>\n"


def empty() -> str:
    return "<p class=MsoNormal><o:p>&nbsp;</o:p></p>\n"


def item(text: str, level: int = 1, marker: str = "·", which: int = 0) -> str:
    return (
        "<p class=MsoListParagraphCxSpMiddle style='margin-left:36.0pt;"
        f"text-indent:-18.0pt;mso-list:l{which} level{level} lfo{which + 1}'>"
        "<![if !supportLists]><span style='font-family:Symbol'>"
        f"<span style='mso-list:Ignore'>{marker}<span style='font:7.0pt \"Times\"'>"
        f"&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>{_mark(text)}</p>\n"
    )


def reference(number: int) -> str:
    return (
        f"<a style='mso-footnote-id:ftn{number}' href=\"#_ftn{number}\" "
        f'name="_ftnref{number}" title=""><span class=MsoFootnoteReference>'
        "<span style='mso-special-character:footnote'><![if !supportFootnotes]>"
        f"<span class=MsoFootnoteReference>[{number}]</span><![endif]></span></span>"
        "</a>"
    )


def note(number: int, text: str) -> str:
    return (
        f"<div style='mso-element:footnote' id=ftn{number}>"
        f"<p class=MsoFootnoteText><a style='mso-footnote-id:ftn{number}' "
        f'href="#_ftnref{number}" name="_ftn{number}" title="">'
        f"<span class=MsoFootnoteReference>[{number}]</span></a> {_mark(text)}"
        "</p></div>\n"
    )


def notes(*texts: str) -> str:
    return (
        "<div style='mso-element:footnote-list'><![if !supportFootnotes]>"
        '<br clear=all><hr align=left size=1 width="33%"><![endif]>\n'
        + "".join(note(number, text) for number, text in enumerate(texts, start=1))
        + "</div>"
    )


def table(*rows: tuple[str, ...], caption: str = "") -> str:
    lines = []
    for number, row in enumerate(rows):
        texts = [
            f"<b>{_mark(cell)}</b>" if number == 0 else _mark(cell) for cell in row
        ]
        cells = "".join(
            "<td width=160 valign=top style='width:120.2pt;border:solid black 1.0pt;"
            "mso-border-alt:solid black .5pt;padding:0cm 5.4pt 0cm 5.4pt'>"
            f"<p class=MsoNormal>{text}</p></td>"
            for text in texts
        )
        lines.append(f"<tr style='mso-yfti-irow:{number}'>{cells}</tr>\n")
    above = f"<p class=MsoCaption>{_mark(caption)}</p>\n" if caption else ""
    return (
        f"{above}<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 "
        f"style='border-collapse:collapse;border:none'>\n{''.join(lines)}</table>\n"
    )


def document(*parts: str) -> str:
    return HEAD + "".join(parts) + FOOT


def chapter(number: int, words: int, footnote: int) -> str:
    """Return one chapter: all five levels, text, a list in a list, a table, a note."""
    parts = [heading(1, f"Kapitel {number}", f"{number}.")]
    sentences = cycle(SENTENCES)
    for level in range(2, LEVELS + 1):
        number_in_text = ".".join([str(number)] * level)
        parts.append(heading(level, f"Emne {number_in_text}", number_in_text))
        for _ in range(max(1, words // 4 // 60)):
            text = " ".join(islice(sentences, 6))
            mark = reference(footnote) if level == 2 and footnote else ""
            parts.append(paragraph(text + mark))
            footnote = 0 if mark else footnote
        parts.append(empty())
    parts += [
        item("Det første, vi gør"),
        item("med et eksempel", level=2, marker="o"),
        item("og et til", level=2, marker="o"),
        item("Det næste, vi gør"),
        paragraph("I denne rækkefølge:"),
        item("Vi spørger.", marker="1.", which=1),
        item("Vi lytter.", marker="2.", which=1),
        item("Vi handler.", marker="3.", which=1),
        table(
            ("År", "Virksomheder", "Ansatte"),
            ("2014", "ca. 4", "12"),
            ("2018", "7", "31"),
            caption=f"Tabel {number}: Sådan gik det",
        ),
    ]
    return "".join(parts)


def long_strategy(pages: int = PAGES, chapters: int = 12) -> str:
    """Return a strategy of some pages of text."""
    words = pages * WORDS_A_PAGE // chapters
    return document(
        *(chapter(number, words, number) for number in range(1, chapters + 1)),
        notes(*(f"Kilden til kapitel {each}." for each in range(1, chapters + 1))),
    )
