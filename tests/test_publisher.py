"""Who publishes a guide is said below every page, and what a reader tells of a page names that page."""

import json
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from small_project import write_project
from treeguide.addresses.site import Site
from treeguide.checks import check
from treeguide.config import Settings
from treeguide.config.publisher import Publisher, publisher_from
from treeguide.config.setup import read_setup
from treeguide.pages.data import whole
from treeguide.pages.marks import filled as with_marks
from treeguide.pages.publisher import About, below, filled, line, of_page, security_files
from treeguide.project import read_project
from treeguide.writing import Writer

WHO = Publisher("Regio <Noord>", "gids@regio.example", site="https://regio.example/?a=1&b=2", is_asked=True)
PAGE = About('Wie "betaalt" wat? & nu', "https://gids.example/lessen/x/", "12340")
SITE = Site(url="https://gids.example/gids/", name="Gids")


def settings(**more: Any) -> Settings:
    return Settings(publisher=replace(WHO, **more))


def link(output: str) -> str:
    return unescape(output.partition('class="guide-tell" href="')[2].partition('"')[0])


def written(tmp_path: Path, options: str) -> Writer:
    folder = write_project(tmp_path)
    (folder / "mkdocs.yml").write_text(f"theme: {{language: nl}}\nplugins:\n  - treeguide: {options}\n", "utf-8")
    return Writer(read_project(read_setup(folder)), SITE)


def test_nothing_is_said_where_nobody_publishes(tmp_path: Path) -> None:
    for options in ("{}", "{publisher: {mail: a@b.example}}", "{publisher: {name: }}"):
        writer = written(tmp_path / str(len(options)), options)
        found = writer.project.settings
        assert (line(found), security_files(writer), whole(writer).get("publisher")) == ("", {}, None)
        assert below("CC BY", found) == "CC BY"
        assert "axe" not in with_marks("<!-- treeguide:accessibility -->\n", "index.md", writer)[0]


def test_a_page_says_who_publishes_it_and_what_is_told_of_it_names_it() -> None:
    found = line(settings())
    assert 'href="https://regio.example/?a=1&amp;b=2">Regio &lt;Noord&gt;</a>' in found
    assert link(found) == "mailto:gids@regio.example"
    told = urlsplit(link(filled(found, PAGE, settings())))
    assert (told.scheme, told.path) == ("mailto", "gids@regio.example")
    said = {key: values[0] for key, values in parse_qs(told.query).items()}
    assert said["subject"] == 'Over: Wie "betaalt" wat? & nu'
    assert said["body"].split("\r\n")[:2] == ["Pagina: https://gids.example/lessen/x/", "Code: 12340"]


@pytest.mark.parametrize(
    ("errors_to", "expected"),
    [
        ("https://x.example/meld", "https://x.example/meld"),
        (
            "https://x.example/?p={page}&c={code}",
            "https://x.example/?p=https%3A%2F%2Fgids.example%2Flessen%2Fx%2F&c=12340",
        ),
        ("fout@regio.example", "mailto:fout@regio.example?subject="),
    ],
)
def test_what_is_wrong_on_a_page_goes_where_the_publisher_says(errors_to: str, expected: str) -> None:
    found = settings(errors_to=errors_to)
    assert link(filled(line(found), PAGE, found)).startswith(expected)


def test_what_a_page_is_known_by_is_its_own_address_and_code(tmp_path: Path) -> None:
    writer = written(tmp_path, "{publisher: {name: Regio, mail: a@b.example}}")
    found = of_page(writer, "lessen/open-kaart.md", "Open kaart")
    assert found.page == "https://gids.example/gids/lessen/open-kaart/"
    assert found.code == writer.project.codes.of_address["lessen/open-kaart/"]
    assert of_page(writer, "index.md", "Start").code == ""


def test_security_txt_says_whom_to_tell_until_when_and_where_it_stands(tmp_path: Path) -> None:
    writer = written(tmp_path, "{publisher: {name: Regio, mail: a@b.example, security_expires: 2027-06-30}}")
    assert security_files(writer)[".well-known/security.txt"].splitlines() == [
        "Contact: mailto:a@b.example",
        "Expires: 2027-06-30T00:00:00Z",
        "Preferred-Languages: nl, en",
        "Canonical: https://gids.example/.well-known/security.txt",
    ]


def test_programs_and_the_statement_know_who_publishes(tmp_path: Path) -> None:
    writer = written(tmp_path, "{publisher: {name: Regio & co, mail: a@b.example}}")
    assert json.loads(json.dumps(whole(writer)))["publisher"] == {
        "name": "Regio & co",
        "mail": "a@b.example",
        "errors_to": "a@b.example",
    }
    page = with_marks("# T\n\n<!-- treeguide:accessibility -->\n", "index.md", writer)[0]
    assert "Regio &amp; co wil dat iedereen Gids kan gebruiken." in page
    assert '<a href="mailto:a@b.example">a@b.example</a>' in page


@pytest.mark.parametrize(
    ("options", "missing"),
    [
        ("{}", []),
        ("{version: '1'}", []),
        ("{publisher: {name: , mail: }}", []),
        ("{version: '1', publisher: {name: , mail: }}", [("name", "mail", "errors_to")]),
        ("{publisher: {mail: a@b.example}}", [("name",)]),
        ("{publisher: {name: Regio, errors_to: https://x.example/}}", [("mail",)]),
        ("{publisher: {name: Regio, mail: a@b.example}}", []),
        ("{publisher: {name: Regio}, checks: {publisher-incomplete: off}}", []),
    ],
)
def test_a_release_is_told_what_is_still_empty(options: str, missing: list[tuple[str, ...]], tmp_path: Path) -> None:
    found = check(written(tmp_path, options).project)
    assert [one.words["missing"] for one in found if one.code == "publisher-incomplete"] == missing


@pytest.mark.parametrize(
    ("today", "hints"),
    [
        ("2026-06-28", ["far"]),
        ("2026-07-01", []),
        ("2027-05-31", []),
        ("2027-06-01", [""]),
        ("2028-01-01", [""]),
        ("", []),
    ],
)
def test_the_day_until_which_security_txt_holds_is_watched(today: str, hints: list[str], tmp_path: Path) -> None:
    options = "{publisher: {name: Regio, mail: a@b.example, security_expires: 2027-06-30}}"
    found = check(replace(written(tmp_path, options).project, today=today))
    assert [one.hint for one in found if one.code == "security-runs-out"] == hints


def test_a_day_is_one_with_and_without_quotes() -> None:
    assert publisher_from({"security_expires": "2027-06-30"}).security_expires == "2027-06-30"
