"""What a scan and a checklist are: the two sorts of file that a group uses together, as frozen models.

A scan asks everybody for a score on each item; a checklist gives advice for what somebody ticks.
"""

from typing import Annotated

from pydantic import Field, StringConstraints

from treeguide.values.model import Apart, Condition, Fails, Frozen, Id, Markdown, Text

NUMBER_PATTERN = r"^[0-9]{1,2}$"
Number = Annotated[str, StringConstraints(pattern=NUMBER_PATTERN), Fails("not-a-number")]
UNKNOWN = "?"
"""What stands in a scenario for a partner who does not know."""


class Scale(Frozen):
    """The scores one chooses from: whole numbers, from the first to the last."""

    first: Number = Field(description="Het laagste cijfer, meestal 0 of 1.")
    last: Number = Field(description="Het hoogste cijfer. Een schaal heeft hoogstens elf cijfers.")
    low: Text = Field(description="Wat het laagste cijfer betekent.")
    high: Text = Field(description="Wat het hoogste cijfer betekent.")
    unknown: Text | None = Field(None, description="Hoe de keuze heet voor wie geen cijfer kan geven.")

    @property
    def scores(self) -> range:
        return range(int(self.first), int(self.last) + 1)


class Talk(Frozen):
    """What a group does when it sees a pattern in its scores."""

    ask: Text = Field(description="De vraag waarmee het gesprek begint.")
    lessons: tuple[Id, ...] = Field((), description="Lessen die dan helpen, de belangrijkste eerst.")


class Talks(Frozen):
    """For each pattern what the group talks about, and `default` for patterns without words of their own."""

    agree_high: Talk | None = Field(None, description="Alle cijfers liggen dicht bij elkaar, hoog op de schaal.")
    agree_middle: Talk | None = Field(None, description="Alle cijfers liggen dicht bij elkaar, midden op de schaal.")
    agree_low: Talk | None = Field(None, description="Alle cijfers liggen dicht bij elkaar, laag op de schaal.")
    one_differs: Talk | None = Field(None, description="Eén cijfer ligt ver van de rest.")
    two_camps: Talk | None = Field(None, description="De cijfers liggen in twee groepen, ver uit elkaar.")
    spread: Talk | None = Field(None, description="De cijfers liggen over de hele schaal.")
    too_few: Talk | None = Field(None, description="Minder dan twee mensen gaven een cijfer.")
    default: Talk | None = Field(None, description="Voor elk patroon dat hier niet staat.")

    def of(self, pattern: str) -> Talk | None:
        """What to talk about at that pattern."""
        return getattr(self, pattern) or self.default


class Item(Frozen):
    """One thing that everybody gives a score."""

    text: Text = Field(description="De stelling of vraag, één zin.")
    help: Markdown | None = Field(None, description="Uitleg onder de stelling (Markdown).")
    talk: Apart[Talks] = Field(description="Wat de groep doet met elk patroon in de cijfers.")


class ScanScenario(Frozen):
    """An example of what partners answer, and the patterns that must come out."""

    name: Text = Field(description="Een naam die een verhaal vertelt.")
    scores: dict[Id, tuple[Text, ...]] = Field(description="Item-id: de cijfers van de partners, of ? voor weet niet.")
    expect: dict[Id, Text] = Field(description="Item-id: het patroon dat eruit moet komen.")


class ScanFile(Frozen):
    """A scan: a file with a scale and items."""

    title: Text = Field(description="De naam van de scan.")
    summary: Text = Field(description="Eén of twee zinnen: wat je eraan hebt.")
    takes: Text | None = Field(None, description="Wat het vraagt: hoeveel mensen en hoeveel minuten.")
    sources: tuple[Id, ...] = Field((), description="Bronnen waar de scan op leunt.")
    scale: Apart[Scale] = Field(description="De cijfers waaruit ieder kiest.")
    items: Apart[dict[Id, Item]] = Field(min_length=1, description="Waar ieder een cijfer voor geeft, hoogstens 30.")
    scenarios: Apart[tuple[ScanScenario, ...]] = Field((), description="Voorbeelden, nagelopen bij elke controle.")
    aliases: Apart[dict[Id, Id]] = Field({}, description="Oude ids van items: het id dat ze nu hebben.")
    former_ids: Apart[tuple[Id, ...]] = Field((), description="Ids waaronder deze scan eerder stond.")


class Signal(Frozen):
    """Something a reader can tick."""

    text: Text = Field(description="Wat de lezer herkent, in woorden van de lezer.")
    help: Markdown | None = Field(None, description="Uitleg eronder (Markdown).")
    sets: Apart[tuple[Id, ...]] = Field(
        (), description="Feiten die gelden zodra dit is aangekruist, naast het eigen id."
    )


class Advice(Frozen):
    """A situation or a lesson, and for whom it is."""

    outcome: Id | None = Field(None, description="Het id van een situatie.")
    lesson: Id | None = Field(None, description="Het id van een les.")
    when: Apart[Condition] = Field(
        description="Wanneer dit advies verschijnt: signalen en feiten die wel of niet gelden."
    )
    because: Text = Field(description="Waarom dit helpt, in één zin.")

    @property
    def name(self) -> str:
        return self.outcome or self.lesson or ""


class ChecklistScenario(Frozen):
    """An example of what somebody ticks, and the advice that must come, all of it."""

    name: Text = Field(description="Een naam die een verhaal vertelt.")
    ticks: tuple[Id, ...] = Field(description="De signalen die zijn aangekruist.")
    expect: tuple[Id, ...] = Field(description="De situaties en lessen die verschijnen, allemaal.")


class ChecklistFile(Frozen):
    """A checklist: a file with signals and advice."""

    title: Text = Field(description="De naam van de checklist.")
    summary: Text = Field(description="Eén of twee zinnen: wat je eraan hebt.")
    takes: Text | None = Field(None, description="Wat het vraagt: hoeveel mensen en hoeveel minuten.")
    sources: tuple[Id, ...] = Field((), description="Bronnen waar de checklist op leunt.")
    signals: Apart[dict[Id, Signal]] = Field(min_length=1, description="Wat een lezer kan aankruisen.")
    alone: tuple[Id, ...] = Field((), description="Signalen die alleen tellen als er niets anders is aangekruist.")
    advice: Apart[tuple[Advice, ...]] = Field(min_length=1, description="Adviezen, het belangrijkste eerst.")
    at_most: Apart[Number] = Field(
        "7", description="Zo veel adviezen verschijnen hoogstens bij drie signalen of minder."
    )
    scenarios: Apart[tuple[ChecklistScenario, ...]] = Field((), description="Voorbeelden, nagelopen bij elke controle.")
    aliases: Apart[dict[Id, Id]] = Field({}, description="Oude ids van signalen: het id dat ze nu hebben.")
    former_ids: Apart[tuple[Id, ...]] = Field((), description="Ids waaronder deze checklist eerder stond.")


SHEET_MODELS = (ScanFile, Scale, Item, Talks, Talk, ScanScenario, ChecklistFile, Signal, Advice, ChecklistScenario)
