"""Each of many tricks, by itself, in each way author text takes to a page: what was typed is what one reads."""

import json
import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from treeguide.host.build.head import Card, tags
from treeguide.writing.page import Page

PAYLOADS: list[str] = json.loads((Path(__file__).parent / "hostile_payloads.json").read_text("utf-8"))
BAD_ADDRESS = re.compile(r"^[\s\x00-\x20]*(?:javascript|vbscript|data):", re.I)
RUNS = ("srcdoc", "autofocus", "style", "formaction")
KEPT = {"p", "a", "em", "strong", "code", "pre", "h1", "h2", "h3", "ul", "ol", "li", "img", "br", "blockquote", "hr"}


class Reader(HTMLParser):
    """What a browser makes of HTML: its elements with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data


def same(one: str, other: str) -> bool:
    """Whether both show the same; characters that show nothing may be gone."""
    return seen(one) == seen(other)


def seen(text: str) -> str:
    return "".join(one for one in text if one.isprintable() and not one.isspace() and one != "\ufffd")


def test_there_are_enough_tricks() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 100


HEADS: dict[str, Callable[[str], str]] = {
    "card": lambda text: tags(Card(text, text, "https://voorbeeld.nl/", text, "nl")),
    "title": lambda text: "<title>" + str(_front(text, "title")) + "</title>",
    "description": lambda text: f'<meta name="description" content="{_front(text, "description")}">',
}


def _front(text: str, name: str) -> object:
    """What the theme writes of a page's front matter, as it is."""
    found = markdown_front(Page("a.md", text, "", description=text).front_matter())
    return found[name]


def markdown_front(page: str) -> dict[str, object]:
    """The front matter as MkDocs reads it."""
    found: dict[str, object] = yaml.safe_load(page.split("---\n")[1])
    return found


@pytest.mark.parametrize("head", HEADS)
def test_a_text_in_the_head_of_a_page_stays_text(head: str) -> None:
    for payload in PAYLOADS:
        found = Reader(HEADS[head](payload))
        assert {tag for tag, _ in found.elements} <= {"meta", "title"}, payload
        assert all(set(attributes) <= {"property", "name", "content"} for _, attributes in found.elements), payload
        said = [attributes["content"] for _, attributes in found.elements if "content" in attributes] + [
            unescape(found.text)
        ]
        assert any(same(one, payload) or same(one, unescape(payload)) for one in said), payload
