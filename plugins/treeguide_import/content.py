"""Puts the words of the original into a tree of ours, and says honestly where the original has none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from treeguide.graph import unfold, walk
from treeguide.reading.markdown_text import is_unsafe
from treeguide.values import Place
from treeguide.values.model import Option, Outcome, Scenario, TreeFile
from treeguide.values.model import Question as OurQuestion
from treeguide_import.html_text import as_markdown, as_plain
from treeguide_import.naming import conclusion_titles
from treeguide_import.notice import Notice
from treeguide_import.routes import Ids, Routes
from treeguide_import.source import Cited, Conclusion, Question, Source


@dataclass
class Content:
    """The tree, remarks to write beside it by path, and what was filled in or put elsewhere."""

    words: Mapping[str, str]
    ids: Ids
    notices: list[Notice] = field(default_factory=list)
    remarks: dict[tuple[str | int, ...], str] = field(default_factory=dict)

    def tell(self, place: Place, what: str, **words: str) -> None:
        self.notices.append(Notice(place, what, words))

    def remark(self, text: str, *path: str | int) -> None:
        self.remarks[path] = text

    def line(self, text: str, place: Place) -> str:
        """The text as plain words on one line."""
        plain = as_plain(text)
        if "<" in text and as_markdown(text)[0] != as_markdown(plain)[0]:
            self.tell(place, "list-line" if re.search("<li[ >]", text, re.I) else "plain-line")
        return plain

    def markdown(self, text: str, place: Place) -> str:
        """The text as Markdown; tags that were let go are told."""
        found, let_go = as_markdown(text)
        for tag in dict.fromkeys(let_go):
            self.tell(place, {"a": "link", "script": "dropped", "style": "dropped"}.get(tag, "tag"), tag=tag)
        return found

    def with_sources(self, text: str, sources: Sequence[Cited], place: Place) -> str:
        """The Markdown with the sources listed under it."""
        if not sources:
            return text
        self.tell(place, "sources")
        heading = f"**{self.words['sources-heading']}**"
        return "\n\n".join(part for part in (text, heading, "\n".join(self.cited(sources))) if part)

    def cited(self, sources: Sequence[Cited]) -> Iterator[str]:
        for source in sources:
            name = as_markdown(as_plain(source.text or source.url).replace("<", "&lt;"))[0]
            usable = source.url.startswith(("https://", "http://")) and not is_unsafe(source.url)
            if source.url and not usable:
                self.tell(source.place, "link")
            yield f"- [{name}]({_address(source.url)})" if usable else f"- {name}"


def _address(url: str) -> str:
    """The address with the few characters escaped that would end a Markdown link."""
    return "".join(f"%{ord(mark):02X}" if mark in " ()<>\\\"'[]`" else mark for mark in url)


def build_tree(source: Source, routes: Routes, content: Content, limit: int) -> TreeFile:
    """The tree of ours. Only steps that a reader can meet are in it."""
    ids = content.ids
    titles = conclusion_titles(source)
    labels = [label for label in source.labels if label in ids.facts]
    for label in labels:
        content.tell(source.labels[label], "fact")
    questions = [question for name, question in source.questions.items() if name in routes.questions]
    conclusions = [conclusion for name, conclusion in source.conclusions.items() if name in routes.conclusions]
    content.tell(source.place, "summary")
    outcomes = {
        ids.conclusions[one.id]: _outcome(one, ids.conclusions[one.id], titles[one.id], content) for one in conclusions
    }
    if routes.has_nowhere:
        outcomes[ids.nowhere] = _nowhere(content.words)
    name = as_plain(source.name) or content.words["untitled"]
    tree = TreeFile(
        title=name,
        summary=content.words["summary-text"].format(
            name=name,
            version=as_plain(source.version) or "-",
            questions=_amount(content.words, "questions", len(questions)),
            outcomes=_amount(content.words, "ends", len(outcomes)),
        ),
        start=ids.questions[questions[0].id],
        facts={ids.facts[label]: as_plain(label) or label for label in labels},
        questions={ids.questions[one.id]: _question(one, routes, content) for one in questions},
        outcomes=outcomes,
    )
    return tree.model_copy(update={"scenarios": tuple(_scenarios(tree, content.words, limit))})


def _question(question: Question, routes: Routes, content: Content) -> OurQuestion:
    ids = content.ids
    name = ids.questions[question.id]
    content.remark(question.id, "questions", name)
    explanation = content.markdown(question.explanation, question.place)
    return OurQuestion(
        text=content.line(question.text, question.place) or as_plain(question.id) or name,
        help=content.with_sources(explanation, question.sources, question.place) or None,
        options={
            option: _option(question, number, routes, content) for number, option in enumerate(ids.options[question.id])
        },
    )


def _option(question: Question, number: int, routes: Routes, content: Content) -> Option:
    answer, ids = question.answers[number], content.ids
    way = routes.ways[question.id, number]
    option = ids.options[question.id][number]
    if way.replaced:
        said = content.words["was"].format(condition=" | ".join(way.replaced))
        content.remark(said, "questions", ids.questions[question.id], "options", option, "next")
    if answer.subresult:
        content.tell(answer.place, "subresult")
    return Option(
        text=content.line(answer.text, answer.place) or option,
        help=content.markdown(answer.subresult, answer.place) or None,
        sets=tuple(dict.fromkeys(ids.facts[label] for label in answer.labels)),
        next=way.next if isinstance(way.next, str) else [one.model_dump() for one in way.next],
    )


def _outcome(conclusion: Conclusion, name: str, title: str, content: Content) -> Outcome:
    content.remark(conclusion.id, "outcomes", name)
    content.tell(conclusion.place, "first-step")
    text = content.markdown(conclusion.obligation, conclusion.place) or content.markdown(
        conclusion.text, conclusion.place
    )
    body = content.with_sources(text, conclusion.sources, conclusion.place)
    return Outcome(
        title=title,
        summary=content.line(conclusion.text, conclusion.place) or title,
        body=body or title,
        first_step=content.words["first-step-text"],
    )


def _nowhere(words: Mapping[str, str]) -> Outcome:
    return Outcome(
        title=words["nowhere-title"],
        summary=words["nowhere-summary"],
        body=words["nowhere-body"],
        first_step=words["first-step-text"],
    )


def _amount(words: Mapping[str, str], name: str, count: int) -> str:
    """That many of something, written out."""
    return words[f"count-{name}-one" if count == 1 else f"count-{name}"].format(count=count)


def _scenarios(tree: TreeFile, words: Mapping[str, str], limit: int) -> Iterator[Scenario]:
    """For each outcome the shortest route, where one answer for each question is enough to walk it."""
    graph = unfold(tree, limit)
    for outcome, (section, option) in sorted(graph.outcomes.items(), key=lambda item: item[1][0]):
        steps = [*graph.route(section), (section, option)]
        answers = {graph.sections[number].question: chosen for number, chosen in steps}
        if outcome in tree.outcomes and walk(tree, answers)[0] == outcome:
            title = tree.outcomes[outcome].title
            yield Scenario(name=words["scenario"].format(title=title), answers=answers, expect=outcome)
