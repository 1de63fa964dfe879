"""Adds a page of the site itself, from docs/, to the library: front matter that its host reads, and Markdown."""

import re

import yaml

from treeguide.library.values import Library, OwnPage
from treeguide.reading.indents import Part
from treeguide.reading.yaml_mistakes import mistake
from treeguide.values.place import Document, Place
from treeguide.values.problem import Problem, problem

# As MkDocs finds it.
_FRONT = re.compile(r"\A-{3}[ \t]*\n(?P<yaml>(?:.*?\n)?)(?:-{3}|\.{3})[ \t]*(?:\n|\Z)", re.S)
_KEY = re.compile(r"(?:[ \t]*(?:#.*)?\n)*[\w-]+:(?:\s|$)")


def add_own_page(library: Library, document: Document) -> None:
    """Read a page of the site: what stands above it must be keys, or readers see it as a heading."""
    front = _FRONT.match(document.text)
    library.problems += [found] if front and (found := _misread(document, front["yaml"])) else []
    body = document.text[front.end() :] if front else document.text
    library.own_pages.append(OwnPage(document, body, document.text.count("\n", 0, front.end() if front else 0)))


def _misread(document: Document, text: str) -> Problem | None:
    """What is wrong with the front matter; nothing where it may be text between two lines across the page."""
    try:
        content = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (a safe loader)
    except yaml.YAMLError as error:
        return mistake(Part(document, text, 1), error, None) if _KEY.match(text) else None
    except (ValueError, RecursionError):
        return problem(Place(document, 2), "yaml-syntax") if _KEY.match(text) else None
    return problem(Place(document, 2), "list-above-a-page") if isinstance(content, list) else None


def add_site_config(library: Library, document: Document) -> None:
    """Remember what the site is made by."""
    library.site_config = document
