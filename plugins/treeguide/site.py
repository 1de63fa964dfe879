"""How a site makes addresses of its pages, and what it says of itself."""

import re
from dataclasses import dataclass, replace
from urllib.parse import urljoin


@dataclass(frozen=True)
class Site:
    """How a site makes addresses of pages: with a folder for each page or not, and where it will stand.

    `name` is what it is called, `notice` its line about copyright. `is_public` tells whether readers find it at `url`:
    not while it is being written. `script` is the path of the one script that stands for all modules, where it has one.
    `online_directory_urls` is for a copy that opens from a folder: how the site online makes its addresses.
    """

    directory_urls: bool = True
    url: str = ""
    name: str = ""
    notice: str = ""
    is_public: bool = True
    script: str = ""
    online_directory_urls: bool | None = None

    def file(self, path: str) -> str:
        """The HTML file that the site makes of a Markdown file."""
        stem = path.removesuffix(".md")
        if not self.directory_urls or stem == "index" or stem.endswith("/index"):
            return f"{stem}.html"
        return f"{stem}/index.html"

    def address(self, path: str) -> str:
        """The address of a Markdown file's page from the top of the site; a fragment stays behind it."""
        page, mark, fragment = path.partition("#")
        file = self.file(page)
        return (file.removesuffix("index.html") if self.directory_urls else file) + mark + fragment

    def online(self, path: str) -> str:
        """The whole web address at which readers find the page of a Markdown file; nothing when that is not known."""
        folders = self.directory_urls if self.online_directory_urls is None else self.online_directory_urls
        return urljoin(self.url, replace(self, directory_urls=folders).address(path)) if self.url else ""

    def as_online(self, address: str) -> str:
        """A web address as this site makes it, as readers find it online."""
        if self.directory_urls or not self.online_directory_urls or not address.startswith(self.url):
            return address
        return re.sub(r"(?<=/)index\.html(?=#|$)|(\.html)(?=#|$)", lambda end: "/" if end[1] else "", address)
