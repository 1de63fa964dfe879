"""The truth table of a checklist says what walking through every selection says."""

import random

import pytest

from treeguide.graph.selections import Selections, known_facts
from treeguide.values.sheets import ChecklistFile


def made(signals: int, rules: int, seed: int) -> ChecklistFile:
    chosen = random.Random(seed)
    names = [f"s{number}" for number in range(signals)]
    facts = [f"f{number}" for number in range(max(2, signals // 2))]
    advice = []
    for number in range(rules):
        some = chosen.sample([*names, *facts], 4)
        when = {"all_of": some[:1], "any_of": some[1:3] * chosen.randint(0, 1), "none_of": some[3:]}
        advice.append({"lesson": f"l{number}", "because": "x", "when": when})
    ticked = {name: {"text": name, "sets": [chosen.choice(facts)]} for name in names}
    content = {"title": "t", "summary": "s", "signals": ticked, "alone": names[:1], "advice": advice}
    return ChecklistFile.model_validate(content)


def told(file: ChecklistFile, ticks: list[str]) -> tuple[str, ...]:
    """What shows, by the words of the format."""
    facts: set[str] = set()
    for name in ticks:
        if name not in file.alone or len(ticks) == 1:
            facts |= {name, *file.signals[name].sets}
    return tuple(one.name for one in file.advice if one.when.holds(frozenset(facts)))


@pytest.mark.parametrize("seed", range(6))
def test_every_selection_shows_what_its_conditions_say(seed: int) -> None:
    file = made(7, 12, seed)
    tables = Selections(file)
    every = [[name for place, name in enumerate(file.signals) if number >> place & 1] for number in range(1 << 7)]
    shown = {tuple(ticks): told(file, ticks) for ticks in every}
    assert {ticks: tables.shown(ticks) for ticks in shown} == shown
    empty = [ticks for ticks, names in shown.items() if ticks and not names]
    found = tables.without_advice
    assert (found is None) == (not empty)
    assert found is None or (found in empty and len(found) == min(map(len, empty)))
    few = [len(names) for ticks, names in shown.items() if len(ticks) <= 3]
    assert tables.longest(3)[0] == max(few) == len(shown[tables.longest(3)[1]])
    never = [one.name for one, table in zip(file.advice, tables.advice, strict=True) if not table]
    assert never == [one.name for one in file.advice if all(one.name not in names for names in shown.values())]


def test_a_signal_is_a_fact_of_its_own() -> None:
    assert known_facts(made(3, 4, 1))["s0"] == ["s0"]
