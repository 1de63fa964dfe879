"""The pages of a guide as somebody would write them by hand: plain Markdown with links, lists and tables."""

import re
from html.parser import HTMLParser

from treeguide.addresses.site import Site

_ATX = {f"h{level}": "#" * level for level in range(1, 7)}
_EMPTY = {"br", "hr", "img", "input", "path"}
_LEFT_OUT = {"svg", "button", "form", "template", "datalist"}


class _ByHand(HTMLParser):
    """Reads the HTML of a page, and writes down what a reader sees of it as Markdown."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[str] = []
        self.text = ""
        self.lists: list[str] = []
        self.skipped: list[str] = []
        self.href = ""
        self.cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self.skipped or tag in _LEFT_OUT or "hidden" in given or given.get("class") == "headerlink":
            if tag not in _EMPTY:
                self.skipped.append(tag)
        elif tag in ("ul", "ol"):
            self.end()
            self.lists.append("1. " if tag == "ol" else "- ")
        elif tag == "a":
            self.href = given.get("href") or ""
            self.text += "["
        elif tag in ("strong", "em"):
            self.text += "**" if tag == "strong" else "*"
        elif tag in ("p", "li", "div", "section", "blockquote", "pre", "tr", "details", "summary", *_ATX):
            self.end()

    def handle_endtag(self, tag: str) -> None:
        if self.skipped:
            while self.skipped and self.skipped.pop() != tag:
                pass
        elif tag in ("ul", "ol") and self.lists:
            self.end()
            self.lists.pop()
            self.rows.append("")
        elif tag == "a":
            self.text += f"]({self.href})"
        elif tag in ("strong", "em"):
            self.text += "**" if tag == "strong" else "*"
        elif tag in ("td", "th"):
            self.cells.append(" ".join(self.text.split()))
            self.text = ""
        elif tag == "tr":
            self.rows.append(f"| {' | '.join(self.cells)} |")
            if self.rows[-2:-1] in ([""], []):
                self.rows.append("|---" * len(self.cells) + "|")
            self.cells = []
        elif tag == "table":
            self.rows.append("")
        elif tag in _ATX:
            self.text = f"{_ATX[tag]} {' '.join(self.text.split())}"
            self.end()
        elif tag in ("p", "li", "div", "section", "blockquote", "pre", "details", "summary"):
            self.end()

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.text += data

    def end(self) -> None:
        """Write down the paragraph so far."""
        line, self.text = " ".join(self.text.split()), ""
        if line:
            self.rows.append("    " * (len(self.lists) - 1) + self.lists[-1] + line if self.lists else line)
            self.rows += [] if self.lists else [""]


def plain_pages(pages: list[tuple[str, str, str]]) -> dict[str, str]:
    """Each page, given as path, title and HTML, as the text of a Markdown file by its path."""
    found = {}
    for path, title, html in pages:
        hand = _ByHand()
        hand.feed(html)
        hand.end()
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(hand.rows))
        found[path] = f"---\ntitle: {title!r}\n---\n\n{text}\n"
    return found


class FilesSite(Site):
    """A site whose links lead to Markdown files, as those that people write do."""

    def address(self, path: str) -> str:
        return path
