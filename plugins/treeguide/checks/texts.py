"""Whether the Markdown that authors write is safe and reads as it was meant, and every link in it leads somewhere."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from treeguide.addresses import Target, find_target
from treeguide.project import Project, Text, held_back
from treeguide.reading import looks_alike, markdown_text, surprises
from treeguide.reading.looks_alike import Found
from treeguide.reading.markdown_code import DEEPEST, LONGEST, MOST_OPEN, can_be_shown, tangle
from treeguide.values import Problem, problem, warning
from treeguide.values.closest import closest
from treeguide.values.shown import amount


def text_too_long(project: Project) -> Iterator[Problem]:
    """A text that nobody reads to the end, and of which making a page takes very long."""
    for text in project.texts:
        if len(text.text) > LONGEST:
            lengths = {"count": len(text.text), "limit": LONGEST}
            said = {name: amount(number, project.settings.language) for name, number in lengths.items()}
            yield problem(text.place(0), "text-too-long", **said)


def text_too_tangled(project: Project) -> Iterator[Problem]:
    """So many brackets or lists within each other that making a page of them takes very long."""
    for text in project.marked_texts:
        found = tangle(text.text)
        if found:
            sort, position = found
            limits = {"open": str(MOST_OPEN), "deep": str(DEEPEST)}
            begin = text.text[text.text.rfind("[", 0, position + 1) : position + 20].partition("\n")[0]
            yield problem(text.place(position), "text-too-tangled", hint=sort, text=begin, **limits)


def raw_html(project: Project) -> Iterator[Problem]:
    """HTML in a text: it would be shown as text, so it is refused. A closing tag comes along with its opening one."""
    for text in project.marked_texts:
        opened: set[str] = set()
        for found in markdown_text.raw_html(text.beginning):
            name = found[0].strip("</>").split(" ")[0].lower()
            if not (found[0].startswith("</") and name in opened):
                yield problem(text.place(found.start(), len(found[0])), "raw-html", tag=found[0])
            opened.add(name)


def hidden_reference(project: Project) -> Iterator[Problem]:
    """What comes on the page as a character that nobody sees, and may turn the direction in which one reads."""
    for text in project.marked_texts:
        for found, name in surprises.hidden_references(text.beginning):
            yield problem(text.place(found.start(), len(found[0])), "hidden-reference", text=found[0], name=name)


def attribute_list(project: Project) -> Iterator[Problem]:
    """Attributes behind a word: only the editorial mark of a heading means something here."""
    for text in project.marked_texts:
        for found in markdown_text.attribute_lists(text.beginning):
            yield problem(text.place(found.start(), len(found[0])), "attribute-list", text=found[0])


def second_boundary(project: Project) -> Iterator[Problem]:
    """A second editorial mark in one text: all below the first is the editors' own already, so readers get one line."""
    for text in project.marked_texts:
        for position in markdown_text.editorial_headings(text.beginning)[1:]:
            yield warning(text.place(position), "second-boundary")


def unsafe_address(project: Project) -> Iterator[Problem]:
    """An address that runs something instead of leading somewhere."""
    for text in project.marked_texts:
        for link in markdown_text.links(text.beginning):
            if markdown_text.is_unsafe(link.target) and not markdown_text.picture_from(link):
                hint = "disk" if re.match(r"[A-Za-z]:[\\/]|file:", link.target) else ""
                yield problem(text.place(link.start, len(link.target)), "unsafe-address", hint=hint, target=link.target)


def picture_from_elsewhere(project: Project) -> Iterator[Problem]:
    """A picture that is no file of the site: pages load nothing from elsewhere."""
    for text in project.marked_texts:
        for link in markdown_text.links(text.beginning):
            if sort := markdown_text.picture_from(link):
                words = {
                    "target": link.target,
                    "folder": project.folders.docs,
                    "hint": "data" if sort == "data" else "",
                }
                yield problem(text.place(link.start, len(link.target)), "picture-from-elsewhere", **words)


def top_heading(project: Project) -> Iterator[Problem]:
    """A heading of the highest level in a text: the title already is one."""
    for text in project.marked_texts:
        for position in markdown_text.top_headings(text.beginning):
            place = text.place(position)
            yield problem(place, "top-heading", hint="" if text.text[position] == "#" else "underlined")


def glued_list(project: Project) -> Iterator[Problem]:
    """A list without an empty line above it: it comes out as part of the paragraph.

    Where its author sees an empty line, YAML took that out, which is told where the file is read.
    """
    for text in project.marked_texts:
        for position in markdown_text.glued_lists(text.beginning):
            place = text.place(position)
            if place.document.lines[place.line - 2].strip():
                yield warning(place, "glued-list")


class _Alike(NamedTuple):
    """What looks like Markdown and is none: its code, what finds it, and what its message calls the mark found."""

    code: str
    find: Callable[[str], Iterable[Found]]
    mark: str = ""


_ALIKE = (
    _Alike("odd-list", looks_alike.odd_lists, "mark"),
    _Alike("flat-list", looks_alike.flat_lists),
    _Alike("glued-table", looks_alike.glued_tables),
    _Alike("half-table", looks_alike.half_tables, "rule"),
    _Alike("lost-cell", looks_alike.lost_cells, "count"),
    _Alike("open-fence", looks_alike.open_fences, "mark"),
    _Alike("half-link", looks_alike.half_links),
    _Alike("loose-reference", looks_alike.loose_references, "name"),
)


def running_text(project: Project) -> Iterator[Problem]:
    """What its author takes for a list, a table, code or a link, and readers see as running text, or do not see."""
    for text in project.marked_texts:
        for one, found in _alike(text.beginning):
            words = {one.mark: found.mark} if one.mark else {}
            yield warning(text.place(found.start, found.length), one.code, hint=found.sort, **words)


