"""`treeguide export`: write the whole guide as Markdown, assets and a configuration that need no plugin of ours."""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import Any

from treeguide import report
from treeguide.checks import check
from treeguide.commands import CLEAN, FAULTS, Command, Context, WrongUseError
from treeguide.commands.terminal import screen
from treeguide.config.file import NAMES, resolved
from treeguide.export import (
    FOLDER_OF_HOOKS,
    FOLDER_OF_THEME,
    Contents,
    as_text,
    clashes,
    derived,
    generated,
    hook_files,
    hook_places,
    site_of,
    stays_inside,
    text_at,
    texts_of,
)
from treeguide.pages import marks, publisher
from treeguide.project import Project
from treeguide.values import Problem
from treeguide.words import counted
from treeguide.writing import Writer
from treeguide.writing.assets import STYLES

PAGES, CONFIG = "docs", "mkdocs.yml"
ENTRIES = (PAGES, FOLDER_OF_THEME, FOLDER_OF_HOOKS, CONFIG)
_MARKS = ("docs/treeguide.json", "docs/assets/treeguide")  # what every export has, and no project
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
Files = dict[str, bytes | Path]


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR")
    parser.add_argument(
        "--leave-out",
        metavar="PATTERN",
        action="append",
        default=[],
    )
    parser.add_argument("--force", action="store_true")


def _run(context: Context, given: argparse.Namespace) -> int:
    if context.setup.file is None:
        words = {"file": NAMES[0], "reason": context.words["reason-missing"]}
        raise WrongUseError(context.words["export-no-config"].format(**words))
    config = context.setup.file.values
    target = _target(context, config, Path(given.folder), force=given.force)
    with context.busy("busy-exporting"):
        project = context.project()
        wrong = [found for found in check(project) if found.is_error]
        files, complaints, taken = ({}, [], []) if wrong else _files(context, project, config, given.leave_out)
    if wrong or taken:
        print(report.as_text(wrong or taken, context.language))
        print(context.said("export-refused", errors=len(wrong or taken)), file=sys.stderr)
        return FAULTS
    _write(context, target, files)
    shown = screen(sys.stdout, os.environ)
    for complaint in complaints:
        print(shown.wrapped(complaint, "    "))
    if any(path.startswith(f"{FOLDER_OF_THEME}/partials/") for path in files):
        print(shown.wrapped(context.words["export-partials"].format(folder=f"{FOLDER_OF_THEME}/partials")))
    pages = sum(path.endswith(_MARKDOWN) for path in files)
    counts = {"pages": pages, "files": len(files)}
    written = {name: counted(context.language, name, count) for name, count in counts.items()}
    print(shown.wrapped(context.words["export-done"].format(folder=given.folder, **written)))
    if config.get("use_directory_urls") is not False:
        print(shown.wrapped(context.words["export-folders"]))
    return CLEAN


# --- what goes along -------------------------------------------------------------------------------------------------


def _files(
    context: Context, project: Project, config: Mapping[str, Any], leave_out: Sequence[str]
) -> tuple[Files, list[str], list[Problem]]:
    """Every file of the export, what is to be said about it, and paths that two pages claim."""
    complaints: list[str] = []
    docs = context.root / context.folders.docs
    own = dict(_below(context, docs, complaints))
    without_us = replace(project, settings=replace(project.settings, saving=False))  # the list of files is of a build
    writer = Writer(without_us, site_of(config, os.environ), texts_of(config))
    made, ours = generated(writer)
    taken = clashes(ours, {path: f"{context.folders.docs}/{path}" for path in own})
    files: Files = {f"{PAGES}/{path}": content.encode("utf-8") for path, content in ours.items()}
    fill = partial(marks.filled, writer=writer)
    for path, origin in own.items():
        files[f"{PAGES}/{path}"] = _own(fill, path, origin, complaints)
    theme = text_at(config, "theme", "custom_dir")
    if theme and _is_inside(context, theme, complaints):
        found = _below(context, context.setup.folder / theme, complaints)
        files |= {f"{FOLDER_OF_THEME}/{path}": origin for path, origin in found}
    home = context.setup.folder
    hooks = hook_places(hook for hook in hook_files(config) if _is_inside(context, hook, complaints))
    files |= {place: home / hook for hook, place in hooks.items() if (home / hook).is_file()}
    files = {path: one for path, one in files.items() if not any(fnmatch(path, pattern) for pattern in leave_out)}
    templates = any(path.startswith(f"{FOLDER_OF_THEME}/") for path in files)
    contents = Contents(
        [*writer.assets.loaded, *map(writer.assets.path, STYLES)],
        [page.path for page in made],
        list(own),
        hooks,
        templates,
    )
    files[CONFIG] = as_text(derived({**config, **_published(config, project)}, contents)).encode("utf-8")
    return files, complaints, taken


