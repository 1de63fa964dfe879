"""The pages a group uses together: scans and checklists to fill in, and the desk where answers lie side by side."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from treeguide.addresses import address_of
from treeguide.graph.selections import known_facts
from treeguide.library import Checklist, Scan, Sheet
from treeguide.library.sheets import is_form, mark
from treeguide.pages.spread import graph_name
from treeguide.project import Project
from treeguide.values.model import Condition
from treeguide.values.sheets import PATTERNS, RULES, Advice, ChecklistFile, Item, Talks
from treeguide.values.shown import one_line
from treeguide.writing import Sheet as Written
from treeguide.writing import Writer
from treeguide.writing.assets import FOLDER, signs_of
from treeguide.writing.page import Page, Plan

ROOT = ".guide-signs"  # what holds the boxes of a checklist
PARTNERS = 12  # rows of the sheet to tally on


def sheet_plans(writer: Writer) -> list[Plan]:
    """The page of every scan, the desk, and the page of every checklist."""
    library, addresses = writer.project.library, writer.addresses
    scans, checklists = (
        [Plan(addresses.guide(one.id), partial(_page, one, writer), one.document.path) for one in sheets.values()]
        for sheets in (library.scans, library.checklists)
    )
    desk = Plan(addresses.together, partial(_desk_page, writer))
    return [*scans, *([desk] if library.guides else []), *checklists]


def _page(one: Sheet, writer: Writer) -> Page:
    """The page of a scan or a checklist."""
    path, source, file = writer.addresses.guide(one.id), one.document.path, one.file
    sheet, sort = writer.on(path), "scan" if isinstance(one, Scan) else "checklist"
    html = sheet.fill(
        f"{sort}.html.jinja",
        **(_of_scan(one, sheet) if isinstance(one, Scan) else _of_checklist(one, sheet)),
        id=one.id,
        document=one.document,
        together=f"{writer.addresses.together}#{one.id}",
        code=writer.project.codes.of_address.get(address_of(path), ""),
        sources=[(name, writer.project.library.sources[name]) for name in file.sources],
        sources_page=writer.addresses.sources,
        shared=address_of(path) in writer.project.codes.of_address,
    )
    return Page(path, file.title, html, one_line(file.summary), source, sort=sort, id=one.id, documents=(source,))


def _of_scan(scan: Scan, sheet: Written) -> dict[str, Any]:
    """What only the page of a scan shows."""
    return {
        "scan": scan.file,
        "mark": scan.mark,
        "scores": scan.file.scale.scores,
        "talks": [(item.text, list(_talks(item.talk, sheet))) for item in scan.file.items.values()],
        "partners": range(1, PARTNERS + 1),
        "patterns": _pattern_rows(sheet.writer),
    }


def _of_checklist(one: Checklist, sheet: Written) -> dict[str, Any]:
    """What only the page of a checklist shows."""
    known = {"alone": one.file.alone, "aliases": one.file.aliases, "form": one.form, "mark": one.mark}
    return {
        "checklist": one.file,
        "style": sheet.to(_style_path(one)),
        "known": json.dumps(known),
        "advice": list(_advice(one.file, sheet.writer)),
    }


def checklist_files(project: Project) -> dict[str, Callable[[], str]]:
    """What writes the style of every checklist, by its path in the site."""
    return {_style_path(one): partial(style, one.file) for one in project.library.checklists.values()}


def _style_path(checklist: Checklist) -> str:
    return f"{FOLDER}/list-{checklist.id}.{signs_of(style(checklist.file))}.css"


def style(file: ChecklistFile) -> str:
    """The style: each advice shows where its condition holds for the boxes that are ticked."""
    rows = [
        f"{ROOT}{_selector(file, advice.when)} #advice-{number}{{display:list-item}}"
        for number, advice in enumerate(file.advice, 1)
    ]
    hidden = f"{ROOT} .guide-advice>li,{ROOT}:has(:checked) .guide-nothing,{ROOT} .guide-when{{display:none}}"
    return "@supports selector(:has(*)){" + "\n".join([hidden, *rows]) + "}\n"


def _selector(file: ChecklistFile, condition: Condition) -> str:
    """What must be true of the boxes, as the selector of whatever holds them."""
    every = "".join(_ticked(file, [fact]) for fact in condition.all_of)
    some = _ticked(file, condition.any_of) if condition.any_of else ""
    return every + some + "".join(f":not({_ticked(file, [fact])})" for fact in condition.none_of)


def _signals(file: ChecklistFile, facts: Iterable[str]) -> list[str]:
    """The signals that give one of these facts, each once."""
    known = known_facts(file)
    return list(dict.fromkeys(name for fact in facts for name in known.get(fact, ())))


def _ticked(file: ChecklistFile, facts: Sequence[str]) -> str:
    """That one of the signals of these facts is ticked; one that counts alone only where nothing else is."""
    names = _signals(file, facts)
    plain = [f"#sign-{name}" for name in names if name not in file.alone]
    found = [f":has(:is({','.join(plain)}):checked)"] if plain else []
    found += [f":has(#sign-{one}:checked):not(:has(:not(#sign-{one}):checked))" for one in names if one in file.alone]
    return f":is({','.join(found)})"


def _advice(file: ChecklistFile, writer: Writer) -> Iterator[tuple[int, str, str, str, str, str]]:
    """Each advice that readers may see: its number, path, title, why, its condition in words, and its signals."""
    for number, advice in enumerate(file.advice, 1):
        found = _target(advice, writer)
        if found:
            signals = " ".join(_signals(file, (*advice.when.all_of, *advice.when.any_of)))
            yield number, *found, advice.because, condition_text(file, advice.when, writer), signals


def advice_data(checklist: Checklist, sheet: Written) -> dict[str, Any]:
    """What a script must know to advise a group: each advice with its condition as signals, and what counts alone."""
    file, rows = checklist.file, []
    known = known_facts(file)
    for advice in file.advice:
        if found := _target(advice, sheet.writer):
            parts = (advice.when.all_of, advice.when.any_of, advice.when.none_of)
            condition = [[list(known.get(fact, ())) for fact in facts] for facts in parts]
            rows.append([found[1], sheet.to(found[0]), one_line(advice.because), *condition])
    return {"advice": rows, "alone": file.alone}


def _target(advice: Advice, writer: Writer) -> tuple[str, str] | None:
    """The path and the title of what is advised; None where readers do not see it."""
    situation = writer.project.library.situations.get(advice.outcome or "")
    lesson = writer.project.shown.get(advice.lesson or "")
    if situation:
        return writer.addresses.outcome(situation.id), situation.outcome.title
    return (writer.addresses.lesson(lesson.id), lesson.front.title) if lesson else None


def condition_text(file: ChecklistFile, condition: Condition, writer: Writer) -> str:
    """A condition as one says it: what is ticked, and what is not."""
    words = writer.words

    def said(facts: Sequence[str]) -> str:
        texts = dict.fromkeys(one_line(file.signals[name].text) for name in _signals(file, facts))
        return words["if-or"].join(f"“{text}”" for text in texts)

    parts = [said([fact]) for fact in condition.all_of] + ([said(condition.any_of)] if condition.any_of else [])
    found = words["checklist-if"].replace("{signals}", words["if-and"].join(parts)) if parts else ""
    without = words["checklist-if-not"].replace("{signals}", said(condition.none_of)) if condition.none_of else ""
    return " ".join(part for part in (found, without) if part)


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
                folder + graph_name(writer.project, one.id),
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
        "title": one_line(one.file.title),
        "mark": one.mark,
        "low": one_line(scale.low) if scale else "",
        "high": one_line(scale.high) if scale else "",
        "unknown": one_line(scale.unknown or "") if scale else "",
        "list": scale is None,
        "page": sheet.to(sheet.writer.addresses.guide(one.id)),
        "aliases": one.file.aliases,
        "items": [
            [name, one_line(part.text), _talk_data(part.talk) if isinstance(part, Item) else {}]
            for name, part in one.parts.items()
        ],
        **(advice_data(one, sheet) if isinstance(one, Checklist) else {}),
    }


def _talk_data(talks: Talks) -> dict[str, tuple[str, tuple[str, ...]]]:
    """For each pattern the question and the lessons; `default` where it has none of its own."""
    return {pattern: (one_line(talk.ask), talk.lessons) for pattern, talk in talks if talk}
