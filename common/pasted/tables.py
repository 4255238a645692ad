"""Tables: a row of headings, a caption, and cells without boxes in them."""

from bs4 import BeautifulSoup, Tag

from .marks import (
    class_of,
    is_blank,
    is_in,
    new,
    next_block,
    previous_block,
    rename,
    tags,
)


def head(soup: BeautifulSoup) -> None:
    """Tell headings from figures in every table."""
    for table in reversed(tags(soup, "table")):
        if is_in(table, ("td", "th")):
            _flatten(table)
            continue
        rows = list(table.find_all("tr"))
        cells = [cell for row in rows for cell in row.find_all(["td", "th"])]
        if all(is_blank(cell) for cell in cells):
            table.decompose()
            continue
        if len(cells) == 1:
            # A box round some text, not a table.
            _flatten(table)
            continue
        _take_caption(soup, table)
        _build(soup, table, rows)


def _flatten(table: Tag) -> None:
    for tag in reversed(table.find_all(["thead", "tbody", "tfoot", "tr", "caption"])):
        tag.unwrap()
    for cell in table.find_all(["td", "th"]):
        if cell.find("p") is None:
            rename(cell, "p")
        else:
            cell.unwrap()
    table.unwrap()


def _take_caption(soup: BeautifulSoup, table: Tag) -> None:
    """Make Word's caption, a paragraph before or after, the table's own."""
    if table.find("caption"):
        return
    for neighbour in (previous_block(table), next_block(table)):
        if neighbour is not None and "msocaption" in class_of(neighbour):
            caption = neighbour.extract()
            rename(caption, "caption")
            table.insert(0, caption)
            return


def _build(soup: BeautifulSoup, table: Tag, rows: list[Tag]) -> None:
    """Write the table anew: caption, head, body."""
    heads = [row for row in rows if is_in(row, ["thead"])]
    heads = heads or [row for row in rows[:1] if len(rows) > 1 and _is_heading(row)]
    caption = table.find("caption")
    for row in rows:
        row.extract()
    fresh = new(soup, "table")
    if caption is not None:
        rename(caption, "caption")
        for paragraph in caption.find_all("p"):
            paragraph.unwrap()
        fresh.append(caption.extract())
    for name, part in (
        ("thead", heads),
        ("tbody", [row for row in rows if not any(row is head for head in heads)]),
    ):
        if part:
            group = new(soup, name)
            fresh.append(group)
            for row in part:
                rename(row, "tr")
                group.append(row)
                _write_cells(row, name == "thead")
    table.replace_with(fresh)


def _is_heading(row: Tag) -> bool:
    """Say whether every word in a row is bold, or the row has only headings."""
    cells = row.find_all(["td", "th"])
    return all(
        cell.name == "th"
        or is_blank(cell)
        or all(
            text.isspace() or text.find_parent("strong") is not None
            for text in cell.find_all(string=True)
        )
        for cell in cells
    )


def _write_cells(row: Tag, is_head: bool) -> None:
    for number, cell in enumerate(row.find_all(["td", "th"], recursive=False)):
        spans = {
            name: str(cell[name])
            for name in ("colspan", "rowspan")
            if str(cell.get(name) or "1") not in ("0", "1")
        }
        was_row_heading = cell.name == "th" and number == 0
        rename(cell, "th" if is_head or was_row_heading else "td")
        if cell.name == "th":
            cell.attrs = {"scope": "col" if is_head else "row"}
            for strong in cell.find_all("strong"):
                strong.unwrap()
        cell.attrs |= spans
        paragraphs = cell.find_all("p")
        if len(paragraphs) == 1 and cell.find(["ul", "ol", "blockquote"]) is None:
            paragraphs[0].unwrap()
        for paragraph in paragraphs[1:]:
            if is_blank(paragraph):
                paragraph.decompose()
