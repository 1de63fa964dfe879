"""What a case with tree.json and guide.md becomes: its graphs, and the questions of its guides as one reads them."""

import html
import json
import re
from pathlib import Path

from case_folders import CASES, case_names, opened, project
from treeguide.config.settings import read_settings
from treeguide.pages import all_pages, data
from treeguide.project import Project
from treeguide.writing import Writer


def whole_cases() -> list[str]:
    """The cases that show a whole guide."""
    return [name for name in case_names() if (CASES / name / "tree.json").exists()]


def graphs(read: Project) -> str:
    """Every guide as programs see it: sections, and where each option leads."""
    content = data.whole(Writer(read))["guides"]
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def outline(read: Project) -> str:
    """The questions of every guide as one reads them, each option with where it leads."""
    shown = [page for page in all_pages(Writer(read)) if page.sort == "guide"]
    return "\n".join(f"# {page.title}\n\n{_readable(_questions(page.html))}" for page in shown)


def _questions(page: str) -> str:
    return "\n".join(re.findall(r'<section class="guide-step".*?</section>', page, re.S))


def _readable(page: str) -> str:
    """The text of a page, with each link behind its words, as in Markdown."""
    linked = re.sub(r'<a href="([^"]*)">(.*?)</a>', r"[\2](\1)", page)
    text = html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"(?=<(?:h2|p|div)\b)", "\n", linked)))
    lines = [line.strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def read(name: str, spare: Path) -> Project:
    """The project of a case, with its own settings."""
    folder = opened(name, spare)
    found = project(folder)
    assert found.settings == read_settings(folder)
    return found
