"""`treeguide register`: keep the list of every address that was ever published; what people wrote in it stays."""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Mapping

import yaml

from treeguide import report
from treeguide.addresses import tidy
from treeguide.checks import check
from treeguide.commands import CLEAN, FAULTS, Command, Context, WrongUseError
from treeguide.commands.diff import UnknownRevisionError, files_at, find_revision
from treeguide.library import Library
from treeguide.library.adding import add_register
from treeguide.project import Project
from treeguide.reading import read_yaml
from treeguide.reading.node import Node, Plain
from treeguide.values import Document
from treeguide.values.model import RegisterFile
from treeguide.words import counted


def _options(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--update", action="store_true")
    what.add_argument("--since", metavar="REV")


def _run(context: Context, given: argparse.Namespace) -> int:
    project = context.project()
    if given.since is not None:
        return _lost_since(context, project, given.since)
    with context.busy("busy-checking"):
        errors = [found for found in check(project) if found.is_error]
    if errors:
        print(report.as_text(errors, context.language))
        print(context.words["register-errors"], file=sys.stderr)
        return FAULTS
    known = set(project.addresses.published)
    new = sorted(project.addresses.live - known)
    print("\n".join(new), end="\n" if new else "")
    register = project.library.register
    if given.update and (new or project.codes.given != register.codes or _forms(project) != register.forms):
        _write(context, project, new)
    word = "register-grown" if given.update else "register-state"
    known_now = counted(context.language, "addresses", len(known))
    print(context.words[word].format(known=known_now, new=len(new)), file=sys.stderr)
    return CLEAN


def _write(context: Context, project: Project, new: list[str]) -> None:
    path = context.root / context.folders.register
    before = path.read_text("utf-8-sig") if path.is_file() else context.words["register-head"]
    every = {tidy(address) for address in project.library.register.published} | set(new)
    text = with_codes(grown(before, every), project.codes.given)
    forms = _forms(project)
    context.write(path, with_forms(text, forms) if forms else text, context.root)


def _forms(project: Project) -> dict[str, str]:
    """Every form that a scan ever had, and has now, by its mark: a link of long ago is read by it."""
    return {**project.library.register.forms, **{one.mark: one.form for one in project.library.sheets.values()}}


def _lost_since(context: Context, project: Project, revision: str) -> int:
    """Print the addresses, codes and forms of scans that the register had at that revision and has no more."""
    then, now = _register_at(context, revision), project.library.register
    lost = sorted(set(map(tidy, then.published)) - set(map(tidy, now.published)))
    lost += sorted(f"{code}: {address}" for code, address in then.codes.items() - now.codes.items())
    lost += sorted(f"{name}: {form}" for name, form in then.forms.items() - now.forms.items())
    print("\n".join(lost), end="\n" if lost else "")
    word = "register-lost" if lost else "register-kept"
    count = counted(context.language, "addresses", len(lost))
    print(context.words[word].format(count=count, revision=revision), file=sys.stderr)
    return FAULTS if lost else CLEAN


def _register_at(context: Context, name: str) -> RegisterFile:
    """The register at a revision; an empty one when there was none."""
    try:
        path = context.folders.register
        content = dict(files_at(context.root, find_revision(context.root, name), [path])).get(path)
    except UnknownRevisionError as error:
        raise WrongUseError(context.words[error.word].format(revision=name, reason=error)) from error
    library = Library()
    if content:
        add_register(library, Document(path, content.decode("utf-8-sig", "replace")))
    return library.register


_PLAIN = re.compile(r"[\w/][\w.~/-]*(?:#[\w.~-]+)?")
_ENTRY = re.compile(r"\s*(?:- |[\"']?\d)")


def grown(text: str, addresses: Iterable[str]) -> str:
    """The text of a register with these addresses as its list, sorted."""
    return _with_value(text, "published", [address or "/" for address in sorted(addresses)])


def with_codes(text: str, codes: Mapping[str, str]) -> str:
    """The text of a register with these codes and their addresses."""
    return _with_value(text, "codes", dict(sorted(codes.items())))


def with_forms(text: str, forms: Mapping[str, str]) -> str:
    """The text of a register with these forms of scans."""
    return _with_value(text, "forms", dict(sorted(forms.items())))


def _with_value(text: str, key: str, value: list[str] | dict[str, str]) -> str:
    """The text with that value at the key. A text that is no block of lines is first written as one, without comments
    but for those on lines of their own."""
    document = Document("", text.removeprefix("\ufeff"))
    node, _ = read_yaml(document)
    whole = node.plain() if node else ""
    wanted: dict[str, Plain] = {
        **(whole if isinstance(whole, dict) else {}),
        key: [*value] if isinstance(value, list) else {**value},
    }
    found = _in_place(document.lines, node, key, value)
    written, problems = read_yaml(Document("", found))
    if written and not problems and written.plain() == wanted:
        return found
    comments = [line.strip() for line in document.lines if line.lstrip().startswith("#")]
    block = Document(
        "", "\n".join([*comments, yaml.safe_dump(wanted, allow_unicode=True, sort_keys=False, width=10_000)])
    )
    return _in_place(block.lines, read_yaml(block)[0], key, value)


def _in_place(lines: list[str], node: Node | None, key: str, value: list[str] | dict[str, str]) -> str:
    """The lines with those of the key replaced; at the end where it is new."""
    entries = (node.entries if node else None) or {}
    end = _without_blanks(lines, len(lines))
    if key not in entries:
        return "\n".join([*lines[:end], f"{key}:{_empty(value)}", *_rows(value, {}), ""]).lstrip("\n")
    start, inner = entries[key][0].line - 1, entries[key][1]
    end = min((place.line - 1 for place, _ in entries.values() if place.line - 1 > start), default=end)
    while end > start + 1 and re.match(r"#|\s*$", lines[end - 1]):
        end -= 1  # a comment above the next key is that key's
    kept = [f"  {line.strip()}" for line in lines[start + 1 : end] if line.lstrip().startswith("#")]
    head = f"{key}:{_empty(value)}{_remark(lines[start].partition(':')[2])}"
    return "\n".join([*lines[:start], head, *kept, *_rows(value, _remarks(inner)), *lines[end:]]).rstrip("\n") + "\n"


def _without_blanks(lines: list[str], end: int) -> int:
    while end and not lines[end - 1].strip():
        end -= 1
    return end


def _empty(value: list[str] | dict[str, str]) -> str:
    return "" if value else f" {value}"


def _rows(value: list[str] | dict[str, str], remarks: Mapping[str, str]) -> list[str]:
    if isinstance(value, dict):
        return [f"  {_scalar(one)}: {_scalar(other)}{remarks.get(one, '')}" for one, other in value.items()]
    return [f"  - {_scalar(one)}{remarks.get(one, '')}" for one in value]


def _scalar(text: str) -> str:
    """The text as YAML reads it back, between quotes where it needs them."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _remarks(node: Node) -> dict[str, str]:
    """The comment behind each entry that has a line of its own."""
    places = {one.text or "": one.place for one in node.items or ()}
    places |= {name: inner.place for name, (_, inner) in (node.entries or {}).items()}
    own = {name: place for name, place in places.items() if _ENTRY.match(place.text)}
    return {name: _remark(place.text[place.column + place.length - 1 :]) for name, place in own.items()}


def _remark(rest: str) -> str:
    """The comment in what stands behind something on its line; none where quotes may hold its mark."""
    found = re.search(r"(?:^|\s)(#.*)", rest)
    return f"  {found[1].rstrip()}" if found and not re.search(r"[\"'].*#", rest) else ""


COMMAND = Command("register", _options, _run)
