"""What a guide calls things, and with what a reader of each may begin, becomes the shape of its lessons."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal, TypeAlias, get_origin

from pydantic import ConfigDict, Discriminator, Field, Tag, create_model

from treeguide.values import model, sheets
from treeguide.values.model import ONE_KIND, Apart, Date, Fails, FrontMatter, Frozen, Id, Text, marks_of

SHORT = ("themes", "phases", "roles")  # lists that need no declaration: what they are called, every language knows
Key: TypeAlias = tuple[tuple[str, ...], str, tuple[str, ...], tuple[str, ...]]
NAMED = "Keuzes uit een lijst van deze gids (ids uit `lessons/facets.yml`)."


class _Start(Frozen, ABC):
    """Something to begin with, and why."""

    why: Text = Field(description="Waarom dit een goed begin is, in één zin.")

    @property
    @abstractmethod
    def names(self) -> tuple[str, str]:
        """What it leads to: a sort and an id, for a question with that of its guide before it."""

    def __str__(self) -> str:
        return f"{self.names[1]}: {self.why}"


class StartLesson(_Start):
    """A lesson to begin with."""

    lesson: Id = Field(description="Het id van een les om mee te beginnen.")

    @property
    def names(self) -> tuple[str, str]:
        return "lesson", self.lesson


class StartOutcome(_Start):
    """A situation to begin with."""

    outcome: Id = Field(description="Het id van een uitkomst om mee te beginnen.")

    @property
    def names(self) -> tuple[str, str]:
        return "outcome", self.outcome


class StartGuide(_Start):
    """A guide to begin with, from its first question or from another."""

    guide: Id = Field(description="Het id van een boom om mee te beginnen.")
    question: Id | None = Field(None, description="Een vraag van die boom, als de lezer daar moet beginnen.")

    @property
    def names(self) -> tuple[str, str]:
        return ("question", f"{self.guide}#{self.question}") if self.question else ("guide", self.guide)


def _start_shape(value: Any) -> str:
    keys = value if isinstance(value, dict) else ()
    return next((f"({key})" for key in ("guide", "outcome") if key in keys and "lesson" not in keys), "(lesson)")


Start = Annotated[
    Annotated[StartLesson, Tag("(lesson)")]
    | Annotated[StartOutcome, Tag("(outcome)")]
    | Annotated[StartGuide, Tag("(guide)")],
    Discriminator(_start_shape),
]


class Facet(Frozen):
    """A theme, a phase or a role."""

    label: Text = Field(description="Wat de lezer ziet.")
    description: Text | None = Field(None, description="De zin boven de overzichtspagina.")
    start_here: tuple[Start, ...] = Field((), description="Waar de lezer het best begint, in deze volgorde.")


class KindOf(Frozen):
    """A kind of lesson that a guide has."""

    label: Text = Field(description="Hoe één zo'n item heet.")
    plural: Text | None = Field(None, description="Hoe ze samen heten, boven de lijst.")
    description: Text | None = Field(None, description="De zin boven de lijst.")
    address: Id | None = Field(None, description="Het woord in het adres van de lijst; anders het id.")


class FacetList(Frozen):
    """A closed list that lessons choose from, by a name of the guide's own."""

    label: Text = Field(description="Hoe de lijst heet, in het meervoud.")
    address: Id | None = Field(None, description="Het woord in de adressen; anders de naam van de lijst.")
    values: dict[Id, Facet] = Field({}, description="Waaruit te kiezen is, in de volgorde van de site.")


class CardsOf(Frozen):
    """Which questions are on the first page of cards, and by which list the other pages are made."""

    kind: Id | None = Field(None, description="Van welke soort de eerste pagina is; anders van alles.")
    by: Id | None = Field(None, description="De lijst waarvan elke keuze een eigen pagina krijgt.")


