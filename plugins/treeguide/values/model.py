"""What a tree, a lesson, a source and a facet are: one frozen model for each, strict about shape and nothing else.

The models are the contract of the two source formats. The JSON Schemas and the reference page on the site are made from
them, so a description here is what an author reads while typing.
"""

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Discriminator, Field, GetCoreSchemaHandler, StringConstraints, Tag
from pydantic.fields import FieldInfo
from pydantic_core import core_schema

ID_PATTERN = r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$"
LONGEST_ID = 80


@dataclass(frozen=True)
class Fails:
    """What fails here is an error of that type, so that who tells of it need not look at how it was found out."""

    type: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.custom_error_schema(handler(source), self.type, custom_error_message=self.type)


Held = TypeVar("Held")
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=LONGEST_ID), Fails("not-an-id")]
Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S"), Fails("no-text")]
Markdown = Annotated[Text, "markdown"]
Date = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"), Fails("not-a-date")]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"']+$"), Fails("not-an-address")]
Apart = Annotated[Held, "apart"]
"""What says nothing to readers as such: it is shown and compared in its own way, or not at all."""
Label = Annotated[str, StringConstraints(pattern=r"^.*\S.*$"), Fails("no-text")]  # what only the theme shows
Icon = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(?:/[a-z0-9-]+)*$"), Fails("not-an-icon")]
TEXT_TYPES = frozenset({"not-an-id", "no-text", "not-a-date", "not-an-address", "not-a-number", "not-an-icon"})
"""The types of what fails where a text should be: another text, or no text at all."""
SEARCH_WORDS = "Woorden die lezers typen maar die niet in de tekst staan."
ONE_KIND = "lesson"
"""What every lesson is in a guide that declares no kinds."""


class Frozen(BaseModel):
    """A value that never changes and takes no key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Condition(Frozen):
    """Which facts a reader must have, and must not have, for something to hold. Everything named must be true."""

    all_of: tuple[Id, ...] = Field((), description="Al deze feiten gelden.")
    any_of: tuple[Id, ...] = Field((), description="Minstens één van deze feiten geldt.")
    none_of: tuple[Id, ...] = Field((), description="Geen van deze feiten geldt.")

    def holds(self, facts: frozenset[str]) -> bool:
        """Whether a reader with these facts meets the condition."""
        return (
            all(fact in facts for fact in self.all_of)
            and (not self.any_of or any(fact in facts for fact in self.any_of))
            and not any(fact in facts for fact in self.none_of)
        )

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact the condition tests."""
        return (*self.all_of, *self.any_of, *self.none_of)


class When(Frozen):
    """A way on that is taken when its condition holds."""

    when: Condition = Field(description="Onder welke voorwaarde deze weg geldt.")
    to: Id = Field(description="De vraag of uitkomst waar deze weg heen gaat.")


class Otherwise(Frozen):
    """The way on when no condition held."""

    otherwise: Id = Field(description="De vraag of uitkomst als geen voorwaarde geldt.")


def _way_shape(value: Any) -> str:
    return "(otherwise)" if isinstance(value, dict) and "otherwise" in value else "(when)"


def _next_shape(value: Any) -> str:
    return "(ways)" if isinstance(value, list) else "(step)"


Way = Annotated[Annotated[When, Tag("(when)")] | Annotated[Otherwise, Tag("(otherwise)")], Discriminator(_way_shape)]
Next = Annotated[
    Annotated[Id, Tag("(step)")] | Annotated[tuple[Way, ...], Field(min_length=1), Tag("(ways)")],
    Discriminator(_next_shape),
]
# With brackets, so that no key looks like one.
UNION_TAGS = frozenset({"(when)", "(otherwise)", "(step)", "(ways)", "(lesson)", "(outcome)", "(guide)"})


class Option(Frozen):
    """Something a reader can choose."""

    text: Text = Field(description="Wat de lezer kiest, in woorden van de lezer.")
    help: Markdown | None = Field(None, description="Uitleg onder het antwoord (Markdown).")
    sets: Apart[tuple[Id, ...]] = Field((), description="Feiten die vaststaan zodra dit gekozen is.")
    next: Apart[Next] = Field(description="De volgende vraag of uitkomst, of een lijst wegen met een voorwaarde.")


