"""Reads every text readers meet from the project's files, each with the place where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tools.plain import blank_html, blank_markdown, blank_message
from treeguide.values.vocabulary import TEXT_KEYS

ROOT = Path(__file__).resolve().parent.parent
FIELDS = TEXT_KEYS | {"description"}  # that of a page of the site itself
LISTS = ("facets", "glossary", "sources")
AS_OTHERS_WROTE = frozenset({"author", "title", "publisher", "year"})  # of sources
MESSAGES = "plugins/treeguide/words/messages"
IMPORTER = "plugins/treeguide_import/messages"
_CODE_HEADING = re.compile(r"^#{2,6} [a-z0-9]+(?:-[a-z0-9]+)*$", re.M)  # the name of a check, not a text
_FRONT = re.compile(r"\A---\n(.*?)^---\n", re.S | re.M)
_SETTING = re.compile(r"""^([\w-]+)\s*=\s*(?P<quote>["'])(?P<value>.*)(?P=quote)\s*$""", re.M)
_BLOCK_HEADER = re.compile(r"\A[|>][^\n]*")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Passage:
    """One text of a page. `text` is as long as what stands in the file; its markup is blanked out.

    `page` is the page's address without slashes at its ends, or the file's path where the text is on many pages.
    """

    page: str
    field: str
    path: str
    line: int
    column: int
    text: str

    def place(self, offset: int) -> str:
        """`file:line:column` of the character at that offset, both counted from 1."""
        before = self.text[:offset]
        line_start = before.rfind("\n") + 1
        column = offset - line_start + (self.column if "\n" not in before else 1)
        return f"{self.path}:{self.line + before.count(chr(10))}:{column}"


def read_passages(root: Path = ROOT) -> list[Passage]:
    """Every text readers meet in the project in that folder, file by file.

    Raises ValueError when a file cannot be read as YAML.
    """
    found: list[Passage] = []
    for path in sorted((root / "decision_trees").glob("*.yml")):
        found += _tree(_name(root, path), path.read_text("utf-8"))
    for path in sorted((root / "lessons").rglob("*.md")):
        found += _markdown(_name(root, path), path.read_text("utf-8"), f"lessen/{path.stem}")
    for path in sorted((root / "docs").rglob("*.md")):
        found += _markdown(_name(root, path), path.read_text("utf-8"), _name(root, path))
    for name in (f"lessons/{one}.yml" for one in LISTS):
        if (root / name).is_file():
            found += _list(name, (root / name).read_text("utf-8"))
    for path in sorted((root / "overrides").glob("*.html")):
        text = path.read_text("utf-8")
        found.append(Passage(_name(root, path), "html", _name(root, path), 1, 1, blank_html(text)))
    names = (*(f"{MESSAGES}/{name}.toml" for name in ("interface-nl", "nl", "diff-nl")), f"{IMPORTER}/nl.toml")
    for name in names:
        if (root / name).is_file():
            found += _messages(name, (root / name).read_text("utf-8"))
    return found


def _name(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def _tree(name: str, text: str) -> Iterator[Passage]:
    """A tree is one page, and every outcome in it is a page of its own."""
    guide = f"wegwijzers/{Path(name).stem}"
    for keys, start, end in _scalars(name, text):
        if keys[-1] not in FIELDS and keys[0] != "facts":
            continue
        page = f"situaties/{keys[1]}" if keys[0] == "outcomes" else guide
        yield _passage(page, keys[-1], name, text, start, end)


def _list(name: str, text: str) -> Iterator[Passage]:
    fields = FIELDS - AS_OTHERS_WROTE if name.endswith("sources.yml") else FIELDS
    for keys, start, end in _scalars(name, text):
        if keys[-1] in fields:
            yield _passage(name, keys[-1], name, text, start, end)


def _markdown(name: str, text: str, page: str) -> Iterator[Passage]:
    """The texts of the front matter, and the body below it."""
    front = _FRONT.match(text)
    if front:
        for keys, start, end in _scalars(name, front[1]):
            if keys[-1] in FIELDS:
                yield _passage(page, keys[-1], name, text, start + front.start(1), end + front.start(1))
    body = _CODE_HEADING.sub(lambda heading: " " * len(heading[0]), text)
    yield _passage(page, "body", name, body, front.end() if front else 0, len(text))


def _messages(name: str, text: str) -> Iterator[Passage]:
    """Every message; the words of addresses (`slug-…`) are no texts."""
    for setting in _SETTING.finditer(text):
        if not setting[1].startswith("slug-"):
            yield _passage(name, setting[1], name, text, *setting.span("value"), blank=blank_message)


def _passage(page: str, field: str, name: str, text: str, start: int, end: int, blank: Any = blank_markdown) -> Passage:
    line_start = text.rfind("\n", 0, start) + 1
    line = text.count("\n", 0, start) + 1
    raw = _BLOCK_HEADER.sub(lambda header: " " * len(header[0]), text[start:end])
    return Passage(page, field, name, line, start - line_start + 1, blank(raw))


def _scalars(name: str, text: str) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Every text of a YAML document: the keys that lead to it, and where it starts and ends."""
    try:
        yield from _walk(yaml.compose(text, Loader=_Loader), ())
    except yaml.YAMLError as error:
        raise ValueError(f"{name} cannot be read as YAML; `treeguide check` says where") from error


def _walk(node: Any, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int, int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _walk(value, (*keys, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _walk(value, keys)
    elif isinstance(node, yaml.ScalarNode) and keys:
        yield keys, node.start_mark.index, node.end_mark.index
