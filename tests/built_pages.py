"""Built pages as a program reads them: their elements in order, their ids, and every address they hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

HANDLER = re.compile(r"on[a-z]+\Z")
ADDRESSES = {
    "a": ("href",),
    "area": ("href",),
    "form": ("action",),
    "iframe": ("src",),
    "img": ("src",),
    "link": ("href",),
    "script": ("src",),
    "source": ("src",),
    "use": ("href", "xlink:href"),
}


@dataclass
class BuiltPage(HTMLParser):
    """A page's elements as (tag, attributes) pairs, and the text of each script and style in it."""

    html: str
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    inline: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem and data.strip():
            self.inline.append((self.cdata_elem, data.strip()))

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if attributes.get("id")]

    @property
    def choices(self) -> list[str]:
        """What one can choose in a list; a script chooses what stands behind `#`."""
        return [found["value"] for tag, found in self.elements if tag == "option" and found.get("value")]

    @property
    def addresses(self) -> Iterator[str]:
        """Every address a reader can follow or a browser loads."""
        for tag, attributes in self.elements:
            yield from (attributes[name] for name in ADDRESSES.get(tag, ()) if name in attributes)


def pages_of(site: Path) -> dict[str, BuiltPage]:
    """Every page of the site, by its file."""
    return {
        path.relative_to(site).as_posix(): BuiltPage(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))
    }


def file_of(site: Path, page: str, address: str, below: str) -> tuple[str, str] | None:
    """The file and the fragment that an address on that page leads to; None when it leaves the site.

    The site stands below that path of its host.
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    where = unquote(parts.path)
    if where.startswith("/"):
        where = where.removeprefix(below) if where.startswith(below) else f"../{where}"
        target = site / where
    elif where:
        target = (site / page).parent / where
    else:
        target = site / page
    target = target.resolve()
    if target.is_dir():
        target /= "index.html"
    file = target.relative_to(site.resolve()).as_posix() if target.is_relative_to(site.resolve()) else f"outside{where}"
    return file, unquote(parts.fragment)


def lost_addresses(site: Path, host: str, below: str) -> list[str]:
    """The addresses on its pages that lead to no file of the site, or to no id on the page they lead to.

    Addresses that begin with `host` and `below` are the site's own.
    """
    pages = pages_of(site)
    ids = {name: {*page.ids, *page.choices} for name, page in pages.items()}
    lost = []
    for name, page in pages.items():
        for address in sorted(set(page.addresses)):
            found = file_of(site, name, address.replace(host + below, below, 1), below)
            part = found[1].partition("~")[0].removesuffix("via") if found else ""  # the way one came, and answers
            if found and (not (site / found[0]).is_file() or (part and part not in ids.get(found[0], ()))):
                lost.append(f"{name}: {address}")
    return lost