class Question(Frozen):
    """One question of a tree."""

    text: Text = Field(description="De vraag, één zin, zo kort als kan.")
    help: Markdown | None = Field(None, description="Uitleg onder de vraag (Markdown).")
    sources: tuple[Id, ...] = Field((), description="Bronnen waar de vraag op leunt (ids uit `lessons/sources.yml`).")
    search_words: tuple[Text, ...] = Field((), description=SEARCH_WORDS)
    options: Apart[dict[Id, Option]] = Field(min_length=1, description="De antwoorden, in de volgorde van tonen.")


class LessonUse(Frozen):
    """A lesson in an outcome, and why it is there."""

    lesson: Id = Field(description="Het id van de les.")
    why: Text = Field(description="Waarom deze les hier helpt, in één zin.")
    when: Condition | None = Field(None, description="Alleen voor lezers bij wie dit geldt.")


class Outcome(Frozen):
    """A situation a reader can be in."""

    title: Text = Field(description="De situatie in een paar woorden.")
    summary: Text = Field(description="Eén zin die je ook in een mail kunt zetten.")
    body: Markdown = Field(description="Wat er aan de hand is (Markdown).")
    first_step: Markdown = Field(description="Eén ding om morgen te doen.")
    lessons: Apart[tuple[LessonUse, ...]] = Field((), description="De lessen, de belangrijkste eerst.")
    guides: tuple[Id, ...] = Field((), description="Wegwijzers om mee verder te gaan.")
    search_words: tuple[Text, ...] = Field((), description=SEARCH_WORDS)


class Scenario(Frozen):
    """An example of a walk, and where it must end. Run by every check and shown to readers."""

    name: Text = Field(description="Een naam die een verhaal vertelt.")
    answers: dict[Id, Id] = Field(description="Vraag-id: optie-id, de hele route.")
    expect: Id = Field(description="Het id van de uitkomst waar dit eindigt.")


class TreeFile(Frozen):
    """A decision tree: a file with questions."""

    title: Text = Field(description="De naam van de wegwijzer, meestal een vraag.")
    summary: Text = Field(description="Eén of twee zinnen: wat je eraan hebt.")
    audience: tuple[Id, ...] = Field((), description="Voor welke rollen (ids uit `lessons/facets.yml`).")
    sources: tuple[Id, ...] = Field((), description="Bronnen waar de vraagstelling op leunt.")
    start: Apart[Id] = Field(description="Het id van de eerste vraag.")
    facts: dict[Id, Text] = Field({}, description="Feiten die opties kunnen vaststellen, met hoe je ze voorleest.")
    questions: Apart[dict[Id, Question]] = Field(min_length=1, description="De vragen, elk met een eigen id.")
    outcomes: Apart[dict[Id, Outcome]] = Field({}, description="Uitkomsten die in dit bestand staan.")
    scenarios: Apart[tuple[Scenario, ...]] = Field((), description="Voorbeelden, nagelopen bij elke controle.")
    aliases: Apart[dict[Id, Id]] = Field({}, description="Oude ids van stappen: het id waar ze nu heen leiden.")
    former_ids: Apart[tuple[Id, ...]] = Field((), description="Ids waaronder deze boom eerder stond.")


class OutcomesFile(Frozen):
    """Outcomes that several trees share: a file without questions."""

    outcomes: Annotated[dict[Id, Outcome], Field(min_length=1, description="De uitkomsten, elk met een eigen id.")]
    aliases: dict[Id, Id] = Field({}, description="Oude ids: het id waar ze nu heen leiden.")


