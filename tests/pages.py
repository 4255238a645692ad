"""A page as tests read it: its headings, its anchors and where its links lead."""

from html.parser import HTMLParser


class Page(HTMLParser):
    """What a page holds, taken from its HTML."""

    def __init__(self, html: str) -> None:
        """Read the page at once."""
        super().__init__()
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.headings: list[str] = []
        self.title = ""
        self.description = ""
        self._within = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect what tests ask for."""
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "a" and values.get("href"):
            self.addresses.append(str(values["href"]))
        if tag == "img" and values.get("src"):
            self.addresses.append(str(values["src"]))
        if tag == "meta" and values.get("name") == "description":
            self.description = str(values.get("content"))
        if tag in ("h1", "title"):
            self._within = tag
            if tag == "h1":
                self.headings.append("")

    def handle_endtag(self, tag: str) -> None:
        """Stop collecting text."""
        if tag == self._within:
            self._within = ""

    def handle_data(self, data: str) -> None:
        """Collect the text of the title and of first-level headings."""
        if self._within == "h1":
            self.headings[-1] += data
        elif self._within == "title":
            self.title += data
