"""Fills in the marks that a site's own page may hold: `<!-- treeguide:question situatie -->`."""

from collections.abc import Callable

from treeguide import pages
from treeguide.pages.publisher import statement
from treeguide.reading.own_site import marks
from treeguide.writing import Writer, as_block


def filled(markdown: str, path: str, writer: Writer) -> tuple[str, list[str]]:
    """The page at that path with its marks filled in, and a sentence for each mark that has nothing to show.

    A mark in code is an example of one, and stays.
    """
    complaints: list[str] = []
    named: set[str] = set()
    found = list(marks(markdown))
    asked = {mark.id for mark in found if mark.sort == "question"}
    makers: dict[str, Callable[[str], str]] = {
        "question": lambda name: pages.first_question(writer, name, path, named),
        "guides": lambda _: pages.guide_cards(writer, path, asked),
        "examples": lambda name: pages.examples(writer, name, path),
        "code": lambda _: pages.form_for_codes(writer, path),
        "accessibility": lambda _: statement(writer, path),
        "save": lambda _: pages.save_button(writer, path),
    }
    contents = [makers[mark.sort](mark.id) if mark.is_good else "" for mark in found]
    for mark, content in reversed(list(zip(found, contents, strict=True))):
        if not content:
            complaints.append(f"{path}: treeguide:{mark.sort} {mark.id} has nothing to show")
        markdown = markdown[: mark.start] + as_block(content) + markdown[mark.end :]
    return markdown, complaints[::-1]
