"""The dossier: what an advisor collects and sends as one link. Its page, which knows everything that can be in one."""

import json
from collections.abc import Iterator
from typing import Any

from treeguide.addresses.register import destination
from treeguide.library import Lesson, Situation, Tree
from treeguide.pages.moved import titles
from treeguide.values.shown import one_line
from treeguide.writing import Writer
from treeguide.writing.page import Page

Row = tuple[str, str, str, str, list[str]]


def dossier_page(writer: Writer) -> Page:
    """The page where a dossier is put together, and where whoever gets its link reads it.

    What its script knows stands in an attribute and not in a script element: instant navigation runs every script
    element it brings in, whatever its type.
    """
    words, sheet = writer.words, writer.on(writer.addresses.dossier)
    list_name, browse = _where_to_look(writer)
    used = {"dossier": writer.words_for("dossier"), "table": writer.words_for("table")}
    known = {**known_items(writer), **_site_facts(writer, browse), "words": used}
    content = json.dumps(known, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    html = sheet.fill("dossier.html.jinja", content=content, browse=browse, list_name=list_name)
    return Page(sheet.path, words["dossier"], html, words["dossier-lead"], sort="dossier")


def known_items(writer: Writer) -> dict[str, Any]:
    """What can be in a dossier: `items` by key, `moved` old keys with the new one, `gone` what is no longer there.

    A key is `lesson/<id>`, `outcome/<id>`, `guide/<id>` or `guide/<id>#<question>`. An item has its address from the
    top of the site, what it is, its title, its summary, and its questions (of an outcome: the lessons that have them).
    Of what is gone: what it was called, why, and the address and the name of where to go instead.
    """
    return {"items": dict(_items(writer)), **_old_keys(writer)}


def _items(writer: Writer) -> Iterator[tuple[str, Row]]:
    for lesson in writer.project.shown.values():
        yield f"lesson/{lesson.id}", _lesson(lesson, writer)
    for situation in writer.project.library.situations.values():
        yield f"outcome/{situation.id}", _situation(situation, writer)
    for tree in writer.project.library.trees.values():
        yield from _guide(tree, writer)
    for sheet in writer.project.library.sheets.values():
        address, kind = writer.site.address(writer.addresses.guide(sheet.id)), writer.words["guide"]
        yield f"guide/{sheet.id}", (address, kind, one_line(sheet.file.title), one_line(sheet.file.summary), [])


def _lesson(lesson: Lesson, writer: Writer) -> Row:
    front, asks = lesson.front, [one_line(one) for one in lesson.front.ask]
    address = writer.site.address(writer.addresses.lesson(lesson.id))
    return address, writer.kind(front.kind), one_line(front.title), one_line(front.summary), asks


def _situation(situation: Situation, writer: Writer) -> Row:
    outcome, lessons = situation.outcome, [use.lesson for use in situation.outcome.lessons]
    address = writer.site.address(writer.addresses.outcome(situation.id))
    return address, writer.words["outcome"], one_line(outcome.title), one_line(outcome.summary), lessons


def _guide(tree: Tree, writer: Writer) -> Iterator[tuple[str, Row]]:
    """The guide itself and each of its questions; where a question has several sections, one stands for all."""
    page, title, site = writer.addresses.guide(tree.id), one_line(tree.file.title), writer.site
    yield f"guide/{tree.id}", (site.address(page), writer.words["guide"], title, one_line(tree.file.summary), [])
    kind = writer.words["dossier-question"].replace("{guide}", title)
    for section in writer.project.graph(tree).sections:
        question = section.question
        text = one_line(tree.file.questions[question].text)
        yield f"guide/{tree.id}#{question}", (site.address(f"{page}#{question}"), kind, text, "", [])


def _old_keys(writer: Writer) -> dict[str, Any]:
    """Keys that items had before: those that have a new one, and those that have none."""
    book, called, words = writer.project.addresses, titles(writer), writer.words
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
            gone[key] = (called.get(path, new), words["moved-part"], writer.site.address(path), called.get(path, new))
    for address, one in book.removed.items():
        if (key := _key(writer, address)) and address not in book.live:
            path = destination(book, writer.project.own_pages, one.instead)
            target = path if path.startswith(("https://", "http://")) or not path else writer.site.address(path)
            why = f"{one_line(one.reason)} {words['removed-on'].format(date=writer.date(one.date))}"
            gone[key] = (one_line(one.title), why, target, called.get(path, one.instead))
    return {"moved": moved, "gone": gone}


def _key(writer: Writer, address: str) -> str:
    """The key of the item at an address, or nothing when no item can be there."""
    page, mark, fragment = address.partition("#")
    settings = writer.project.settings
    words = {"lesson": settings.lessons_url, "outcome": settings.outcomes_url, "guide": settings.guides_url}
    for sort, word in words.items():
        name = page.removeprefix(f"{word}/").rstrip("/")
        if page.startswith(f"{word}/") and name and "/" not in name and (sort == "guide" or not mark):
            return f"{sort}/{name}{mark}{fragment}"
    return ""


def _where_to_look(writer: Writer) -> tuple[str, str]:
    """The name and path of the list to choose from: of lessons, or of situations on a site without."""
    if writer.project.shown:
        return writer.words["all-lessons"], writer.addresses.lessons
    return writer.words["all-outcomes"], writer.addresses.outcomes


def _site_facts(writer: Writer, browse: str) -> dict[str, Any]:
    """Where the page, the list to choose from and the top of the site are; what stands at the end of a letter.

    `folders` is true in a copy that opens from a folder, when pages are folders on the site online.
    """
    path, site = writer.addresses.dossier, writer.site
    return {
        "top": "../" * site.address(path).count("/") or "./",
        "page": site.address(path),
        "lessons": site.address(browse),
        "site": site.url,
        "folders": bool(site.online_directory_urls) and not site.directory_urls,
        "name": site.name,
        "notice": site.notice,
    }