class Facets(Frozen):
    """What a guide calls things: the kinds of lessons, the closed lists they choose from, and what none may lack."""

    kinds: dict[Id, KindOf] = Field({}, description="De soorten lessen, in de volgorde van de site.")
    default_kind: Id | None = Field(None, description="De soort van een les die er geen noemt.")
    required: tuple[Text, ...] = Field((), description="Wat elke les moet hebben, zoals `sources` of `themes`.")
    cards: CardsOf | None = Field(None, description="Hoe de kaarten met vragen zijn ingedeeld.")
    same_words: Apart[tuple[tuple[Text, ...], ...]] = Field(
        (), description="Woorden die lezers voor elkaar gebruiken, per rij. Wie het ene zoekt, vindt ook het andere."
    )
    facets: dict[Id, FacetList] = Field({}, description="Lijsten met een eigen naam, in de volgorde van de site.")
    themes: dict[Id, Facet] = Field({}, description="Thema's, in de volgorde van de site.")
    phases: dict[Id, Facet] = Field({}, description="Fasen, in de volgorde van de site.")
    roles: dict[Id, Facet] = Field({}, description="Rollen, in de volgorde van de site.")


START_MODELS = (StartLesson, StartOutcome, StartGuide)


class AnyFrontMatter(FrontMatter):
    """Front matter where what the guide calls things is not known: whatever it is called may stand there."""

    model_config = ConfigDict(extra="ignore")


def lists_of(facets: Facets) -> dict[str, Mapping[str, Facet]]:
    """The closed lists by their name, in the order of the site."""
    short = {name: getattr(facets, name) for name in SHORT}
    own = {name: {**short.get(name, {}), **one.values} for name, one in facets.facets.items()}
    return {**own, **{name: values for name, values in short.items() if name not in own}}


def sheets_of(facets: Facets) -> tuple[str, Mapping[str, Facet]]:
    """The list whose choices have a page of cards each: its name and what is in it; nothing where none was chosen."""
    by = (facets.cards and facets.cards.by) or ""
    return by, lists_of(facets).get(by, {})


def chosen(front: FrontMatter, name: str) -> tuple[str, ...]:
    """What a lesson chooses from the list of that name."""
    found: tuple[str, ...] = getattr(front, name, ())
    return found


def is_taken(name: str) -> bool:
    """Whether a list cannot have that name, since in a lesson it means something else."""
    return (name not in SHORT and hasattr(FrontMatter, name)) or name in FrontMatter.model_fields.keys() - {*SHORT}


def requirable(facets: Facets) -> tuple[str, ...]:
    """What a guide may ask of each of its lessons."""
    lists = (name for name, field in FrontMatter.model_fields.items() if field.annotation == tuple[Id, ...])
    return tuple(dict.fromkeys((*lists, *(name for name in facets.facets if not is_taken(name)), "reviewed")))


def front_matter(facets: Facets | None) -> type[FrontMatter]:
    """What stands above a lesson of a guide that calls things so; with None, of one of which that is not known."""
    if facets is None:
        return AnyFrontMatter
    own = tuple(name for name in facets.facets if name not in SHORT and not is_taken(name))
    required = tuple(name for name in facets.required if name in requirable(facets))
    usual = facets.default_kind if facets.default_kind in facets.kinds else "" if facets.kinds else ONE_KIND
    return _model((tuple(facets.kinds), usual or "", own, required))


@cache
def _model(key: Key) -> type[FrontMatter]:
    kinds, usual, own, required = key
    fields: dict[str, Any] = {name: (tuple[Id, ...], Field((), description=NAMED)) for name in own}
    told = {name: field.description or "" for name, field in FrontMatter.model_fields.items()}
    fields["kind"] = (Literal[kinds or (ONE_KIND,)], Field(*((usual,) if usual else ()), description=told["kind"]))
    for name in required:
        shape: Any = Date if name == "reviewed" else Annotated[tuple[Id, ...], Field(min_length=1)]
        for mark in FrontMatter.model_fields[name].metadata if name in told else ():
            shape = Annotated[shape, mark]
        fields[name] = (shape, Field(description=told.get(name, NAMED)))
    return create_model("FrontMatter", __base__=FrontMatter, **fields)


_OF_TREES = (model.TreeFile, model.Question, model.Option, model.Outcome, model.LessonUse, model.Scenario)
_OF_AUTHORS = (
    *_OF_TREES,
    *sheets.SHEET_MODELS,
    model.FrontMatter,
    model.Source,
    model.Term,
    Facet,
    KindOf,
    FacetList,
    *START_MODELS,
)
FORMAT_KEYS = frozenset(key for one in _OF_AUTHORS for key in one.model_fields)

TEXT_KEYS = frozenset(
    key
    for one in _OF_AUTHORS
    for key, field in one.model_fields.items()
    if Fails("no-text") in marks_of(field) and get_origin(field.annotation) is not dict
)
"""The keys behind which authors write what readers read."""
