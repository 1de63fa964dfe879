"""Turns old addresses into small pages that lead on, and what was removed for good into pages that say so."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial

from treeguide.addresses import address_of
from treeguide.addresses.register import destination
from treeguide.library import REGISTER
from treeguide.values.shown import one_line
from treeguide.values.vocabulary import lists_of
from treeguide.writing import Sheet, Writer
from treeguide.writing.page import Finish, Page, Plan


@dataclass(frozen=True)
class Part:
    """Where parts of an old page lead now: their fragments, and one link. A variant reads the same as another part."""

    fragments: tuple[str, ...]
    title: str
    href: str
    is_variant: bool


@dataclass(frozen=True)
class Note:
    """A word at an old fragment of a page that is still there: what became of that part, and where to go."""

    fragment: str
    title: str
    reason: str
    date: str
    instead: str
    href: str


def titles(writer: Writer) -> dict[str, str]:
    """What every page and every part of one is called, by its Markdown file in docs/ and fragment."""
    project = writer.project
    library, paths, words = project.library, writer.addresses, writer.words
    found = {
        paths.guides: words["all-guides"],
        paths.outcomes: words["all-outcomes"],
        paths.lessons: words["all-lessons"],
        paths.sources: words["sources"],
        paths.glossary: words["glossary"],
        paths.cards: words["cards"],
        paths.dossier: words["dossier"],
        paths.together: words["together"],
    }
    found |= {paths.guide(one.id): one.file.title for one in library.guides.values()}
    for tree in library.trees.values():
        found[paths.guide(tree.id)] = tree.file.title
        graph = project.graph(tree)
        for name, section in zip(graph.names, graph.sections, strict=True):
            text = tree.file.questions[section.question].text
            found |= {f"{paths.guide(tree.id)}#{one}": text for one in (name, section.full_name)}
    found |= {paths.outcome(name): one.outcome.title for name, one in library.situations.items()}
    found |= {paths.lesson(name): one.front.title for name, one in library.lessons.items()}
    found |= {f"{paths.sources}#{name}": source.title for name, source in library.sources.items()}
    found |= {paths.facet("kinds", name): one.plural or one.label for name, one in library.facets.kinds.items()}
    for sort, known in lists_of(library.facets).items():
        found |= {paths.facet(sort, name): facet.label for name, facet in known.items()}
    book = project.addresses
    return found | {book.path(address): one.title for address, one in book.removed.items() if address not in book.live}


def forwarding_files(writer: Writer) -> dict[str, Callable[[], str]]:
    """What writes the HTML file of each old address, by its path in the site.

    It goes on by itself without JavaScript. A guide's old address does not, since a browser then forgets which question
    was asked for: it shows a link for each question, and goes on by itself where JavaScript runs.
    """
    book, called = writer.project.addresses, cache(partial(titles, writer))

    def page(old: str, new: str) -> str:
        sheet = writer.on(book.path(old))
        parts = _parts(sheet, old, new, called())
        return forwarding_page(sheet, new, called(), says=writer.words["moved"], parts=parts)

    return {writer.site.file(book.path(old)): partial(page, old, new) for old, new in book.old_pages.items()}


def redirects(writer: Writer) -> dict[str, str]:
    """Old paths in the site with the new ones, for a web host. Not of guides: what is behind their # may be old too."""
    book, site = writer.project.addresses, writer.site
    anchored = {anchor.partition("#")[0] for anchor in book.anchors} | set(book.old_parts)
    pairs = {old: new for old, new in book.old_pages.items() if new not in anchored and old not in anchored}
    return {site.address(book.path(old)): site.address(book.path(new)) for old, new in pairs.items()}


def forwarding_page(sheet: Sheet, target: str, called: Mapping[str, str], **told: object) -> str:
    """The HTML of a file that leads on to an address of the guide. `called` are the `titles`, `told` is what it `says`
    of why, and the `parts` of the old page that lead on by themselves.
    """
    path = sheet.writer.project.addresses.path(target)
    return sheet.fill(
        "moved.html.jinja",
        title=called.get(path, target),
        href=sheet.to(path),
        canonical=sheet.writer.site.online(path),
        style=sheet.asset("moved.css"),
        script=sheet.asset("moved.mjs"),
        **told,
    )


def _parts(sheet: Sheet, old: str, new: str, called: Mapping[str, str]) -> tuple[Part, ...]:
    """The parts of an old guide: its own, and those the guide has today, each with where it leads."""
    book = sheet.writer.project.addresses
    leads = {anchor.partition("#")[2]: anchor for anchor in book.anchors if anchor.startswith(new + "#")}
    leads |= book.old_parts.get(new, {}) | book.old_parts.get(old, {})
    fragments: dict[str, list[str]] = {}
    for fragment, target in leads.items():
        fragments.setdefault(target, []).append(fragment)
    return tuple(
        Part(tuple(olds), called.get(book.path(target), target), sheet.to(book.path(target)), "." in target)
        for target, olds in fragments.items()
    )


def with_old_parts(writer: Writer) -> Finish:
    """Gives a page a word at each of its fragments that leads elsewhere now."""
    book, called = writer.project.addresses, cache(partial(titles, writer))

    def finish(page: Page) -> Page:
        if address_of(page.path) not in book.old_parts:
            return page
        sheet = writer.on(page.path)
        notes = tuple(_notes(sheet, called()))
        return replace(page, html=sheet.fill("notes.html.jinja", notes=notes) + page.html) if notes else page

    return finish


def removed_plans(writer: Writer) -> Iterator[Plan]:
    """A page for each address that was removed for good."""
    book = writer.project.addresses
    for address in book.removed:
        if "#" not in address and address not in book.live:
            yield Plan(book.path(address), partial(_removed_page, writer, address), REGISTER, in_nav="never")


def _removed_page(writer: Writer, address: str) -> Page:
    sheet = writer.on(writer.project.addresses.path(address))
    note = _removal_note(sheet, address, titles(writer))
    html = sheet.fill("removed.html.jinja", note=note)
    return Page(sheet.path, note.title, html, note.reason, REGISTER, sort="removed", documents=(REGISTER,))


def _notes(sheet: Sheet, called: Mapping[str, str]) -> Iterator[Note]:
    own, book = address_of(sheet.path), sheet.writer.project.addresses
    for fragment, new in book.old_parts[own].items():
        if new == f"{own}#{fragment}":
            yield _removal_note(sheet, new, called)
        elif not new.startswith(own + "#"):
            target = book.path(new)
            moved = sheet.writer.words["moved-part"]
            yield Note(fragment, moved, "", "", called.get(target, new), sheet.to(target))


def _removal_note(sheet: Sheet, address: str, called: Mapping[str, str]) -> Note:
    """What the register says of an address, as shown on that page."""
    project, writer = sheet.writer.project, sheet.writer
    removal = project.addresses.removed[address]
    target = destination(project.addresses, project.own_pages, removal.instead)
    is_web = target.startswith(("https://", "http://"))
    link = target if is_web or not target else sheet.to(target)
    title = writer.words["removed-title"].replace("{title}", removal.title)
    instead = called.get(target, removal.instead)
    reason = one_line(removal.reason)
    return Note(address.partition("#")[2], title, reason, writer.date(removal.date), instead, link)
