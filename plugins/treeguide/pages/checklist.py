"""A checklist becomes a page that works without a script: boxes, all its advice, and a style that shows what counts."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from treeguide.addresses import address_of
from treeguide.graph.selections import known_facts
from treeguide.library import Checklist
from treeguide.project import Project
from treeguide.values.model import Condition
from treeguide.values.sheets import Advice, ChecklistFile
from treeguide.writing import Sheet as Written
from treeguide.writing import Writer
from treeguide.writing.assets import FOLDER
from treeguide.writing.page import Page, Plan

ROOT = ".guide-signs"


def checklist_plans(writer: Writer) -> Iterator[Plan]:
    """The page of every checklist."""
    for one in writer.project.library.checklists.values():
        yield Plan(writer.addresses.guide(one.id), partial(_page, one, writer), one.document.path)


def checklist_files(project: Project) -> dict[str, Callable[[], str]]:
    """What writes the style of every checklist, by its path in the site."""
    return {_style_path(one): partial(style, one.file) for one in project.library.checklists.values()}


def _style_path(checklist: Checklist) -> str:
    return f"{FOLDER}/list-{checklist.id}.{hashlib.sha256(style(checklist.file).encode()).hexdigest()[:10]}.css"


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


def _ticked(file: ChecklistFile, facts: Sequence[str]) -> str:
    """That one of the signals of these facts is ticked; one that counts alone only where nothing else is."""
    names = dict.fromkeys(name for fact in facts for name in known_facts(file).get(fact, ()))
    plain = [f"#sign-{name}" for name in names if name not in file.alone]
    found = [f":has(:is({','.join(plain)}):checked)"] if plain else []
    found += [f":has(#sign-{one}:checked):not(:has(:not(#sign-{one}):checked))" for one in names if one in file.alone]
    return f":is({','.join(found)})"


def _page(checklist: Checklist, writer: Writer) -> Page:
    path, file = writer.addresses.guide(checklist.id), checklist.file
    sheet, source = writer.on(path), checklist.document.path
    html = sheet.fill(
        "checklist.html.jinja",
        checklist=file,
        id=checklist.id,
        document=checklist.document,
        style=sheet.to(_style_path(checklist)),
        known=json.dumps(
            {"alone": file.alone, "aliases": file.aliases, "form": checklist.form, "mark": checklist.mark}
        ),
        together=f"{writer.addresses.together}#{checklist.id}",
        code=writer.project.codes.of_address.get(address_of(path), ""),
        advice=list(_advice(file, writer)),
        sources=[(one, writer.project.library.sources[one]) for one in file.sources],
        sources_page=writer.addresses.sources,
        shared=address_of(path) in writer.project.codes.of_address,
    )
    summary = " ".join(file.summary.split())
    return Page(path, file.title, html, summary, source, sort="checklist", id=checklist.id, documents=(source,))


def _advice(file: ChecklistFile, writer: Writer) -> Iterator[tuple[int, str, str, str, str, str]]:
    """Each advice that readers may see: its number, path, title, why, its condition in words, and its signals."""
    for number, advice in enumerate(file.advice, 1):
        found = _target(advice, writer)
        if found:
            facts = (*advice.when.all_of, *advice.when.any_of)
            signals = dict.fromkeys(name for fact in facts for name in known_facts(file).get(fact, ()))
            yield number, *found, advice.because, condition_text(file, advice.when, writer), " ".join(signals)


def advice_data(checklist: Checklist, sheet: Written) -> dict[str, Any]:
    """What a script must know to advise a group: each advice with its condition as signals, and what counts alone."""
    file, rows = checklist.file, []
    known = known_facts(file)
    for advice in file.advice:
        if found := _target(advice, sheet.writer):
            parts = (advice.when.all_of, advice.when.any_of, advice.when.none_of)
            condition = [[list(known.get(fact, ())) for fact in facts] for facts in parts]
            rows.append([found[1], sheet.to(found[0]), " ".join(advice.because.split()), *condition])
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
    words, known = writer.words, known_facts(file)

    def said(facts: Sequence[str]) -> str:
        texts = dict.fromkeys(" ".join(file.signals[name].text.split()) for one in facts for name in known.get(one, ()))
        return words["if-or"].join(f"“{text}”" for text in texts)

    parts = [said([fact]) for fact in condition.all_of] + ([said(condition.any_of)] if condition.any_of else [])
    found = words["checklist-if"].replace("{signals}", words["if-and"].join(parts)) if parts else ""
    without = words["checklist-if-not"].replace("{signals}", said(condition.none_of)) if condition.none_of else ""
    return " ".join(part for part in (found, without) if part)