class FrontMatter(Frozen):
    """What stands between the two lines of dashes above a lesson."""

    title: Text = Field(description="De titel, zoals hij boven de pagina staat.")
    kind: Id = Field(ONE_KIND, description="Wat voor item dit is.")
    summary: Text = Field(description="Eén zin die je ook in een mail kunt zetten.")
    themes: tuple[Id, ...] = Field((), description="Thema's (ids uit `lessons/facets.yml`).")
    phases: tuple[Id, ...] = Field((), description="Fasen (ids uit `lessons/facets.yml`).")
    roles: tuple[Id, ...] = Field((), description="Voor wie (ids uit `lessons/facets.yml`).")
    sources: tuple[Id, ...] = Field((), description="Bronnen (ids uit `lessons/sources.yml`).")
    related: tuple[Id, ...] = Field((), description="Verwante items; getoond op beide pagina's.")
    opposite: tuple[Id, ...] = Field((), description="Items die de andere kant op trekken; getoond op beide pagina's.")
    search_words: tuple[Text, ...] = Field((), description=SEARCH_WORDS)
    ask: tuple[Text, ...] = Field((), description="Vragen om aan tafel te stellen, de beste eerst.")
    caution: Text | None = Field(None, description="Een voorbehoud dat de lezer moet kennen.")
    draft: Apart[Text | None] = Field(
        None, description="Wat er eerst moet worden nagekeken; tot dan niet gepubliceerd."
    )
    aliases: Apart[tuple[Id, ...]] = Field((), description="Ids waaronder dit item eerder stond.")
    reviewed: Apart[Date | None] = Field(None, description="Wanneer dit voor het laatst is nagekeken: jaar-maand-dag.")
    tags: Apart[tuple[Label, ...]] = Field((), description="Voor het thema van de site: de labels van deze pagina.")
    hide: Apart[tuple[Id, ...]] = Field((), description="Voor het thema: wat deze pagina niet laat zien, zoals `toc`.")
    icon: Apart[Icon | None] = Field(None, description="Voor het thema: het pictogram in de navigatie.")
    status: Apart[Id | None] = Field(
        None, description="Voor het thema: het teken achter de titel in de navigatie, zoals `new`."
    )
    subtitle: Apart[Label | None] = Field(None, description="Voor het thema: de regel onder de titel in de navigatie.")


class Source(Frozen):
    """An entry of the bibliography."""

    author: Text | None = Field(None, description="Wie het schreef, als dat bekend is.")
    title: Text = Field(description="De titel.")
    publisher: Text | None = Field(None, description="Wie het uitgaf, als dat bekend is.")
    year: Text | None = Field(None, description="Het jaar, of wat daarover bekend is.")
    url: WebAddress | None = Field(None, description="Het adres.")
    note: Text | None = Field(None, description="Waar wij deze bron voor gebruiken, en welk voorbehoud past.")
    aliases: Apart[tuple[Id, ...]] = Field((), description="Ids waaronder deze bron eerder stond.")


class Term(Frozen):
    """A term that a reader may not know."""

    term: Text = Field(description="Het begrip, zoals het in de lijst staat.")
    also: tuple[Text, ...] = Field((), description="Andere vormen zoals ze in de tekst staan.")
    text: Text = Field(description="Wat het betekent, in één of twee zinnen.")


class Removal(Frozen):
    """Something that was published and is gone for good: what a reader who still comes there is told."""

    title: Text = Field(description="Hoe het heette.")
    date: Date = Field(description="Wanneer het is weggehaald: jaar-maand-dag.")
    reason: Text = Field(description="Waarom het weg is, in één of twee zinnen voor de lezer.")
    instead: Text = Field(description="Waar de lezer nu heen kan: een adres op de site, of een webadres.")


class RegisterFile(Frozen):
    """Every address that was ever published, and what became of those that are no longer there."""

    moved: dict[Text, Text] = Field({}, description="Het begin van een oud adres: het begin van het nieuwe.")
    removed: dict[Text, Removal] = Field({}, description="Adressen van wat voorgoed weg is.")
    codes: dict[Text, Text] = Field({}, description="Korte codes, elk met het adres waar hij voor is. Groeit vanzelf.")
    forms: dict[Text, Text] = Field(
        {}, description="Elke versie van een scan die ooit gepubliceerd is. Groeit vanzelf."
    )
    published: tuple[Text, ...] = Field((), description="Elk adres dat ooit gepubliceerd is. Groeit vanzelf.")


def marks_of(field: FieldInfo) -> tuple[object, ...]:
    """What is said of a field beside its type, also within a type that it may have."""
    within = (mark for kind in get_args(field.annotation) for mark in getattr(kind, "__metadata__", ()))
    return (*field.metadata, *within)


@cache
def keys_for_readers(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys of a model that say something to readers."""
    return tuple(key for key, field in model.model_fields.items() if "apart" not in marks_of(field))


@cache
def markdown_keys(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys of a model that hold Markdown."""
    return tuple(key for key, field in model.model_fields.items() if "markdown" in marks_of(field))
