"""The whole guide as data for programs: the content of treeguide.json and the schema that describes it."""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from treeguide.addresses import address_of
from treeguide.addresses.site import Site
from treeguide.graph import Edge
from treeguide.library import Checklist, Lesson, Scan, Tree
from treeguide.project import Project
from treeguide.values.model import Condition, FrontMatter, Frozen, Outcome, Source, keys_for_readers
from treeguide.values.sheets import Advice, ChecklistFile, Item, Scale, ScanFile, Signal, Talk, Talks
from treeguide.writing import Writer

VERSION = 1


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class PageRow(_Row):
    """Something with a page of its own."""

    page: str = Field(description="The page's path in the site's sources, ending in .md.")
    address: str = Field(description="Where its page stands, from the top of the site.")
    code: str | None = Field(None, description="Its short code; absent when it has none.")


class OptionRow(_Row):
    """What can be chosen, and where it leads."""

    id: str
    text: str
    section: str | None = Field(None, description="Name of the section that follows; absent when an outcome follows.")
    outcome: str | None = Field(None, description="Id of the outcome that follows; absent when a section follows.")


class SectionRow(_Row):
    """A question in one situation that matters: what one sees at one address."""

    name: str = Field(description="The fragment of its address on the guide's page.")
    question: str = Field(description="The question's id; several sections may share it.")
    facts: tuple[str, ...] = Field(description="Facts that hold here and are still tested further on.")
    text: str
    code: str | None = Field(None, description="The question's short code; absent when it has none.")
    options: tuple[OptionRow, ...]


class GuideRow(PageRow):
    """A guide, with its conditions already resolved."""

    id: str
    title: str
    summary: str
    start: str = Field(description="Name of the first section.")
    sections: tuple[SectionRow, ...]


class UseRow(_Row):
    """A lesson in an outcome."""

    lesson: str
    why: str
    when: Condition | None = None


def _row(name: str, says: str, model: type[BaseModel], **more: Any) -> Any:
    """A row with an id, what the model has for readers but for long texts, and more."""
    keys = {key: model.model_fields[key] for key in _keys(model)}
    fields: dict[str, Any] = {"id": (str, ...)}
    fields |= {key: (field.annotation, ... if field.is_required() else field.default) for key, field in keys.items()}
    return create_model(name, __base__=PageRow, __doc__=says, **fields, **more)


def _keys(model: type[BaseModel]) -> list[str]:
    return [key for key in keys_for_readers(model) if key != "body"]


OutcomeRow = _row("OutcomeRow", "A situation.", Outcome, lessons=(tuple[UseRow, ...], ...))
LISTS = Field(None, description="What it chooses from lists that the guide has of its own; absent when it has none.")
LessonRow = _row(
    "LessonRow", "A lesson, without its text.", FrontMatter, lists=(dict[str, tuple[str, ...]] | None, LISTS)
)


class PublisherRow(_Row):
    """Who publishes the guide."""

    name: str
    mail: str | None = Field(None, description="Where to ask something; absent when it is not told.")
    errors_to: str | None = Field(None, description="A mail or web address for what is wrong on a page.")
    site: str | None = None


class ItemRow(Item):
    """Something that everybody gives a score."""

    id: str


class SignalRow(Signal):
    """Something that a reader can tick."""

    id: str


MARK = Field(description="Four signs that tell this version from others, as links with scores hold them.")
ScanRow = _row("ScanRow", "A scan.", ScanFile, scale=(Scale, ...), items=(tuple[ItemRow, ...], ...), mark=(str, MARK))
ChecklistRow = _row(
    "ChecklistRow",
    "A checklist.",
    ChecklistFile,
    signals=(tuple[SignalRow, ...], ...),
    advice=(tuple[Advice, ...], ...),
)


_OF_AUTHORS = (Condition, Source, Scale, Talk, Talks, Advice, ItemRow, SignalRow)


class Whole(_Row):
    """The content of treeguide.json. A change that could break a reader of it raises `version`."""

    version: int = Field(description="Version of this format, counting from 1.")
    language: str
    publisher: PublisherRow | None = Field(None, description="Who publishes the guide; absent when nobody is named.")
    guides: tuple[GuideRow, ...]
    scans: tuple[ScanRow, ...] = ()  # type: ignore[valid-type]
    checklists: tuple[ChecklistRow, ...] = ()  # type: ignore[valid-type]
    outcomes: tuple[OutcomeRow, ...]  # type: ignore[valid-type]
    lessons: tuple[LessonRow, ...]  # type: ignore[valid-type]
    sources: dict[str, Source]


