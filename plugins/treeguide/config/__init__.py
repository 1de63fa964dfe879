"""What a project can be set to, and the settings that a site's options stand for."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from treeguide.config.publisher import KEYS, Publisher, misfits, publisher_from
from treeguide.graph import SECTION_LIMIT
from treeguide.library import REGISTER, Folders
from treeguide.values import Place, Problem, problem
from treeguide.values.closest import closest
from treeguide.words import INTERFACES, interface, messages

MAPPINGS = ("words", "checks", "publisher")
LONGEST_NAME = 100  # characters of a folder or file; systems take no more than 255 of one
GRADES = ("error", "warning", "off")
RETIRED = ("cache", "processes")  # options of the first release that do nothing any more
HOSTS = ("enabled",)  # what MkDocs itself understands among the options of any plugin
_WORD = re.compile(r"\w[\w-]*(?:/\w[\w-]*)*")
_FILE = re.compile(r"\w[\w.-]*\.ya?ml")
_KINDS = {bool: "yes-no", int: "number", str: "text", dict: "words"}
Locate = Callable[[str], Place]


_DUTCH = interface("nl")


@dataclass(frozen=True)
class Settings:
    """The plugin's options. The `*_url` are the first word of each sort of address; the `*_dir` are folders.

    Usual here is what is usual in Dutch; in another language the words are its own: `usual_words`.
    """

    trees_dir: str = "decision_trees"
    lessons_dir: str = "lessons"
    register: str = REGISTER
    guides_url: str = _DUTCH["slug-guides"]
    outcomes_url: str = _DUTCH["slug-outcomes"]
    lessons_url: str = _DUTCH["slug-lessons"]
    sources_url: str = _DUTCH["slug-sources"]
    glossary_url: str = _DUTCH["slug-glossary"]
    cards_url: str = _DUTCH["slug-cards"]
    dossier_url: str = _DUTCH["slug-dossier"]
    codes_url: str = _DUTCH["slug-codes"]
    together_url: str = _DUTCH["slug-together"]
    version: str = ""
    language: str = "nl"
    drafts: bool = False
    section_limit: int = SECTION_LIMIT
    search: bool = True
    questions_per_page: int = 500
    headers: bool = False
    saving: bool = False
    codes: bool = True
    dossier: bool = True
    cards: bool = True
    embed: bool = True
    drawing: bool = True
    words: Mapping[str, str] = field(default_factory=dict)
    checks: Mapping[str, str] = field(default_factory=dict)
    publisher: Publisher = field(default_factory=Publisher)

    @cached_property
    def interface(self) -> dict[str, str]:
        """The words that readers meet around the content, in the language of the site; some may be its own."""
        return {**interface(self.language), **self.words}

    def folders(self, root: Path) -> Folders:
        """The folders of a project whose configuration, pages and sources all stand below that one."""
        return Folders(root.resolve(), self.trees_dir.strip("/"), self.lessons_dir.strip("/"), register=self.register)


def settings_from(options: Mapping[str, Any], theme_language: str, locate: Locate) -> tuple[Settings, list[Problem]]:
    """The settings that these options stand for, and what is wrong with them; a wrong one stays as usual.

    An option without a value is as usual too. `locate` tells where an option stands.
    """
    known = _usual(options, theme_language)
    given = {name: value for name, value in options.items() if name in known and value is not None}
    found = [_unknown(name, list(known), locate) for name in options if name not in (*known, *RETIRED, *HOSTS)]
    wrong = {name: hint for name, value in given.items() if (hint := _refusal(name, value, known[name]))}
    found += [bad_setting(locate(name), Given(name, given[name]), hint, known[name]) for name, hint in wrong.items()]
    right = {name: value for name, value in given.items() if name not in wrong}
    for name, wrong_in in _WRONG_IN.items():
        bad = dict(wrong_in(right.get(name, {}), locate))
        found += bad.values()
        right |= {name: {key: value for key, value in right.get(name, {}).items() if key not in bad}}
    publisher = publisher_from(right["publisher"] if "publisher" in given else None)
    settings = Settings(**{**known, **right, "publisher": publisher})
    return settings, [*found, *_same_words(settings, right, locate)]


def _usual(options: Mapping[str, Any], theme_language: str) -> dict[str, Any]:
    """Each option as it is where nobody gives it: the words of addresses in the language of the site."""
    given = options.get("language")
    language = given if given in INTERFACES else speaks(theme_language) or "en"
    usual = {field.name: field.default for field in fields(Settings) if field.name not in MAPPINGS}
    return {**usual, "language": language, **usual_words(language), **{name: {} for name in MAPPINGS}}


def usual_words(language: str) -> dict[str, str]:
    """The words of addresses in that language, by the name of their option."""
    words = interface(language)
    names = [field.name for field in fields(Settings) if field.name.endswith("_url")]
    return {name: words[f"slug-{name.removesuffix('_url')}"] for name in names}


class Given(NamedTuple):
    """An option and the value it was given."""

    key: str
    value: object


def bad_setting(place: Place, given: Given, hint: str, example: object) -> Problem:
    """An option that has a value it cannot have; `hint` names what is said about what would be right."""
    words = {"key": given.key, "value": _shown(given.value), "example": str(example), "known": ", ".join(INTERFACES)}
    return problem(place, "bad-setting", hint=hint, **words)


def _shown(value: object) -> str:
    """A value as people write it; of what holds other values only the brackets."""
    if isinstance(value, list | dict):
        return "[…]" if isinstance(value, list) else "{…}"
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def speaks(theme_language: str) -> str:
    """The language of ours in which a site with that language in its theme is read; nothing where we know none."""
    short = theme_language[:2].lower()
    return short if short in INTERFACES else "nl" if not short else ""


def _unknown(name: str, known: list[str], locate: Locate) -> Problem:
    near = closest(str(name), known)
    return problem(locate(name), "unknown-setting", key=str(name), near=near)


def _refusal(name: str, value: object, usual: object) -> str:
    """Why an option cannot have that value, as the name of a hint; nothing when it can."""
    if type(value) is not type(usual):
        return {"checks": "grade", "publisher": "publisher"}.get(name) or _KINDS[type(usual)]
    if name == "language" and value not in INTERFACES:
        return "language"
    is_long = len(str(value)) > LONGEST_NAME
    if name.endswith("_url") and (is_long or not _WORD.fullmatch(str(value))):
        return "word"
    if name == "register" and (is_long or not _FILE.fullmatch(str(value))):
        return "file"
    if name.endswith("_dir") and is_long:
        return "outside"
    return "number" if type(value) is int and value < 1 else ""


def _wrong_words(words: Mapping[str, Any], locate: Locate) -> Iterator[tuple[str, Problem]]:
    """Each word of a site that cannot be one, by its key: one nobody knows, or with a gap that nobody fills."""
    known = interface("en")
    for key, text in words.items():
        if key not in known:
            yield key, problem(locate("words"), "unknown-setting", key=str(key), near=closest(str(key), known))
        elif not isinstance(text, str) or not text.strip():
            yield key, bad_setting(locate("words"), Given(key, text), "text", known[key])
        elif not set(re.findall(r"\{[^{}]*\}|[{}]", text)) <= set(re.findall(r"\{\w+\}", known[key])):
            yield key, bad_setting(locate("words"), Given(key, text), "gaps", known[key])


def _wrong_grades(grades: Mapping[str, Any], locate: Locate) -> Iterator[tuple[str, Problem]]:
    """Each grade that cannot be one, by the check that it is for."""
    known = messages("en").keys() - {"words"}
    for code, grade in grades.items():
        given = "off" if grade is False else grade  # YAML 1.1 reads off as no
        if code not in known:
            yield code, problem(locate("checks"), "unknown-setting", key=str(code), near=closest(str(code), known))
        elif given not in GRADES:
            yield code, bad_setting(locate("checks"), Given(code, grade), "grade", "")


def _wrong_publisher(given: Mapping[str, Any], locate: Locate) -> Iterator[tuple[str, Problem]]:
    """Each thing said of the publisher that cannot be so, by its key."""
    for key, hint in misfits(given):
        place = locate(f"publisher.{key}")
        if hint:
            yield key, bad_setting(place, Given(key, given[key]), hint, "")
        else:
            yield key, problem(place, "unknown-setting", key=str(key), near=closest(str(key), KEYS))


_WRONG_IN = {"words": _wrong_words, "checks": _wrong_grades, "publisher": _wrong_publisher}


def _same_words(settings: Settings, given: Mapping[str, Any], locate: Locate) -> Iterator[Problem]:
    """Two sorts of address that begin with the same word: told at the one that was given, or given last."""
    names = [field.name for field in fields(Settings) if field.name.endswith("_url")]
    order = {name: number for number, name in enumerate(given, 1)}
    for one, other in combinations(names, 2):
        word = str(getattr(settings, one))
        if word.casefold() == str(getattr(settings, other)).casefold():
            first, last = sorted((one, other), key=lambda name: order.get(name, 0))
            yield problem(locate(last), "same-setting", key=last, other=first, value=word)
