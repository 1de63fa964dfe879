"""The pages that a group uses together: a scan to fill in, and the desk where its answers lie side by side."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from treeguide.addresses import address_of
from treeguide.library import Checklist, Scan, Sheet
from treeguide.library.sheets import is_form, mark
from treeguide.pages.checklist import advice_data
from treeguide.pages.graph_data import file_name
from treeguide.values.sheets import PATTERNS, RULES, Item, Talks
from treeguide.writing import Sheet as Written
from treeguide.writing import Writer
from treeguide.writing.assets import FOLDER
from treeguide.writing.page import Page, Plan

PARTNERS = 12  # rows of the sheet to tally on


def sheet_plans(writer: Writer) -> Iterator[Plan]:
    """The page of every scan, and the desk."""
    library, addresses = writer.project.library, writer.addresses
    for scan in library.scans.values():
        yield Plan(addresses.guide(scan.id), partial(_scan_page, scan, writer), scan.document.path)
    if library.guides:
        yield Plan(addresses.together, partial(_desk_page, writer))


def _scan_page(scan: Scan, writer: Writer) -> Page:
    path, file = writer.addresses.guide(scan.id), scan.file
    sheet = writer.on(path)
    html = sheet.fill(
        "scan.html.jinja",
        scan=file,
        id=scan.id,
        mark=scan.mark,
        document=scan.document,
        scores=file.scale.scores,
        talks=[(item.text, list(_talks(item.talk, sheet))) for item in file.items.values()],
        partners=range(1, PARTNERS + 1),
        patterns=_pattern_rows(writer),
        together=f"{writer.addresses.together}#{scan.id}",
        code=writer.project.codes.of_address.get(address_of(path), ""),
        sources=[(name, writer.project.library.sources[name]) for name in file.sources],
        sources_page=writer.addresses.sources,
        shared=address_of(path) in writer.project.codes.of_address,
    )
    source = scan.document.path
    return Page(path, file.title, html, _line(file.summary), source, sort="scan", id=scan.id, documents=(source,))


def _pattern_rows(writer: Writer) -> list[tuple[str, str]]:
    """What each pattern is called and when it holds, in the order of the rules."""
    return [(writer.words[f"pattern-{one}"], writer.words[f"pattern-rule-{one}"]) for one in PATTERNS]


def _talks(talks: Talks, sheet: Written) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """For each pattern with words of its own, and then for all others: its name, the question, and the lessons."""
    shown, words = sheet.writer.project.shown, sheet.writer.words
    for pattern, talk in talks:
        if talk:
            lessons = [
                (shown[name].front.title, sheet.writer.addresses.lesson(name)) for name in talk.lessons if name in shown
            ]
            yield words[f"pattern-{pattern}"], talk.ask, lessons


def _desk_page(writer: Writer) -> Page:
    """The desk. What its script knows stands in an attribute, as on the page of the dossier."""
    words, addresses, library = writer.words, writer.addresses, writer.project.library
    sheet = writer.on(addresses.together)
    html = sheet.fill(
        "together.html.jinja",
        content=json.dumps(desk_content(sheet), ensure_ascii=False, separators=(",", ":"), sort_keys=True),
        sheets=[
            (one.id, one.file.title, one.file.summary, addresses.guide(one.id))
            for one in sorted(library.sheets.values(), key=lambda one: not isinstance(one, Scan))
        ],
        guides=[(one.id, one.file.title) for one in library.trees.values()],
        patterns=_pattern_rows(writer),
        partners=range(1, PARTNERS + 1),
    )
    return Page(sheet.path, words["together"], html, words["together-lead"], sort="together")


def desk_content(sheet: Written) -> dict[str, Any]:
    """What the desk knows: every scan and guide by its id, old ids, the rules of the patterns, lessons, and words."""
    writer = sheet.writer
    library = writer.project.library
    uses = Counter(use.lesson for one in library.situations.values() for use in one.outcome.lessons)
    named = {name for scan in library.scans.values() for name in scan.lessons} | {
        name for name in uses if uses[name] > 1
    }
    shown = writer.project.shown
    folder = sheet.to(FOLDER + "/x").removesuffix("x")
    return {
        "scans": {one.id: _sheet_data(one, sheet) for one in library.sheets.values()},
        "guides": {
            one.id: [
                one.file.title,
                sheet.to(writer.addresses.guide(one.id)),
                folder + file_name(writer.project, one.id),
            ]
            for one in library.trees.values()
        },
        "old": library.aliases("tree"),
        "forms": _forms(writer),
        "rules": [list(rule) for rule in RULES],
        "lessons": {
            name: [shown[name].front.title, sheet.to(writer.addresses.lesson(name))]
            for name in sorted(named & set(shown))
        },
        "shared": {one.id: [use.lesson for use in one.outcome.lessons] for one in library.situations.values()},
        "situation": sheet.to(writer.addresses.outcome("ID")),
        "dossier": sheet.to(writer.addresses.dossier),
        "words": {
            **writer.words_for("together"),
            "patterns": {name: writer.words[f"pattern-{name}"] for name in PATTERNS},
            "table": writer.words_for("table"),
        },
    }


def _forms(writer: Writer) -> dict[str, str]:
    """Every version of every scan and checklist, by its mark: those in the register, and the ones of now."""
    written = writer.project.library.register.forms.values()
    known = {mark(form): form for form in written if is_form(form)}
    return known | {one.mark: one.form for one in writer.project.library.sheets.values()}


def _sheet_data(one: Sheet, sheet: Written) -> dict[str, Any]:
    """What the desk knows of a scan; or of a checklist, a `list`, on which one ticks 1 or 0 and reads its page."""
    scale = one.file.scale if isinstance(one, Scan) else None
    return {
        "title": _line(one.file.title),
        "mark": one.mark,
        "low": _line(scale.low) if scale else "",
        "high": _line(scale.high) if scale else "",
        "unknown": _line(scale.unknown or "") if scale else "",
        "list": scale is None,
        "page": sheet.to(sheet.writer.addresses.guide(one.id)),
        "aliases": one.file.aliases,
        "items": [
            [name, _line(part.text), _talk_data(part.talk) if isinstance(part, Item) else {}]
            for name, part in one.parts.items()
        ],
        **(advice_data(one, sheet) if isinstance(one, Checklist) else {}),
    }


def _talk_data(talks: Talks) -> dict[str, tuple[str, tuple[str, ...]]]:
    """For each pattern the question and the lessons; `default` where it has none of its own."""
    return {pattern: (_line(talk.ask), talk.lessons) for pattern, talk in talks if talk}


def _line(text: str) -> str:
    return " ".join(text.split())
