"""The questions to ask at the table as cards: eight on a sheet of A4, one sheet for each phase."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from treeguide.library import Lesson
from treeguide.values.vocabulary import chosen, sheets_of
from treeguide.writing import Writer
from treeguide.writing.page import Page, Plan

Card = tuple[str, str, str]


@dataclass(frozen=True)
class Sheets:
    """A page of cards: with the sheets it leads to, by label, path and count, and the title and path above it."""

    path: str
    title: str
    lead: str
    cards: Sequence[Card]
    sheets: Sequence[tuple[str, str, int]] = ()
    parent: tuple[str, str] | None = None
    heading: str = ""


def card_plans(writer: Writer, lessons: Sequence[Lesson]) -> Iterator[Plan]:
    """A page with every guiding question, and one for each phase with the best question of each of its lessons.

    Those of a phase begin with the lessons that most situations lead to: its first sheet is the one to begin with.
    """
    asking = [lesson for lesson in lessons if lesson.front.ask and writer.project.settings.cards]
    if not asking:
        return
    facets = writer.project.library.facets
    kind, (by, phases) = facets.cards.kind if facets.cards else None, sheets_of(facets)
    own = [
        _card(writer, lesson, text)
        for lesson in asking
        if lesson.front.kind == kind or kind is None
        for text in lesson.front.ask
    ]
    sheets: dict[str, list[Card]] = {name: [] for name in phases}
    for lesson in _most_led_to(writer, asking):
        for name in phases.keys() & {*chosen(lesson.front, by)}:
            sheets[name].append(_card(writer, lesson, lesson.front.ask[0]))
    words, addresses = writer.words, writer.addresses
    rows = [(phases[name].label, addresses.cards_of(name), len(cards)) for name, cards in sheets.items() if cards]
    whole = Sheets(addresses.cards, words["cards"], words["cards-lead"], own, rows, heading=_heading(writer, kind))
    yield Plan(addresses.cards, partial(_page, writer, whole))
    for name, cards in sheets.items():
        if cards:
            title = words["cards-phase"].replace("{phase}", phases[name].label)
            up, path = (words["cards"], addresses.cards), addresses.cards_of(name)
            yield Plan(path, partial(_page, writer, Sheets(path, title, words["cards-phase-lead"], cards, (), up)))


def _most_led_to(writer: Writer, lessons: Sequence[Lesson]) -> list[Lesson]:
    """The lessons, those that most situations lead to first, in the order of the site where that is equal."""
    situations = writer.project.library.situations.values()
    led = Counter(use.lesson for situation in situations for use in situation.outcome.lessons)
    return sorted(lessons, key=lambda lesson: -led[lesson.id])


def _heading(writer: Writer, kind: str | None) -> str:
    """What stands above the cards of the first page."""
    found = writer.project.library.facets.kinds.get(kind or "")
    return (found.plural or found.label) if found else writer.words["cards-own"]


def _card(writer: Writer, lesson: Lesson, text: str) -> Card:
    """The question, the title of its lesson, and the lesson's path."""
    return text, lesson.front.title, writer.addresses.lesson(lesson.id)


def _page(writer: Writer, shown: Sheets) -> Page:
    html = writer.on(shown.path).fill("cards-sheet.html.jinja", shown=shown)
    return Page(shown.path, shown.title, html, shown.lead, sort="cards")
