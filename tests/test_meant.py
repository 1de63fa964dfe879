"""A word that is not in the format leads to the word that was meant, also in Dutch."""

import pytest
from pydantic import BaseModel

from treeguide.commands.cli import commands
from treeguide.commands.command_line import Parser
from treeguide.reading.meant import Meant, meant, meant_day
from treeguide.values import model, sheets, vocabulary
from treeguide.values.model import FrontMatter, Outcome, Question, TreeFile
from treeguide.words import key_words, other_names

MODELS = [
    one
    for module in (vocabulary, model, sheets)
    for one in vars(module).values()
    if isinstance(one, type) and issubclass(one, BaseModel) and one.__module__ == module.__name__
]
FIVE = ("lesson", "success-factor", "pitfall", "guiding-question", "instrument")
KEYS = {key for one in MODELS for key in one.model_fields}


@pytest.mark.parametrize(
    ("word", "known", "found"),
    [
        ("samenvatting", FrontMatter.model_fields, Meant(meant="summary")),
        ("Samenvatting ", FrontMatter.model_fields, Meant(meant="summary")),
        ("thema’s", FrontMatter.model_fields, Meant(meant="themes")),
        ("vragen", FrontMatter.model_fields, Meant(meant="ask")),
        ("vragen", TreeFile.model_fields, Meant(meant="questions")),
        ("tekst", Question.model_fields, Meant(meant="text")),
        ("tekst", Outcome.model_fields, Meant(meant="body")),
        ("Title", FrontMatter.model_fields, Meant(near="title")),
        ("first-step", Outcome.model_fields, Meant(near="first_step")),
        ("sumary", FrontMatter.model_fields, Meant(near="summary")),
        ("samenvatting", ["sources"], Meant()),
        ("kleur", FrontMatter.model_fields, Meant()),
        ("…", FrontMatter.model_fields, Meant()),
    ],
)
def test_a_key_by_another_name_is_known(word: str, known: list[str], found: Meant) -> None:
    assert meant(word, known, key_words()["also"]) == found


def test_a_kind_by_another_name_is_known() -> None:
    assert meant("Valkuil", FIVE, other_names()["kinds"]) == Meant(meant="pitfall")
    assert meant("pitfalls", FIVE, other_names()["kinds"]) == Meant(near="pitfall")


def test_every_key_and_kind_of_the_format_has_other_names_and_no_other_has() -> None:
    assert set(key_words()["also"]) ^ KEYS == set(), "[also] of words/messages/keys.toml has these not right"
    assert set(other_names()["kinds"]) == set(FIVE)


def test_every_command_and_everything_new_has_other_names() -> None:
    assert [one.name for one in commands() if not one.also] == [], "`also` of these in help-*.toml is empty"
    parser = Parser()
    next(command for command in commands() if command.name == "new").options(parser)
    assert set(other_names()["things"]) == set(parser._actions[1].choices or ())


@pytest.mark.parametrize("one", MODELS, ids=lambda one: one.__name__)
def test_no_other_name_hides_a_key_of_the_format(one: type[BaseModel]) -> None:
    """In each place every key is found by at least one of its other names, whatever stands higher in the table."""
    known, others = list(one.model_fields), key_words()["also"]
    for key in known:
        assert any(meant(word, known, others).meant == key for word in others[key]), key


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("1-2-2026", "2026-02-01"),
        ("31/12/2025", "2025-12-31"),
        ("1.2.2026", "2026-02-01"),
        ("1 februari 2026", "2026-02-01"),
        ("3 Mrt. 2026", "2026-03-03"),
        ("2026-2-1", "2026-02-01"),
        (" 2026/02/01 ", "2026-02-01"),
        ("31-2-2026", ""),
        ("1 lentemaand 2026", ""),
        ("1-2-26", ""),
        ("2026", ""),
        ("morgen", ""),
    ],
)
def test_a_day_that_is_written_another_way_is_known(written: str, day: str) -> None:
    assert meant_day(written) == day
