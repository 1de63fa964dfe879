"""A page we make: its path, its HTML, and where its text can be edited."""

import html as escaping
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from treeguide.values.shown import shown_json


@dataclass(frozen=True)
class Page:
    """A generated page. `path` is that of a Markdown file in docs/; `edit` that of the author's file, with its line."""

    path: str
    title: str
    html: str = field(repr=False)
    description: str = ""
    edit: str = ""
    edit_line: int = 0
    sort: str = ""
    id: str = ""
    meta: Mapping[str, object] = field(default_factory=dict)
    documents: tuple[str, ...] = ()

    def front_matter(self, **more: object) -> str:
        """What stands at the top of the Markdown file, and is all that stands in it where the host takes HTML.

        Title and description are escaped here, since the theme writes both into the page as they are.
        """
        front: dict[str, object] = {"title": _escaped(self.title)}
        if self.description:
            front["description"] = _escaped(self.description)
        front |= {"render_macros": False, **more, **self.meta}
        return "\n".join(["---", *(f"{key}: {shown_json(value)}" for key, value in front.items()), "---", ""])

    def markdown(self) -> str:
        """The whole file for a site without our plugin: the HTML as one block, so without empty lines."""
        return f"{self.front_matter()}\n<div>\n{without_empty_lines(self.html)}\n</div>\n"


def without_empty_lines(html: str) -> str:
    """The same HTML as a block that Markdown leaves alone: in code an empty line is written as a reference."""
    parts = re.split(r"(<pre\b.*?</pre>)", html, flags=re.S)
    filled = [re.sub(r"\n(?=[ \t]*\n)", "&#10;" if number % 2 else "", part) for number, part in enumerate(parts)]
    return "".join(filled).strip()


def _escaped(text: str) -> str:
    """Text for HTML and for an attribute between double quotes."""
    return escaping.escape(text, quote=False).replace('"', "&quot;")


def plain(markup: str) -> str:
    """The text of a little HTML on one line, such as a site's line about copyright."""
    return " ".join(escaping.unescape(re.sub(r"<[^>]*>", " ", markup)).split())
