"""Whether the Markdown that authors write is safe, reads as it was meant, and its links lead somewhere."""

from collections.abc import Iterator

from treeguide.project import Project
from treeguide.reading import look_alikes, markdown_text
from treeguide.reading.markdown_code import DEEPEST, LONGEST, MOST_OPEN, tangle
from treeguide.values.amounts import amount
from treeguide.values.problem import Problem, problem, warning


def text_too_long(project: Project) -> Iterator[Problem]:
    """A text that nobody reads to the end, and of which making a page takes very long."""
    for text in project.texts:
        if len(text.text) > LONGEST:
            lengths = {"count": len(text.text), "limit": LONGEST}
            said = {name: amount(number, project.settings.language) for name, number in lengths.items()}
            yield problem(text.place(0), "text-too-long", **said)


def text_too_tangled(project: Project) -> Iterator[Problem]:
    """So many brackets or lists within each other that making a page of them takes very long."""
    for text in project.texts:
        found = tangle(text.text)
        if found:
            sort, position = found
            yield problem(text.place(position), "text-too-tangled", hint=sort, open=str(MOST_OPEN), deep=str(DEEPEST))


def raw_html(project: Project) -> Iterator[Problem]:
    """HTML in a text: it would be shown as text, so it is refused. A closing tag comes along with its opening one."""
    for text in project.texts:
        opened: set[str] = set()
        for found in markdown_text.raw_html(text.text):
            name = found[0].strip("</>").split(" ")[0].lower()
            if not (found[0].startswith("</") and name in opened):
                yield problem(text.place(found.start(), len(found[0])), "raw-html", tag=found[0])
            opened.add(name)


def attribute_list(project: Project) -> Iterator[Problem]:
    """Attributes behind a word: only the editorial mark of a heading means something here."""
    for text in project.texts:
        for found in markdown_text.attribute_lists(text.text):
            yield problem(text.place(found.start(), len(found[0])), "attribute-list", text=found[0])


def unsafe_address(project: Project) -> Iterator[Problem]:
    """An address that runs something instead of leading somewhere."""
    for text in project.texts:
        for link in markdown_text.links(text.text):
            if markdown_text.is_unsafe(link.target) and not markdown_text.picture_from(link):
                yield problem(text.place(link.start, len(link.target)), "unsafe-address", target=link.target)


def picture_from_elsewhere(project: Project) -> Iterator[Problem]:
    """A picture that is no file of the site: pages load nothing from elsewhere."""
    for text in project.texts:
        for link in markdown_text.links(text.text):
            if sort := markdown_text.picture_from(link):
                words = {
                    "target": link.target,
                    "folder": project.folders.docs,
                    "hint": "data" if sort == "data" else "",
                }
                yield problem(text.place(link.start, len(link.target)), "picture-from-elsewhere", **words)


def top_heading(project: Project) -> Iterator[Problem]:
    """A heading of the highest level in a text: the title already is one."""
    for text in project.texts:
        for position in markdown_text.top_headings(text.text):
            place = text.place(position)
            yield problem(place, "top-heading", hint="" if text.text[position] == "#" else "underlined")


def glued_list(project: Project) -> Iterator[Problem]:
    """A list without an empty line above it: it comes out as part of the paragraph.

    Where its author sees an empty line, YAML took that out, which is told where the file is read.
    """
    for text in project.texts:
        for position in markdown_text.glued_lists(text.text):
            place = text.place(position)
            if place.document.lines[place.line - 2].strip():
                yield warning(place, "glued-list")


def odd_list(project: Project) -> Iterator[Problem]:
    """What looks like a list and is none, such as rows that begin with a round bullet."""
    for text in project.texts:
        for found in look_alikes.odd_lists(text.text):
            yield warning(text.place(found.start, found.length), "odd-list", hint=found.sort, mark=found.mark)


def flat_list(project: Project) -> Iterator[Problem]:
    """A list below a row of another list that does not stand far enough in."""
    for text in project.texts:
        for found in look_alikes.flat_lists(text.text):
            yield warning(text.place(found.start, found.length), "flat-list")


def glued_table(project: Project) -> Iterator[Problem]:
    """A table without an empty line above it: it comes out as part of the paragraph."""
    for text in project.texts:
        for found in look_alikes.glued_tables(text.text):
            yield warning(text.place(found.start, found.length), "glued-table")


def half_link(project: Project) -> Iterator[Problem]:
    """What looks like a link and leads nowhere, or cannot be clicked."""
    for text in project.texts:
        for found in look_alikes.half_links(text.text):
            yield warning(text.place(found.start, found.length), "half-link", hint=found.sort)


def loose_reference(project: Project) -> Iterator[Problem]:
    """A link or note by a name of which the text does not say where it leads."""
    for text in project.texts:
        for found in look_alikes.loose_references(text.text):
            place = text.place(found.start, found.length)
            yield warning(place, "loose-reference", hint=found.sort, name=found.mark)
