"""What a guide calls things: its kinds and lists, and what a reader of each choice may begin with."""

from abc import ABC, abstractmethod
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from treeguide.values.model import Frozen, Id, Text


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
    required: tuple[Text, ...] = Field((), description="Wat elke les moet hebben, zoals sources of themes.")
    cards: CardsOf | None = Field(None, description="Hoe de kaarten met vragen zijn ingedeeld.")
    same_words: tuple[tuple[Text, ...], ...] = Field(
        (), description="Woorden die lezers voor elkaar gebruiken, per rij. Wie het ene zoekt, vindt ook het andere."
    )
    facets: dict[Id, FacetList] = Field({}, description="Lijsten met een eigen naam, in de volgorde van de site.")
    themes: dict[Id, Facet] = Field({}, description="Thema's, in de volgorde van de site.")
    phases: dict[Id, Facet] = Field({}, description="Fasen, in de volgorde van de site.")
    roles: dict[Id, Facet] = Field({}, description="Rollen, in de volgorde van de site.")


START_MODELS = (StartLesson, StartOutcome, StartGuide)
