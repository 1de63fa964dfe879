"""How a site makes addresses of its pages, and what it says of itself."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import urljoin

_INDEX = re.compile(r"(?:^|(?<=/))(?:index|README)$")


@dataclass(frozen=True)
class Site:
    """How a site makes addresses of pages: with a folder for each page or not, and where it will stand.

    `name` is what it is called, `notice` its line about copyright. `is_public` tells whether readers find it at `url`:
    not while it is being written. `script` is the path of the one script that stands for all modules, where it has one.
    `online_directory_urls` is for a copy that opens from a folder: how the site online makes its addresses. `known` has
    the addresses that the host gave to files of the site itself, by path in docs/.
    """

    directory_urls: bool = True
    url: str = ""
    name: str = ""
    notice: str = ""
    is_public: bool = True
    script: str = ""
    online_directory_urls: bool | None = None
    known: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    def file(self, path: str) -> str:
        """The file that the site makes of a file in docs/: HTML of a Markdown file."""
        if not path.endswith(".md"):
            return path
        stem = _INDEX.sub("index", path.removesuffix(".md"))
        if not self.directory_urls or stem == "index" or stem.endswith("/index"):
            return f"{stem}.html"
        return f"{stem}/index.html"

    def address(self, path: str) -> str:
        """The address of a file in docs/ from the top of the site; a fragment stays behind it."""
        page, mark, fragment = path.partition("#")
        if page in self.known:
            return self.known[page] + mark + fragment
        file = self.file(page)
        return (file.removesuffix("index.html") if self.directory_urls else file) + mark + fragment

    def link(self, path: str, page: str) -> str:
        """A link to a file in docs/, or to a part of it, from the page of that path."""
        to, mark, fragment = path.partition("#")
        if to == page and mark:
            return mark + fragment
        return _relative(self.address(to), self.address(page)) + mark + fragment

    def online(self, path: str) -> str:
        """The whole web address at which readers find the page of a Markdown file; nothing when that is not known."""
        folders = self.directory_urls if self.online_directory_urls is None else self.online_directory_urls
        online = self if folders == self.directory_urls else replace(self, directory_urls=folders)
        return urljoin(self.url, online.address(path)) if self.url else ""

    def as_online(self, address: str) -> str:
        """A web address as this site makes it, as readers find it online."""
        if self.directory_urls or not self.online_directory_urls or not address.startswith(self.url):
            return address
        return re.sub(r"(?<=/)index\.html(?=#|$)|(\.html)(?=#|$)", lambda end: "/" if end[1] else "", address)


@lru_cache(maxsize=100_000)
def _relative(to: str, page: str) -> str:
    """A link from one address to another, both from the top of the site."""
    target, folder = to.split("/"), posixpath.dirname(page).split("/") if "/" in page else []
    shared = 0
    while shared < len(folder) and shared < len(target) - 1 and target[shared] == folder[shared]:
        shared += 1
    return "/".join([".."] * (len(folder) - shared) + target[shared:]) or "./"
