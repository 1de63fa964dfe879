"""What the head of a page names besides what every page loads: our styles for that sort of page, and scripts ahead."""

from collections.abc import Iterator

from treeguide.pages.moved import asset_link
from treeguide.writing import assets


def links(html: str, sort: str, file: str, *, takes_modules: bool) -> str:
    """Elements for the head of a page of that sort, at that path in the site, with that HTML."""
    return "".join(_links(html, sort, file, takes_modules))


def _links(html: str, sort: str, file: str, takes_modules: bool) -> Iterator[str]:
    yield f'<link rel="stylesheet" href="{asset_link("print.css", file)}" media="print">\n'
    if sort == "map":
        yield f'<link rel="stylesheet" href="{asset_link("drawing.css", file)}">\n'
    if assets.has_lists(html):
        yield f'<link rel="stylesheet" href="{asset_link("lists.css", file)}">\n'
    if sort in ("guide", "part") and takes_modules:
        for name in assets.AHEAD:
            yield f'<link rel="modulepreload" href="{asset_link(name, file)}">\n'
