"""What the manual says of the tool, made from the tool: its checks with examples, its commands, and its keys."""

import re
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import checks_page
import commands_page
from case_folders import CASES, found_in
from checks_page import ROOT
from treeguide import report
from treeguide.values import Problem, model, sheets, vocabulary
from treeguide.words import key_words

MANUAL = ROOT / "manual"
ENGLISH = "\ntheme: {language: en}\n"
HERE = re.compile(r"^<!-- manual:(\w+)((?: \w+)*) -->$", re.M)
TITLES = {
    "hidden-character": "Reading the file",
    "not-utf8": "Names and files",
    "empty-file": "Shape",
    "unknown-start": "Questions and routes",
    "never-holds": "Facts and conditions",
    "unknown-lesson": "What refers to something",
    "scenario-ends-elsewhere": "Examples, situations and answers",
    "unknown-item": "Scans and checklists",
    "raw-html": "Texts and links",
    "address-taken": "Addresses",
    "unknown-setting": "How the site is set",
    "broken-page-link": "Pages and navigation of the site itself",
}
_FOUND = {**vars(model), **vars(vocabulary), **vars(sheets)}
MODELS: dict[str, Any] = {name: _FOUND[name] for name in key_words()["keys"]}
PHRASES = tomllib.loads((Path(__file__).parent / "in_english.toml").read_text("utf-8"))["phrases"]
_PHRASE = re.compile(
    "|".join(rf"(?<![\w-]){re.escape(one)}(?![\w-])" for one in sorted(PHRASES, key=len, reverse=True))
)


def filled(text: str) -> str:
    """The text of a page of the manual with each `<!-- manual:… -->` replaced by what the tool says there."""
    makers = {"checks": checks, "commands": commands, "keys": keys}
    return HERE.sub(lambda found: makers[found[1]](*found[2].split()), text)


def checks() -> str:
    """Every check, with what is wrong, what would be right, and an example."""
    with tempfile.TemporaryDirectory() as spare:
        parts = [_check(code, Path(spare)) for code in checks_page.codes("en")]
    return "\n".join(parts)


def _check(code: str, spare: Path) -> str:
    heading = f"## {TITLES[code]}\n\n" if code in TITLES else ""
    found = in_english(code, spare)
    level = "Error" if found.is_error else "Warning"
    return f"{heading}### {code}\n\n{level}.\n\n```text\n{report.one(found, 'en')}\n```\n"


def in_english(code: str, spare: Path) -> Problem:
    """What the case of a check finds, when everything in it is put in English."""
    if (CASES / code / "links.txt").exists() or not (CASES / code).is_dir():
        return checks_page.example(code, spare)
    folder = spare / code
    for path in sorted(one for one in (CASES / code).rglob("*") if one.is_file()):
        place = folder / translated(path.relative_to(CASES / code).as_posix())
        place.parent.mkdir(parents=True, exist_ok=True)
        text = translated(path.read_bytes().decode("utf-8", "surrogateescape"))
        place.write_bytes(text.encode("utf-8", "surrogateescape"))
    config = folder / "mkdocs.yml"
    set_so = config.read_text("utf-8") if config.exists() else "plugins: [treeguide]"
    if "theme:" not in set_so:
        config.write_text(set_so + ENGLISH, "utf-8")
    found = [one for one in found_in(folder) if one.code == code]
    assert found, f"tests/cases/{code} gives no {code} when tests/in_english.toml has put it in English, or at all"
    return found[0]


def translated(text: str) -> str:
    """The text with every phrase of it that has an English one replaced."""
    return _PHRASE.sub(lambda found: PHRASES[found[0]], text)


def commands() -> str:
    """Every command with its examples and options."""
    return commands_page.body("en")


def keys(*names: str) -> str:
    """Every key of those models: what it is for, and whether it must be there."""
    words = key_words()["keys"]
    rows = [
        f"| `{key}` | {words[name][key]} | {'yes' if field.is_required() else ''} |"
        for name in names
        for key, field in MODELS[name].model_fields.items()
    ]
    return "\n".join(("| Key | What it is for | Must be there |", "|---|---|---|", *rows))
