"""Footnotes: a number in the text, and the note in a list at its end.

The portal keeps them as plain marks: in the text
`<sup><a href="#note-1" id="note-1-ref">1</a></sup>` and, last of all,
`<ol><li id="note-1">…</li></ol>`. The page adds the way back.
"""

import re

from bs4 import BeautifulSoup, Tag

from .marks import is_blank, move, new, rename, style, tags

# Word, LibreOffice, Google, and ours with what a page put before it.
_NOTE = (
    r"(?:_?(?P<word>ftn|edn)(?P<w>\d+)|sd(?P<libre>foot|end)note(?P<l>\d+)(?:sym)?"
    r"|ftnt(?P<google>\d+)|(?:[a-z0-9-]+-)?note-(?P<own>\d+))"
)
_ID = re.compile(_NOTE)
_TO_NOTE = re.compile(rf"[^#]*#{_NOTE}")
_FROM_NOTE = re.compile(
    r"[^#]*#(?:_(?:ftn|edn)ref\d+|sd(?:foot|end)note\d+anc|ftnt_ref\d+"
    r"|(?:[a-z0-9-]+-)?note-\d+-ref)"
)
_LIST_OF_NOTES = re.compile(r"footnote-list|endnote-list")


def _key(match: re.Match[str]) -> str:
    """Return what a note and the places that point to it have in common."""
    return "-".join(part for part in match.groups() if part)


def gather(soup: BeautifulSoup) -> None:
    """Move the notes to a list at the end, and mark the places that point to them."""
    boxes = _boxes(soup)
    for box in boxes.values():
        for link in box.find_all("a"):
            if _FROM_NOTE.fullmatch(str(link.get("href") or "")):
                _raised(link).decompose()
    for link in tags(soup, "a"):
        match = _TO_NOTE.fullmatch(str(link.get("href") or ""))
        if match is None or link.decomposed:
            continue
        place = _raised(link)
        if (key := _key(match)) in boxes:
            reference = new(soup, "sup", **{"data-note": key})
            reference.string = key
            place.replace_with(reference)
        else:
            place.decompose()
    notes = new(soup, "ol", **{"data-notes": "1"})
    for key, box in boxes.items():
        parent = box.parent
        note = new(soup, "li", **{"data-note": key})
        if box.name == "p":
            rename(box, "p")
            note.append(box.extract())
        else:
            move(box.contents, note)
            box.extract()
        notes.append(note)
        if isinstance(parent, Tag) and parent is not soup and is_blank(parent):
            parent.decompose()
    for frame in tags(soup, "div"):
        if _LIST_OF_NOTES.search(style(frame).get("mso-element", "")):
            frame.unwrap()
    if boxes:
        soup.append(notes)


def _boxes(soup: BeautifulSoup) -> dict[str, Tag]:
    """Return what holds each note, by key."""
    found: dict[str, Tag] = {}
    for box in tags(soup, "div", "li", "section"):
        match = _ID.fullmatch(str(box.get("id") or ""))
        if match and not any(box in outer.descendants for outer in found.values()):
            found.setdefault(_key(match), box)
    for link in tags(soup, "a"):
        match = _ID.fullmatch(str(link.get("name") or link.get("id") or ""))
        leads_back = _FROM_NOTE.fullmatch(str(link.get("href") or ""))
        paragraph = link.find_parent(["li", "p"])
        if match and leads_back and paragraph and _key(match) not in found:
            found[_key(match)] = paragraph
    return found


def _raised(link: Tag) -> Tag:
    """Return the raised box round a link where it holds nothing else."""
    parent = link.parent
    if (
        isinstance(parent, Tag)
        and parent.name in ("sup", "span")
        and parent.get_text().strip() == link.get_text().strip()
    ):
        return _raised(parent)
    return link


def number(soup: BeautifulSoup, first: int) -> None:
    """Number the notes as the text comes to them."""
    notes = soup.find("ol", attrs={"data-notes": True})
    if notes is None:
        return
    kept = {
        str(note["data-note"]): note
        for note in notes.find_all("li", recursive=False)
        if note.get("data-note")
    }
    numbers: dict[str, int] = {}
    for place in tags(soup, "sup"):
        key = str(place.get("data-note") or "")
        if not key:
            continue
        if key not in kept or place.find_parent("li", attrs={"data-note": True}):
            place.decompose()
            continue
        attributes = {}
        if key not in numbers:
            numbers[key] = first + len(numbers)
            attributes["id"] = f"note-{numbers[key]}-ref"
        link = new(soup, "a", href=f"#note-{numbers[key]}", **attributes)
        link.string = str(numbers[key])
        place.attrs = {}
        place.clear()
        place.append(link)
    for key in kept:
        numbers.setdefault(key, first + len(numbers))
    ordered = new(soup, "ol")
    for key in sorted(kept, key=numbers.__getitem__):
        kept[key].attrs = {"id": f"note-{numbers[key]}"}
        ordered.append(kept[key].extract())
    notes.decompose()
    if kept:
        soup.append(ordered)