@lru_cache(maxsize=20_000)
def _alike(text: str) -> tuple[tuple[_Alike, Found], ...]:
    """Everything of the sort in a text, looked for once however often the site is looked over while serving."""
    return tuple((one, found) for one in _ALIKE for found in one.find(text))


_OUR_HEADINGS = (
    "body",
    "first-step",
    "ask",
    "opposite",
    "related",
    "sources",
    "lead-here",
    "lead-here-lesson",
    "go-on",
)


def broken_link(project: Project) -> Iterator[Problem]:
    """A link to a file that does not exist."""
    library = project.library
    paths = sorted({*library.pages, *(document.path for document in library.documents)})
    known = {posixpath.basename(path): path for path in paths}
    for text, link, target in _links(project):
        if target.sort == "nothing":
            near = _near_file(link.target.split("#")[0], text.document.path, known)
            place, words = text.place(link.start, len(link.target)), _where(project, text.document.path, link.target)
            if re.match(r" +[^ \"')=]", text.text[link.start + len(link.target) :][:9]):
                words = {"hint": "space"}
            yield problem(place, "broken-link", target=link.target, **(words or {"near": near}))


def _where(project: Project, document: str, target: str) -> dict[str, str]:
    """What is said of an address of the web or of mail, and of a file that is there, but is not published."""
    if re.match(r"www\.|[\w-]+(?:\.[\w-]+)*\.(?:nl|com|org|eu|net|be)(?:[/?#]|$)", target):
        return {"hint": "web", "near": f"https://{target}"}
    if re.fullmatch(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", target):
        return {"hint": "mail", "near": f"mailto:{target}"}
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(document), unquote(target.partition("#")[0])))
    if whole not in project.library.others:
        return {}
    docs = project.folders.docs
    near = posixpath.relpath(f"{docs}/{posixpath.basename(whole)}", posixpath.dirname(document))
    return {"hint": "beside", "folder": whole.split("/")[0], "docs": docs, "near": near}


def _near_file(target: str, document: str, known: Mapping[str, str]) -> str:
    """The file that was most likely meant, as a link from that document."""
    name = posixpath.basename(re.sub(r"(?:/|/index\.html?|\.html?)$", "", target))
    stem, ending = posixpath.splitext(name)
    sorts = (ending,) if ending else (".md", ".yml", ".yaml")  # an address of the site itself, taken from the browser
    stems = {posixpath.splitext(name)[0]: path for name, path in known.items() if name.endswith(sorts)}
    near = closest(stem, stems)
    return posixpath.relpath(stems[near], posixpath.dirname(document)) if near else ""


def link_to_draft(project: Project) -> Iterator[Problem]:
    """A link to a lesson that is held back: on the site there is only its text. Drafts may link to each other."""
    held = held_back(project)
    for text, link, target in _links(project) if held else ():
        if target.sort == "lesson" and target.id in held and not (text.owner[0] == "lesson" and text.owner[1] in held):
            yield warning(text.place(link.start, len(link.target)), "link-to-draft", id=target.id)


def broken_anchor(project: Project) -> Iterator[Problem]:
    """A link to a part of a page that is not there."""
    parts: dict[tuple[str, str, str], Iterable[str] | None] = {}  # of a page, once however many links lead there
    for text, link, target in _links(project):
        if not target.fragment:
            continue
        page = (target.sort, *(text.owner if target.sort == "anchor" else ("", target.id)))
        if page not in parts:
            parts[page] = _anchors(project, text, target)
        known = parts[page]
        if known is not None and target.fragment not in known:
            place = text.place(link.start, len(link.target))
            yield warning(place, "broken-anchor", anchor=target.fragment, near=closest(target.fragment, known))


def _links(project: Project) -> Iterator[tuple[Text, markdown_text.Link, Target]]:
    """Every link that is safe to follow and every picture of the site itself, with what it means."""
    for text in project.marked_texts:
        for link in markdown_text.links(text.beginning):
            if not markdown_text.is_unsafe(link.target) and not markdown_text.picture_from(link):
                yield text, link, find_target(project.library, project.folders, text.document, link.target)


def _anchors(project: Project, text: Text, target: Target) -> Iterable[str] | None:
    """The parts of the page a link leads to; None when they are not known here."""
    sort, name = (target.sort, target.id) if target.sort != "anchor" else text.owner
    library = project.library
    if sort == "lesson" and name in library.lessons:
        lesson = library.lessons[name]
        return _headings(project, lesson.front.title, lesson.body)
    if sort == "outcome" and target.sort == "anchor":
        outcome = library.situations[name].outcome
        return _headings(project, outcome.title, f"{outcome.body}\n\n{outcome.first_step}")
    if sort == "guide" and name in library.trees:
        tree = library.trees[name]
        graph = project.graph(tree)
        full = (section.full_name for section in graph.sections)
        return {*tree.file.questions, *tree.file.aliases, *graph.names, *full}
    if sort == "outcomes":
        return [one.id for one in library.situations.values() if one.document.path == target.id]
    return None


def _headings(project: Project, title: str, body: str) -> list[str] | None:
    """The ids of the headings of a page: its title, those of its text, and those that every such page may have.

    None where its text cannot be shown, which another check reports.
    """
    if not can_be_shown(body):
        return None
    words = project.settings.interface
    ours = "\n\n".join(f"## {words[key]}" for key in _OUR_HEADINGS)
    return markdown_text.heading_ids(f"{body}\n\n{ours}", above=[title])