def _published(config: Mapping[str, Any], project: Project) -> dict[str, str]:
    """What the configuration gets to say who publishes the guide; nothing where nobody does."""
    if not publisher.line(project.settings):
        return {}
    notice = str(resolved(config.get("copyright"), os.environ) or "")
    return {
        "copyright": publisher.below(notice, project.settings),
        "exclude_docs": f"{text_at(config, 'exclude_docs')}\n!{publisher.SECURITY.partition('/')[0]}\n".lstrip(),
    }


def _is_inside(context: Context, path: str, complaints: list[str]) -> bool:
    """Whether what the configuration names is in the project; what is not stays where it is, and is told."""
    is_inside = (context.setup.folder / path).resolve().is_relative_to(context.root.resolve())
    complaints += [] if is_inside else [context.words["export-elsewhere"].format(path=path)]
    return is_inside


def _below(context: Context, folder: Path, complaints: list[str]) -> Iterator[tuple[str, Path]]:
    """Every file below a folder, by its path from there. A link that leads out of the project is left out, and told."""
    home = {context.root.resolve(), folder.resolve()}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() and not any(path.resolve().is_relative_to(one) for one in home):
            complaints.append(context.words["export-link"].format(path=f"{folder.name}/{name}"))
        elif path.is_file() and "__pycache__" not in path.parts:
            yield name, path


def _own(
    fill: Callable[[str, str], tuple[str, list[str]]], path: str, origin: Path, complaints: list[str]
) -> bytes | Path:
    """A file of the author's own; a page with its marks filled in."""
    if not path.endswith(_MARKDOWN):
        return origin
    try:
        text = origin.read_text("utf-8-sig")
    except UnicodeDecodeError:
        return origin
    found, said = fill(text, path)
    complaints += said
    return found.encode("utf-8")


# --- writing ---------------------------------------------------------------------------------------------------------


def _target(context: Context, config: Mapping[str, Any], folder: Path, *, force: bool) -> Path:
    """The folder to write to, with links followed; WrongUseError when the export may not go there."""
    target, root = folder.resolve(), context.root.resolve()
    sources = [
        root / context.folders.trees,
        root / context.folders.lessons,
        (root / context.folders.docs).resolve(),
        *([(context.setup.folder / theme).resolve()] if (theme := text_at(config, "theme", "custom_dir")) else []),
    ]
    if root.is_relative_to(target) or any(target.is_relative_to(source) for source in sources):
        raise WrongUseError(context.words["export-own-folder"].format(folder=folder))
    if target.exists() and not target.is_dir():
        raise WrongUseError(context.words["export-no-folder"].format(folder=folder))
    if target.is_dir() and any(target.iterdir()) and not force:
        raise WrongUseError(context.words["export-not-empty"].format(folder=folder))
    if any(_is_there(target / entry) for entry in ENTRIES) and not any(_is_there(target / one) for one in _MARKS):
        raise WrongUseError(context.words["export-not-ours"].format(folder=folder))
    return target


def _is_there(path: Path) -> bool:
    """Whether something would be lost if it went; of a link only the link goes."""
    return path.exists() and not path.is_symlink()


def _write(context: Context, target: Path, files: Files) -> None:
    """Write everything beside the target first, and put it in its place when it is whole."""
    outside = [path for path in files if not stays_inside(path)]
    if outside:
        raise WrongUseError(context.words["export-outside"].format(path=outside[0]))
    try:
        target.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".treeguide-", dir=target) as beside:
            new, old = Path(beside, "new"), Path(beside, "old")
            old.mkdir()
            for path, content in files.items():
                _put(new / path, content)
            _swap(new, old, target)
    except OSError as error:
        words = context.words["export-not-written"]
        raise WrongUseError(words.format(folder=target, reason=context.why(error))) from error


def _put(path: Path, content: bytes | Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        shutil.copyfile(content, path)


def _swap(new: Path, old: Path, target: Path) -> None:
    """Put an earlier export aside and the new one in its place; back to how it was when that fails midway."""
    try:
        for entry in ENTRIES:
            if os.path.lexists(target / entry):
                (target / entry).rename(old / entry)
        for entry in ENTRIES:
            if (new / entry).exists():
                (new / entry).rename(target / entry)
    except OSError:
        for entry in ENTRIES:
            if os.path.lexists(old / entry):
                if (target / entry).exists():
                    (target / entry).rename(new / entry)
                (old / entry).rename(target / entry)
        raise


COMMAND = Command("export", _options, _run)
