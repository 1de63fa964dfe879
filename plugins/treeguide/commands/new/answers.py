"""What is needed to make something new: given, or asked for where somebody can answer; refused with a reason."""

import argparse
import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import NamedTuple

from treeguide.commands import Context, WrongUseError
from treeguide.commands.new import starter
from treeguide.library import Library
from treeguide.project import Project
from treeguide.reading.meant import meant
from treeguide.values.closest import closest
from treeguide.values.model import ONE_KIND
from treeguide.values.shown import one_line
from treeguide.words import other_names, spoken

Refusal = Callable[[str], str]


class Wanted(NamedTuple):
    """Something that a command needs: the option that gives it, and the question that asks for it."""

    option: str
    question: str


@dataclass
class Asker:
    """Collects answers. `ask` puts a question to the user, or is None where nobody can answer."""

    words: Mapping[str, str]
    ask: Callable[[str], str] | None
    missing: list[str] = field(default_factory=list)

    def need(self, wanted: Wanted, given: str | None, refuses: Refusal, suggestion: str = "") -> str:
        """What is wanted as given, else as answered, else as suggested.

        `refuses` says why a value will not do, or nothing.
        """
        if given is not None:
            if reason := refuses(given):
                raise WrongUseError(reason)
            return given
        if self.ask is None:
            if not suggestion:
                self.missing.append(wanted.option)
            return suggestion
        return self._asked(self.ask, wanted.question, refuses, suggestion)

    def complete(self) -> None:
        """Raises WrongUseError when something is still missing; it names everything at once."""
        if self.missing:
            raise WrongUseError(self.words["use-required"].format(name=", ".join(self.missing)))

    def _asked(self, ask: Callable[[str], str], question: str, refuses: Refusal, suggestion: str) -> str:
        prompt = f"{question} [{suggestion}]: " if suggestion else f"{question}: "
        while True:
            answer = ask(prompt).strip() or suggestion
            reason = refuses(answer) if answer else self.words["ask-needed"]
            if not reason:
                return answer
            print(reason, file=sys.stderr)


def asker(words: Mapping[str, str]) -> Asker:
    """An asker that asks on the terminal when there is one."""
    return Asker(words, _ask(words) if sys.stdin.isatty() and sys.stderr.isatty() else None)


