"""What a page for readers shows, done as a reader would: files are written as they stand there, commands are run."""

import re
import shlex
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from treeguide.commands.cli import main

BLOCK = re.compile(r"^( *)```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^\1```$", re.M | re.S)
ONLY_SHOWN = {"text", "nginx", "python", "sh"}  # what is not pasted into a project
ELSEWHERE = ("pip ", "python3 ", ". .venv", "mkdocs ", "make ")  # what needs a network, a browser or a build
PART = " (part)"


class Block(NamedTuple):
    """A block of code of a page: its language, the file that it is, and its text."""

    language: str
    file: str
    text: str


def blocks(page: str) -> Iterator[Block]:
    """Every block of code of a page that is pasted or run; one that says neither what nor where is a fault."""
    for space, language, file, text in BLOCK.findall(page):
        text = re.sub(f"^{space}", "", text, flags=re.M)
        if language in ONLY_SHOWN:
            continue
        assert (language == "console") != bool(file), f"say which file this is: {text}"
        yield Block(language, file, text)


def follow(page: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> int:
    """Do what the page shows in that folder; how many commands were run. Each must end well."""
    ran = 0
    for block in blocks(page):
        if block.file:
            paste(block, folder)
            continue
        for line in block.text.splitlines():
            assert line.startswith("$ "), f"only commands stand in a console here: {line}"
            command = line.removeprefix("$ ").split("  #")[0].strip()
            if command.startswith("cd "):
                folder /= command.removeprefix("cd ")
            elif not command.startswith(ELSEWHERE):
                ran += run(command, folder, capsys)
    return ran


def run(command: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> int:
    """Run one command line in that folder; it must return 0."""
    program, *words = shlex.split(command)
    assert program == "treeguide", command
    with chdir(folder):
        code = main(words)
    said = capsys.readouterr()
    assert code == 0, f"{command}\n{said.out}{said.err}"
    return 1


def paste(block: Block, folder: Path) -> None:
    """Write the block to its file, or put it into the file that is there when it is a part of it."""
    path = folder / block.file.removesuffix(PART)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not block.file.endswith(PART):
        path.write_text(block.text, "utf-8")
        return
    # what is a text to us stays a text; the configuration of the site has numbers and truth values
    loader = yaml.SafeLoader if path.name == "mkdocs.yml" else yaml.BaseLoader
    whole, part = (yaml.load(text, loader) for text in (path.read_text("utf-8"), block.text))  # noqa: S506 (both safe)
    path.write_text(yaml.safe_dump(joined(whole, part), sort_keys=False, allow_unicode=True), "utf-8")


def joined(whole: Any, part: Any) -> Any:
    """A mapping with the keys of another put in, at every depth; a list or text is replaced."""
    if not (isinstance(whole, dict) and isinstance(part, dict)):
        return part
    return {**whole, **{key: joined(whole.get(key), value) for key, value in part.items()}}
