"""The dossier: what an advisor collects and sends as one link. Its page, which knows everything that can be in one."""

import html
import json
import posixpath
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from treeguide.addresses.register import destination
from treeguide.library import Lesson, Situation, Tree
from treeguide.pages.moved import titles
from treeguide.project import Project
from treeguide.site import Site
from treeguide.writing import Writer
from treeguide.writing.page import Page

Row = tuple[str, str, str, str, list[str]]


def dossier_page(project: Project, writer: Writer, site: Site, *, drafts: bool) -> Page:
    """The page where a dossier is put together, and where whoever gets its link reads it."""
    path, words = writer.addresses.dossier, writer.words
    list_name, browse = _where_to_look(project, writer, drafts)
    words_by_use = {use: writer.words_for(use) for use in ("dossier", "collect", "table")}
    content = _as_attribute(
        {
            **known_items(project, writer, site, drafts=drafts),
            **_site_facts(writer, site, browse),
            "words": words_by_use,
        }
    )
    markdown = writer.fill("dossier.md.jinja", path, content=content, browse=browse, list_name=list_name)
    return Page(
        path, words["dossier"], markdown, words["dossier-lead"], sort="dossier", meta={"hide": ["footer", "toc"]}
    )


def known_items(project: Project, writer: Writer, site: Site, *, drafts: bool) -> dict[str, Any]:
    """What can be in a dossier: `items` by key, `moved` old keys with the new one, `gone` what is no longer there.

    A key is `lesson/<id>`, `outcome/<id>`, `guide/<id>` or `guide/<id>#<question>`. An item has its address from the
    top of the site, what it is, its title, its summary, and its questions (of an outcome: the lessons that have them).
    Of what is gone: what it was called, why, and the address and the name of where to go instead.
    """
    items = dict(_items(project, writer, site, drafts))
    return {"items": items, **_old_keys(project, writer, site)}


def _items(project: Project, writer: Writer, site: Site, drafts: bool) -> Iterator[tuple[str, Row]]:
    for lesson in project.library.lessons.values():
        if drafts or not lesson.is_draft:
            yield f"lesson/{lesson.id}", _lesson(lesson, writer, site)
    for situation in project.library.situations.values():
        yield f"outcome/{situation.id}", _situation(situation, writer, site)
    for tree in project.library.trees.values():
        yield from _guide(project, tree, writer, site)


def _lesson(lesson: Lesson, writer: Writer, site: Site) -> Row:
    front = lesson.front
    address = site.address(writer.addresses.lesson(lesson.id))
    return address, writer.kind(front.kind), _line(front.title), _line(front.summary), [_line(one) for one in front.ask]


def _situation(situation: Situation, writer: Writer, site: Site) -> Row:
    outcome = situation.outcome
    lessons = [use.lesson for use in outcome.lessons]
    address = site.address(writer.addresses.outcome(situation.id))
    return address, writer.words["outcome"], _line(outcome.title), _line(outcome.summary), lessons


def _guide(project: Project, tree: Tree, writer: Writer, site: Site) -> Iterator[tuple[str, Row]]:
    """The guide itself and each of its questions; where a question has several sections, one stands for all."""
    page, title = writer.addresses.guide(tree.id), _line(tree.file.title)
    yield f"guide/{tree.id}", (site.address(page), writer.words["guide"], title, _line(tree.file.summary), [])
    kind = writer.words["dossier-question"].replace("{guide}", title)
    for section in project.graph(tree).sections:
        question = section.question
        text = _line(tree.file.questions[question].text)
        yield f"guide/{tree.id}#{question}", (site.address(f"{page}#{question}"), kind, text, "", [])


def _old_keys(project: Project, writer: Writer, site: Site) -> dict[str, Any]:
    """Keys that items had before: those that have a new one, and those that have none."""
    book, called, words = project.addresses, titles(project, writer), writer.words
    moved: dict[str, str] = {}
    gone: dict[str, tuple[str, str, str, str]] = {}
    olds = {**book.old_pages}
    for page, parts in book.old_parts.items():
        olds |= {f"{page}#{fragment}": new for fragment, new in parts.items()}
    for old, new in olds.items():
        key, target = _key(writer, old), _key(writer, new)
        if key and target and key != target:
            moved[key] = target
        elif key and new not in book.removed:
            path = book.path(new)
            gone[key] = (called.get(path, new), words["moved-part"], site.address(path), called.get(path, new))
    for address, one in book.removed.items():
        if (key := _key(writer, address)) and address not in book.live:
            path = destination(book, project.own_pages, one.instead)
            target = path if path.startswith(("https://", "http://")) or not path else site.address(path)
            why = f"{_line(one.reason)} {words['removed-on'].format(date=writer.date(one.date))}"
            gone[key] = (_line(one.title), why, target, called.get(path, one.instead))
    return {"moved": moved, "gone": gone}


def _key(writer: Writer, address: str) -> str:
    """The key of the item at an address, or nothing when no item can be there."""
    page, mark, fragment = address.partition("#")
    settings = writer.addresses.settings
    words = {"lesson": settings.lessons_url, "outcome": settings.outcomes_url, "guide": settings.guides_url}
    for sort, word in words.items():
        name = page.removeprefix(f"{word}/").rstrip("/")
        if page.startswith(f"{word}/") and name and "/" not in name and (sort == "guide" or not mark):
            return f"{sort}/{name}{mark}{fragment}"
    return ""


def _where_to_look(project: Project, writer: Writer, drafts: bool) -> tuple[str, str]:
    """The name and path of the list to choose from: of lessons, or of situations on a site without."""
    if any(drafts or not lesson.is_draft for lesson in project.library.lessons.values()):
        return writer.words["all-lessons"], writer.addresses.lessons
    return writer.words["all-outcomes"], writer.addresses.outcomes


def _site_facts(writer: Writer, site: Site, browse: str) -> dict[str, Any]:
    """Where the page, the list to choose from and the top of the site are; what stands at the end of a letter.

    `folders` is true in a copy that opens from a folder, when pages are folders on the site online.
    """
    paths = writer.addresses
    up = posixpath.relpath(".", posixpath.dirname(site.file(paths.dossier)) or ".")
    return {
        "top": f"{up}/",
        "page": site.address(paths.dossier),
        "lessons": site.address(browse),
        "site": site.url,
        "folders": bool(site.online_directory_urls) and not site.directory_urls,
        "name": site.name,
        "notice": site.notice,
    }


def _as_attribute(content: dict[str, Any]) -> Markup:
    """Data as JSON, for an attribute between single quotes.

    Not in a script element: instant navigation runs every script element it brings in, whatever its type.
    """
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Markup(html.escape(text, quote=False).replace("'", "&#39;"))  # noqa: S704 (escaped here)


def _line(text: str) -> str:
    return " ".join(text.split())
