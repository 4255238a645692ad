"""Lists: Word's look-alike paragraphs made into real ones."""

import re

from bs4 import BeautifulSoup, Tag

from .marks import (
    class_of,
    is_blank,
    is_block,
    new,
    next_block,
    previous_block,
    style,
    tags,
)

_LEVEL = re.compile(r"\blevel(\d)")
_LIST = re.compile(r"\bl(\d+)\b")
_COUNTED = re.compile(
    r"\(?(?:(?P<number>\d{1,3})|[a-zæøå]|[ivxlc]+)(?:[.)]|\.\d{1,3})*[.)]?", re.I
)


def from_paragraphs(soup: BeautifulSoup) -> None:
    """Make lists of the paragraphs that Word draws as lists."""
    for paragraph in tags(soup, "p"):
        said = style(paragraph).get("mso-list", "")
        if not (found := _LEVEL.search(said)):
            continue
        marker = _take_marker(paragraph)
        which = _LIST.search(said)
        paragraph["data-depth"] = found[1]
        paragraph["data-list"] = which[1] if which else ""
        paragraph["data-marker"] = marker
    for tag in tags(soup, "span"):
        # A heading keeps its number: the text may say "see 3.2".
        if "ignore" in style(tag).get("mso-list", "") and not tag.decomposed:
            number = tag.get_text().strip()
            tag.replace_with(f"{number} " if number[:1].isdigit() else "")
    for paragraph in tags(soup, "p"):
        if paragraph.get("data-depth") and paragraph.parent is not None:
            _gather(soup, paragraph)


def _take_marker(paragraph: Tag) -> str:
    for span in paragraph.find_all("span"):
        if "ignore" in style(span).get("mso-list", ""):
            marker = str(span.get_text()).replace("\xa0", " ").strip()
            span.decompose()
            return marker
    return ""


def _gather(soup: BeautifulSoup, first: Tag) -> None:
    """Build one list, with those inside it, from a paragraph and those after it."""
    open_lists: list[tuple[int, Tag]] = []
    paragraph: Tag | None = first
    place = soup.new_string("")
    first.insert_before(place)
    top: list[Tag] = []
    while paragraph is not None:
        following = next_block(paragraph)
        depth = int(str(paragraph.get("data-depth") or 0))
        if not depth and not _goes_on(paragraph):
            break
        if not depth:
            _last_item(open_lists).append(_plain(paragraph))
        else:
            _open(soup, open_lists, top, depth, str(paragraph["data-marker"]))
            item = new(soup, "li")
            item.append(_plain(paragraph))
            open_lists[-1][1].append(item)
        paragraph = following
    for each in reversed(top):
        place.insert_after(each)
    place.extract()


def _open(
    soup: BeautifulSoup,
    open_lists: list[tuple[int, Tag]],
    top: list[Tag],
    depth: int,
    marker: str,
) -> None:
    """Go to the list that an item belongs in, opening or closing on the way."""
    while len(open_lists) > 1 and open_lists[-1][0] > depth:
        open_lists.pop()
    counted = _COUNTED.fullmatch(marker) if marker != "o" else None
    kind = "ol" if counted else "ul"
    if open_lists and open_lists[-1][0] >= depth and open_lists[-1][1].name == kind:
        return
    fresh = new(soup, kind)
    if counted and counted["number"] and int(counted["number"]) > 1:
        fresh["start"] = counted["number"]
    if open_lists and open_lists[-1][0] < depth:
        _last_item(open_lists).append(fresh)
    else:
        if open_lists:
            open_lists.pop()
        if open_lists:
            _last_item(open_lists).append(fresh)
        else:
            top.append(fresh)
    open_lists.append((depth, fresh))


def _last_item(open_lists: list[tuple[int, Tag]]) -> Tag:
    item = open_lists[-1][1].contents[-1]
    assert isinstance(item, Tag)
    return item


def _goes_on(paragraph: Tag) -> bool:
    """Say whether a paragraph without a mark belongs to the item before it."""
    return paragraph.name == "p" and "msolistparagraphcxspmiddle" in class_of(paragraph)


def _plain(paragraph: Tag) -> Tag:
    paragraph.extract()
    paragraph.attrs = {}
    return paragraph


def nest(soup: BeautifulSoup) -> None:
    """Put a list that stands straight in a list into the item before it."""
    for outer in tags(soup, "ul", "ol"):
        for child in list(outer.children):
            if isinstance(child, Tag) and child.name == "li":
                continue
            if is_blank(child):
                child.extract()
                continue
            before = previous_block(child) if isinstance(child, Tag) else None
            if before is None or not is_block(child):
                before = new(soup, "li")
                child.insert_before(before)
            before.append(child.extract())
        kept = ("data-notes", *(["start"] if _begins_late(outer) else []))
        outer.attrs = {k: v for k, v in outer.attrs.items() if k in kept}
    for item in tags(soup, "li"):
        if item.parent is None or item.parent.name not in ("ul", "ol"):
            item.name = "p"
        item.attrs = {k: v for k, v in item.attrs.items() if k == "data-note"}


def _begins_late(outer: Tag) -> bool:
    start = str(outer.get("start") or "")
    return outer.name == "ol" and start.isascii() and start.isdigit() and start != "1"


def simplify(soup: BeautifulSoup) -> None:
    """Leave out the paragraph in an item that holds one only, and lists without any."""
    for item in tags(soup, "li"):
        paragraphs = item.find_all("p", recursive=False)
        others = [child for child in item.children if child not in paragraphs]
        if len(paragraphs) == 1 and all(
            is_blank(child) or getattr(child, "name", "") in ("ul", "ol")
            for child in others
        ):
            paragraphs[0].unwrap()
        for child in list(item.children):
            if not isinstance(child, Tag) and is_blank(child) and others:
                neighbours = (child.previous_sibling, child.next_sibling)
                if any(is_block(each) for each in neighbours):
                    child.extract()
    for outer in tags(soup, "ul", "ol"):
        if outer.find("li") is None:
            outer.decompose()
