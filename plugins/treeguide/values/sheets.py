"""What a scan and a checklist are: the two sorts of file that a group uses together, as frozen models; and the
patterns of scores.

A scan asks everybody for a score on each item; a checklist gives advice for what somebody ticks.
"""

from collections.abc import Iterable
from functools import cache
from itertools import combinations_with_replacement
from typing import Annotated, NamedTuple

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

    name: Apart[Text] = Field(description="Een naam die een verhaal vertelt.")
    scores: dict[Id, tuple[Text, ...]] = Field(
        description="Item-id: de cijfers van de partners, of `?` voor weet niet."
    )
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

    name: Apart[Text] = Field(description="Een naam die een verhaal vertelt.")
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


class Rule(NamedTuple):
    """What must hold for a pattern; the first rule that holds gives it.

    At least `fewest` scores, and at most `most`; exactly so many `groups` (0: whatever they are), the smallest of
    which has so many scores (`smallest`, 0: any number); their middle in that `third` of the scale (1 to 3, 0: any).
    """

    pattern: str
    fewest: int = 0
    most: int = 1_000_000
    groups: int = 0
    smallest: int = 0
    third: int = 0


RULES = (
    Rule("too_few", most=1),
    Rule("agree_low", groups=1, third=1),
    Rule("agree_high", groups=1, third=3),
    Rule("agree_middle", groups=1),
    Rule("one_differs", fewest=3, groups=2, smallest=1),
    Rule("two_camps", groups=2),
    Rule("spread"),
)
PATTERNS = tuple(rule.pattern for rule in RULES)


def near(width: int) -> int:
    """How far two scores on a scale of that width (last minus first) may differ and still be near each other."""
    return max(width // 3, min(1, width // 2))


def pattern(scores: Iterable[int], first: int, last: int) -> str:
    """The pattern of these scores on a scale from `first` to `last`; every multiset of scores has exactly one."""
    given = sorted(scores)
    count, width = len(given), last - first
    groups = _groups(given, near(width))
    third = _third(given[(count - 1) // 2] + given[count // 2] - 2 * first, width) if given else 0
    smallest = min(groups, default=0)
    return next(
        rule.pattern
        for rule in RULES
        if rule.fewest <= count <= rule.most
        and rule.groups in (0, len(groups))
        and rule.smallest in (0, smallest)
        and rule.third in (0, third)
    )


def _groups(given: list[int], near: int) -> list[int]:
    """How many scores each group has; nothing where the scores of some group are not near each other."""
    groups: list[list[int]] = []
    for score in given:
        if groups and score - groups[-1][-1] <= near:
            groups[-1].append(score)
        else:
            groups.append([score])
    is_tight = all(one[-1] - one[0] <= near for one in groups)
    return [len(one) for one in groups] if is_tight else []


def _third(middle: int, width: int) -> int:
    """Which third of the scale the middle is in; `middle` is twice its distance from the first score."""
    return 1 if 3 * middle <= 2 * width else 3 if 3 * middle >= 4 * width else 2


@cache
def example(wanted: str, first: int, last: int) -> tuple[int, ...]:
    """A few scores that have that pattern; none where no scores on this scale have it."""
    scale = range(first, last + 1)
    tries = (scores for count in (4, 3, 2, 1) for scores in combinations_with_replacement(scale, count))
    return next((scores for scores in tries if pattern(scores, first, last) == wanted), ())
