"""Fills in the marks that a site's own page may hold: `<!-- treeguide:question situatie -->`."""

import re
from collections.abc import Callable

from treeguide import pages
from treeguide.config.settings import Settings
from treeguide.project import Project
from treeguide.site import Site

_MARK = re.compile(r"^<!--\s*treeguide:(?P<what>[a-z-]+)(?:\s+(?P<id>[a-z0-9-]+))?\s*-->\s*$", re.M)


def filled(
    markdown: str, path: str, project: Project, settings: Settings, site: Site | None = None
) -> tuple[str, list[str]]:
    """The page at that path with its marks filled in, and a sentence for each mark that has nothing to show."""
    complaints: list[str] = []
    asked = {mark["id"] for mark in _MARK.finditer(markdown) if mark["what"] == "question"}
    makers: dict[str, Callable[[str], str]] = {
        "question": lambda name: pages.first_question(project, settings, name, path),
        "guides": lambda _: pages.guide_cards(project, settings, path, asked),
        "code": lambda _: pages.form_for_codes(project, settings, path, site or Site()),
    }

    def content(mark: re.Match[str]) -> str:
        what, name = mark["what"], mark["id"] or ""
        if what not in makers:
            complaints.append(f"{path}: unknown mark treeguide:{what}; known are {', '.join(makers)}")
            return ""
        found = makers[what](name)
        if not found:
            complaints.append(f"{path}: treeguide:{what} {name} has nothing to show")
        return found

    return _MARK.sub(content, markdown), complaints
