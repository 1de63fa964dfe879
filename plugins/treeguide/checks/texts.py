"""Whether the Markdown that authors write is safe, reads as it was meant, and its links lead somewhere."""

from collections.abc import Iterator

from treeguide.project import Project
from treeguide.reading import markdown_text
from treeguide.values.problem import Problem, problem


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
            yield problem(text.place(position), "top-heading")


def glued_list(project: Project) -> Iterator[Problem]:
    """A list without an empty line above it: it comes out as part of the paragraph."""
    for text in project.texts:
        for position in markdown_text.glued_lists(text.text):
            yield problem(text.place(position), "glued-list")