def whole(writer: Writer) -> dict[str, Any]:
    """Everything that is published, as plain data that fits `schema()`."""
    library, shown = writer.project.library, writer.project.shown
    where = _Places(writer.project, writer.site)
    content = Whole(
        version=VERSION,
        language=writer.language,
        publisher=_publisher(writer),
        guides=tuple(_guide(tree, writer, where) for tree in library.trees.values()),
        scans=tuple(_scan(scan, writer, where) for scan in library.scans.values()),
        checklists=tuple(_checklist(one, writer, where) for one in library.checklists.values()),
        outcomes=tuple(
            OutcomeRow(
                id=name,
                **where.of(writer.addresses.outcome(name)),
                **_told(situation.outcome),
                lessons=tuple(
                    UseRow(lesson=use.lesson, why=use.why, when=use.when)
                    for use in situation.outcome.lessons
                    if use.lesson in shown
                ),
            )
            for name, situation in library.situations.items()
        ),
        lessons=tuple(_lesson(lesson, writer, where) for lesson in shown.values()),
        sources=dict(library.sources),
    )
    return content.model_dump(mode="json", exclude_none=True)


def _publisher(writer: Writer) -> PublisherRow | None:
    who = writer.project.settings.publisher
    found = {"name": who.name, "mail": who.mail, "errors_to": who.errors, "site": who.site}
    return PublisherRow(**{key: value for key, value in found.items() if value}) if who.name else None


@dataclass(frozen=True)
class _Places:
    """Where pages stand."""

    project: Project
    site: Site

    def of(self, page: str) -> dict[str, Any]:
        """The fields of a page, given as a Markdown file in docs/."""
        return {"page": page, "address": self.site.address(page), "code": self.code(page)}

    def code(self, path: str) -> str | None:
        page, mark, fragment = path.partition("#")
        return self.project.codes.of_address.get(address_of(page) + mark + fragment)


def _guide(tree: Tree, writer: Writer, where: _Places) -> GuideRow:
    graph = writer.project.graph(tree)
    sections = tuple(
        SectionRow(
            name=graph.names[number],
            question=section.question,
            facts=section.facts,
            text=tree.file.questions[section.question].text,
            code=where.code(f"{writer.addresses.guide(tree.id)}#{section.question}"),
            options=tuple(_option(tree, section.question, edge, graph.names) for edge in section.edges),
        )
        for number, section in enumerate(graph.sections)
    )
    return GuideRow(
        id=tree.id,
        **where.of(writer.addresses.guide(tree.id)),
        title=tree.file.title,
        summary=tree.file.summary,
        start=graph.names[0] if graph.names else tree.file.start,
        sections=sections,
    )


def _option(tree: Tree, question: str, edge: Edge, names: tuple[str, ...]) -> OptionRow:
    text = tree.file.questions[question].options[edge.option].text
    if isinstance(edge.target, int):
        return OptionRow(id=edge.option, text=text, section=names[edge.target])
    return OptionRow(id=edge.option, text=text, outcome=edge.target)


def _scan(scan: Scan, writer: Writer, where: _Places) -> Any:
    items = tuple(
        ItemRow(id=name, text=item.text, help=item.help, talk=_talks(item.talk, writer.project))
        for name, item in scan.file.items.items()
    )
    place = where.of(writer.addresses.guide(scan.id))
    return ScanRow(id=scan.id, **place, **_told(scan.file), scale=scan.file.scale, items=items, mark=scan.mark)


def _talks(talks: Talks, project: Project) -> Talks:
    """The same, without lessons that readers do not see."""
    return Talks(
        **{
            pattern: Talk(ask=talk.ask, lessons=tuple(name for name in talk.lessons if name in project.shown))
            for pattern, talk in talks
            if talk
        }
    )


def _checklist(checklist: Checklist, writer: Writer, where: _Places) -> Any:
    file, shown = checklist.file, writer.project.shown
    return ChecklistRow(
        id=checklist.id,
        **where.of(writer.addresses.guide(checklist.id)),
        **_told(file),
        signals=tuple(
            SignalRow(id=name, text=one.text, help=one.help, sets=one.sets) for name, one in file.signals.items()
        ),
        advice=tuple(one for one in file.advice if one.lesson is None or one.lesson in shown),
    )


def _lesson(lesson: Lesson, writer: Writer, where: _Places) -> Any:
    shown, told = writer.project.shown, _told(lesson.front)
    told |= {key: tuple(name for name in told[key] if name in shown) for key in ("related", "opposite")}
    own = {key: told.pop(key) for key in list(told) if key not in FrontMatter.model_fields}
    return LessonRow(id=lesson.id, **where.of(writer.addresses.lesson(lesson.id)), **told, lists=own or None)


def _told(thing: Frozen) -> dict[str, Any]:
    return {key: getattr(thing, key) for key in _keys(type(thing))}


def schema() -> dict[str, Any]:
    """The JSON Schema of treeguide.json."""
    made = Whole.model_json_schema()
    for model in _OF_AUTHORS:  # what they say is for who writes, in the language of who writes
        for field in made["$defs"][model.__name__]["properties"].values():
            field.pop("description", None)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