def _ask(words: Mapping[str, str]) -> Callable[[str], str]:
    def ask(prompt: str) -> str:
        print(prompt, end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline()
        if not answer:
            print(file=sys.stderr)
            raise WrongUseError(words["ask-stopped"])
        return answer

    return ask


@dataclass
class Desk:
    """Everything needed while one new thing is made."""

    context: Context
    given: argparse.Namespace
    project: Project
    asker: Asker

    @property
    def library(self) -> Library:
        return self.project.library

    @property
    def language(self) -> str:
        """The language of the project: what is written in its files, whatever language the messages are in."""
        return spoken(self.context.settings.language)

    @cached_property
    def former(self) -> set[str]:
        """Ids that something once had, of whatever sort."""
        return {one.old for one in self.library.former}

    @property
    def shared(self) -> list[str]:
        """The paths of the files with outcomes that several trees share."""
        return sorted({one.document.path for one in self.library.situations.values() if one.tree is None})

    def say(self, word: str, **values: object) -> str:
        return self.context.words[word].format(**values)


def title_and_id(desk: Desk, taken: set[str]) -> tuple[str, str]:
    """The title, and an id that nothing else has."""
    title = desk.asker.need(Wanted("--title", desk.say("ask-title")), desk.given.title, _unfit(desk))
    suggested = starter.suggestion(title, taken) if title else ""
    if not title and desk.asker.ask is None:
        return "", desk.given.id or ""
    return title, desk.asker.need(
        Wanted("--id", desk.say("ask-id")), desk.given.id, lambda name: _bad_id(desk, name, taken), suggested
    )


def _unfit(desk: Desk) -> Refusal:
    return lambda text: "" if starter.scalar(text) else desk.say("new-unfit", text=one_line(text))


def _bad_id(desk: Desk, name: str, taken: set[str]) -> str:
    if not starter.is_id(name):
        return desk.say("new-bad-id", id=name, suggestion=starter.suggestion(name, taken))
    return desk.say("new-taken", id=name) if name in taken else ""


def summary(desk: Desk) -> str:
    """One sentence about it; where there is none yet, one that says so."""
    return desk.asker.need(
        Wanted("--summary", desk.say("ask-summary")),
        desk.given.summary,
        _unfit(desk),
        desk.say(f"new-summary-{desk.language}"),
    )


def kind(desk: Desk) -> str:
    """The kind of a new lesson: its number, its id, or its name. Nobody is asked where the guide declares none."""
    kinds = desk.library.facets.kinds
    if not kinds and desk.given.kind in (None, ONE_KIND):
        return ONE_KIND
    names = {kind: one.label.lower() for kind, one in kinds.items()}
    told = {name: kind for kind, name in names.items()} | {kind: kind for kind in kinds}
    told |= {str(number): kind for number, kind in enumerate(kinds, 1)}
    known = ", ".join(f"{number} {names[kind]}" for number, kind in enumerate(kinds, 1)) or ONE_KIND

    def refuses(answer: str) -> str:
        if answer.lower() in told:
            return ""
        near = meant(answer, kinds, other_names()["kinds"]).word
        hint = desk.say("use-near", near=near) if near else desk.say("use-known", known=known)
        return f"{desk.say('use-choice', value=answer, name='--kind')} {hint}"

    usual = desk.library.facets.default_kind or ""
    wanted = Wanted("--kind", desk.say("ask-kind", known=known))
    answer = desk.asker.need(wanted, desk.given.kind, refuses, usual if usual in kinds else "")
    return told.get(answer.lower(), ONE_KIND)


def sources(desk: Desk) -> list[str]:
    """The ids of the sources of a new lesson."""

    def refuses(answer: str) -> str:
        unknown = [name for name in _names(answer) if name not in desk.library.sources]
        if not unknown:
            return "" if _names(answer) else desk.say("ask-needed")
        near = closest(unknown[0], desk.library.sources)
        hint = desk.say("use-near", near=near) if near else desk.say("new-known", known=", ".join(desk.library.sources))
        return f"{desk.say('no-source', id=unknown[0])} {hint}"

    if desk.given.sources is None and "sources" not in desk.library.facets.required:
        return []
    given = None if desk.given.sources is None else " ".join(desk.given.sources)
    return _names(desk.asker.need(Wanted("--sources", desk.say("ask-sources")), given, refuses))


def _names(text: str) -> list[str]:
    return list(dict.fromkeys(name for name in re.split(r"[\s,]+", text) if name))


def lesson_folder(desk: Desk, kind: str) -> str:
    """The folder that most lessons of that kind are in; the folder of all lessons where there are none."""
    folders = [
        str(PurePosixPath(lesson.document.path).parent)
        for lesson in desk.library.lessons.values()
        if lesson.front.kind == kind
    ]
    return max(sorted(set(folders)), key=folders.count, default=desk.project.folders.lessons)


def advised(desk: Desk) -> tuple[str, str]:
    """A situation, or else a lesson, that a new checklist can begin with; WrongUseError where there is neither."""
    found = [("outcome", name) for name in desk.library.situations] + [("lesson", name) for name in desk.project.shown]
    if not found:
        raise WrongUseError(desk.say("new-no-advice"))
    return found[0]


def outcome_file(desk: Desk) -> str:
    """The path of the shared file that a new outcome goes into."""
    shared = desk.shared
    found = desk.asker.need(
        Wanted("--file", desk.say("ask-file")),
        desk.given.file,
        lambda name: _bad_file(desk, name),
        shared[0] if len(shared) == 1 else "",
    )
    return _path_in_project(desk, found) if found else ""


def _path_in_project(desk: Desk, name: str) -> str:
    """The path of a shared file, however it was named: its whole path, or the name only."""
    path = PurePosixPath(name.replace("\\", "/"))
    file = path.name if path.suffix in (".yml", ".yaml") else f"{path.name}.yml"
    inside = path.as_posix().removeprefix(f"{desk.project.folders.trees}/")
    return f"{desk.project.folders.trees}/{PurePosixPath(inside).parent / file}"


def _bad_file(desk: Desk, name: str) -> str:
    path = _path_in_project(desk, name)
    target = desk.project.folders.root / path
    if ".." in PurePosixPath(path).parts or PurePosixPath(name).is_absolute() or not starter.is_id(target.stem):
        return desk.say("new-bad-file", file=name, folder=desk.project.folders.trees)
    if path in {guide.document.path for guide in desk.library.guides.values()}:
        return desk.say("new-file-is-tree", file=path)
    if target.exists() and path not in desk.shared:
        return desk.say("new-file-broken", file=path)
    return ""


def schema(desk: Desk) -> str:
    """Where a file in the folder of trees finds its schema; nothing where the project has none."""
    folders = desk.project.folders
    schema = folders.root / "schemas/tree.schema.json"
    return os.path.relpath(schema, folders.root / folders.trees).replace(os.sep, "/") if schema.is_file() else ""


def scalar(desk: Desk, text: str) -> str:
    """The text as it can stand in YAML."""
    written = starter.scalar(text)
    if written is None:
        raise WrongUseError(desk.say("new-unfit", text=text))
    return written
