"""What a site is called, its line about copyright and its version are text wherever we show them."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from every_field import PAYLOADS, write_every_field
from test_hostile_payloads import Reader, same
from treeguide.addresses.site import Site
from treeguide.config import Settings
from treeguide.host.build.head import Card, tags
from treeguide.library import Folders, read_library
from treeguide.pages import planned_files, planned_pages
from treeguide.project import Project
from treeguide.writing import Writer
from treeguide.writing.page import plain

NAME, NOTICE, VERSION = "naam7", "rechten7", "versie7"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folders = Folders(write_every_field(tmp_path_factory.mktemp("project"), {0: lambda field: f"tekst {field}"}))
    return Project(read_library(folders), folders)


def made(
    project: Project, name: str, notice: str, version: str, wanted: frozenset[str] = frozenset()
) -> Iterator[tuple[str, str]]:
    """Every page and file, or those that are wanted, of a site with that name, that line and that version, as HTML."""
    site = Site(url="https://voorbeeld.nl/", name=name, notice=plain(notice))
    settings = replace(Settings(), version=version)
    writer = Writer(replace(project, settings=settings), site)
    for plan in planned_pages(writer):
        if not wanted or plan.path in wanted:
            yield plan.path, plan.make().html
    for path, write in planned_files(writer).items():
        if path.endswith(".html") and (not wanted or path in wanted):
            yield path, write()
    yield "card", tags(Card(name, notice, "https://voorbeeld.nl/", name, "nl"))


def outline(html: str) -> list[tuple[str, ...]]:
    return [(tag, *sorted(attributes)) for tag, attributes in Reader(html).elements]


def said(html: str) -> str:
    found = Reader(html)
    return " ".join([found.text, *(value for _, attributes in found.elements for value in attributes.values())])


def one_of_each_sort(before: dict[str, str]) -> frozenset[str]:
    """The first page of every sort that shows one of the settings."""
    holding = [path for path, html in before.items() if re.search(f"{NAME}|{NOTICE}|{VERSION}", html)]
    return frozenset({re.sub(r"[\w-]+-0\b|\d+", "", path): path for path in holding}.values())


@pytest.mark.slow
def test_a_setting_adds_no_element_and_is_what_one_reads(project: Project) -> None:
    before = dict(made(project, NAME, NOTICE, VERSION))
    wanted = one_of_each_sort(before)
    assert {path.split("/")[-2] for path in wanted if "/" in path} >= {"embed", "wegwijzers", "lessen", "situaties"}
    for payload in PAYLOADS:
        for path, html in made(project, f"{NAME} {payload} {NAME}", f"{NOTICE} {payload}", payload, wanted):
            assert outline(html) == outline(before[path]), (path, payload)
            parts = said(html).split(NAME)
            assert len(parts) < 2 or path == "dossier.md" or any(same(part, payload) for part in parts), (path, payload)
