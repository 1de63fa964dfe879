"""Fills in the marks that a site's own page may hold: `<!-- treeguide:question situatie -->`."""

import re
from collections.abc import Callable

from treeguide import pages
from treeguide.reading.markdown_text import blank_code
from treeguide.writing import Writer, as_block

_MARK = re.compile(r"^<!--\s*treeguide:(?P<what>[a-z-]+)(?:\s+(?P<id>[a-z0-9-]+))?\s*-->\s*$", re.M)


def filled(markdown: str, path: str, writer: Writer) -> tuple[str, list[str]]:
    """The page at that path with its marks filled in, and a sentence for each mark that has nothing to show.

    A mark in code is an example of one, and stays.
    """
    complaints: list[str] = []
    named: set[str] = set()
    found = list(_MARK.finditer(blank_code(markdown)))
    asked = {mark["id"] for mark in found if mark["what"] == "question"}
    makers: dict[str, Callable[[str], str]] = {
        "question": lambda name: pages.first_question(writer, name, path, named),
        "guides": lambda _: pages.guide_cards(writer, path, asked),
        "code": lambda _: pages.form_for_codes(writer, path),
    }
    contents = [makers[mark["what"]](mark["id"] or "") if mark["what"] in makers else "" for mark in found]
    for mark, content in reversed(list(zip(found, contents, strict=True))):
        what, name = mark["what"], mark["id"] or ""
        if what not in makers:
            complaints.append(f"{path}: unknown mark treeguide:{what}; known are {', '.join(makers)}")
        elif not content:
            complaints.append(f"{path}: treeguide:{what} {name} has nothing to show")
        markdown = markdown[: mark.start()] + as_block(content) + markdown[mark.end() :]
    return markdown, complaints[::-1]
