"""What the guide shows on a page of the site itself, at the marks there: `<!-- treeguide:question situatie -->`."""

from collections.abc import Callable, Collection

from treeguide.pages.codes import code_form
from treeguide.pages.guide import longest, section_views, voices
from treeguide.pages.publisher import statement
from treeguide.pages.spread import spread_of
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
        "question": lambda name: _first_question(writer, name, path, named),
        "guides": lambda _: _guide_cards(writer, path, asked),
        "examples": lambda name: _examples(writer, name, path),
        "code": lambda _: _form_for_codes(writer, path),
        "accessibility": lambda _: statement(writer, path),
        "save": lambda _: _save_button(writer, path),
    }
    contents = [makers[mark.sort](mark.id) if mark.is_good else "" for mark in found]
    for mark, content in reversed(list(zip(found, contents, strict=True))):
        if not content:
            complaints.append(f"{path}: treeguide:{mark.sort} {mark.id} has nothing to show")
        markdown = markdown[: mark.start] + as_block(content) + markdown[mark.end :]
    return markdown, complaints[::-1]


def _first_question(writer: Writer, tree: str, page: str, named: set[str]) -> str:
    """The first question of a guide as a block for another page; its options lead on into the guide.

    `named` are the names that questions further up have on that page. A later one of the same name has none.
    """
    found, sheet = writer.project.library.trees.get(tree), writer.on(page)
    section = next(section_views(found, sheet, spread_of(found, writer)), None) if found else None
    if found is None or section is None:
        return ""
    values = {
        "id": tree,
        "section": section,
        "document": found.document,
        "page": sheet.to(writer.addresses.guide(tree)),
    }
    is_first = section.name not in named
    named.add(section.name)
    return sheet.fill("first-question.html.jinja", **values, named=is_first)


def _guide_cards(writer: Writer, page: str, asked: Collection[str] = ()) -> str:
    """Every guide as a card, for another page; where there are others, without those that the page itself begins."""
    guides = writer.project.guides
    others = [tree for tree in guides if tree.id not in asked] or guides
    cards = [
        (tree.file.title, tree.file.summary, writer.addresses.guide(tree.id), longest(writer, tree)) for tree in others
    ]
    return writer.on(page).fill("cards.html.jinja", cards=cards)


def _examples(writer: Writer, tree: str, page: str) -> str:
    """Scenarios of a guide, or of the largest, for another page: each a sentence that leads to its situation."""
    trees = writer.project.library.trees
    found = trees.get(tree) if tree else next(iter(writer.project.guides), None)
    said = voices(found, writer) if found else []
    return writer.on(page).fill("voices.html.jinja", voices=said) if said else ""


def _form_for_codes(writer: Writer, page: str) -> str:
    """The form to type a short code in, for another page."""
    return str(code_form(writer.on(page))) if writer.project.codes.of_address else ""


def _save_button(writer: Writer, page: str) -> str:
    """The button to keep the whole guide on one's own device; nowhere in a copy that was opened from a folder."""
    return writer.on(page).fill("save.html.jinja") if writer.project.settings.saving and not writer.site.script else ""
