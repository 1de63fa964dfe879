"""Command and site read one configuration to one setup, and the command runs nothing that is in it."""

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config import load_config

from built import run
from profiles import tries
from small_project import lesson, write_project
from speeds import some
from treeguide.addresses import made_pages
from treeguide.checks import check
from treeguide.config import Settings, usual_words
from treeguide.config.file import NAMES, ConfigError
from treeguide.config.setup import Setup, read_setup, setup_of
from treeguide.host.build import configuration
from treeguide.pages import all_pages, extra_files
from treeguide.project import read_project
from treeguide.writing import Writer

OPTIONS = "{trees_dir: bomen/, guides_url: gidsen, section_limit: 7, drafts: true, language: en}"
IN_ENGLISH: dict[str, Any] = usual_words("en")
OF_OURS = {"trees_dir": "bomen/", "guides_url": "gidsen", "section_limit": 7, "drafts": True, "language": "en"}
EXPECTED = Settings(**IN_ENGLISH | OF_OURS)
LESS = "{trees_dir: bomen/}"


def set_up(folder: Path, text: str, name: str = "mkdocs.yml", **files: str) -> Setup:
    for path, content in {name: text, **files}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, "utf-8")
    return read_setup(folder, environment=os.environ)


@pytest.mark.parametrize(
    "text",
    [
        f"plugins:\n  - search\n  - treeguide: {OPTIONS}\n",
        f"plugins:\n  search: {{}}\n  treeguide: {OPTIONS}\n",
        f"theme:\n  name: material\n  language: nl\nplugins:\n  - treeguide: {OPTIONS}\n",
        f"plugins:\n  - treeguide: {OPTIONS}\nextra: !!python/object/apply:os.system ['exit 1']\nhooks: !ENV [A, B]\n",
        "plugins:\n  - material/group: {enabled: true, plugins: [group: "
        f"{{enabled: true, plugins: [/treeguide: {OPTIONS}]}}]}}\n",
        f"plugins:\n  - group: {{enabled: !ENV YES, plugins: {{treeguide: {OPTIONS}}}}}\n",
        f"plugins:\n  - treeguide: {{enabled: false, language: nl}}\n  - treeguide: {OPTIONS}\n",
        f"plugins:\n  - group: {{enabled: false, plugins: [treeguide]}}\n  - treeguide: {OPTIONS}\n",
        f"plugins:\n  - treeguide: {OPTIONS.replace('gidsen', '!ENV [NO_SUCH_NAME, NOR_THIS, gidsen]')}\n",
        f"plugins:\n  - treeguide: {OPTIONS.replace('7', '!ENV SEVEN').replace('true', '!ENV [YES, false]')}\n",
    ],
    ids=[
        *("list", "mapping", "beside a theme", "beside tags that would run something", "group in a group"),
        *("group with a mapping", "once off", "in a group that is off", "!ENV with a default", "!ENV"),
    ],
)
def test_options_are_found_wherever_mkdocs_allows_them(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEVEN", "7")
    monkeypatch.setenv("YES", "true")
    found = set_up(tmp_path, text)
    assert (found.settings, found.faults) == (EXPECTED, ())


@pytest.mark.parametrize("name", NAMES)
def test_a_configuration_is_found_under_every_name_that_mkdocs_or_properdocs_knows(name: str, tmp_path: Path) -> None:
    assert set_up(tmp_path, f"plugins: [treeguide: {LESS}]\n", name).folders.trees == "bomen"


def test_another_configuration_can_be_named(tmp_path: Path) -> None:
    set_up(
        tmp_path, "plugins: [treeguide]\n", **{"mkdocs.en.yml": "plugins: [treeguide: {register: register.en.yml}]\n"}
    )
    assert read_setup(tmp_path, "mkdocs.en.yml").folders.register == "register.en.yml"
    assert read_setup(tmp_path).folders.register == "register.yml"


@pytest.mark.parametrize(
    "text",
    [
        *("", "plugins:\n", "plugins: x\n", "plugins: [search]\n", "plugins: [treeguide]\n", "plugins: !ENV X\n"),
        *("plugins: [7, null, [treeguide]]\n", "plugins: {treeguide: }\n", "plugins: [treeguide: ]\n"),
        *(
            "plugins: [{treeguide: {trees_dir: }}]\n",
            "plugins: [treeguide: [x]]\n",
        ),
        "INHERIT:\nplugins: [treeguide]\n",
    ],
)
def test_without_options_everything_is_as_usual(text: str, tmp_path: Path) -> None:
    found = set_up(tmp_path, text)
    assert (found.settings, found.faults) == (Settings(), ())


@pytest.mark.parametrize(
    ("theme", "language"),
    [
        *(("material", "en"), ("mkdocs", "nl"), ("{name: material, language: nl}", "nl")),
        *(
            ("{language: nl-BE}", "nl"),
            ("{language: fr}", "en"),
            ("{language: de-CH}", "de"),
            ("{name: material}", "en"),
            ("{language: NL}", "nl"),
        ),
    ],
)
def test_without_a_language_of_its_own_the_check_speaks_that_of_the_site(
    theme: str, language: str, tmp_path: Path
) -> None:
    assert set_up(tmp_path, f"theme: {theme}\n").settings.language == language


def test_addresses_are_in_the_language_of_the_site(tmp_path: Path) -> None:
    def words(theme: str) -> tuple[str, str]:
        settings = set_up(tmp_path, f"theme: {theme}\nplugins: [treeguide: {{cards_url: kaarten}}]\n").settings
        return settings.lessons_url, settings.cards_url

    assert words("material") == ("lessons", "kaarten")
    assert words("{name: material, language: nl}") == ("lessen", "kaarten")
    assert [usual_words(one)["guides_url"] for one in ("nl", "en")] == ["wegwijzers", "guides"]


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("{outcome: Case, coming: Soon}", []),
        ("{outcom: Case}", [("unknown-setting", "outcom")]),
        ("{outcome: [a]}", [("bad-setting", "outcome")]),
        ("{items: '{count.real} x'}", [("bad-setting", "items")]),
        ("{items: '{total} x'}", [("bad-setting", "items")]),
        ("{items: '{count x'}", [("bad-setting", "items")]),
        ("x", [("bad-setting", "words")]),
    ],
)
def test_a_site_has_words_of_its_own_and_the_rest_as_usual(
    words: str, wrong: list[tuple[str, str]], tmp_path: Path
) -> None:
    found = set_up(tmp_path, f"plugins:\n  - treeguide: {{language: en, words: {words}}}\n")
    assert [(one.code, one.words["key"]) for one in found.faults] == wrong
    said = found.settings.interface
    assert (said["outcome"], said["items"]) == ("Situation" if wrong else "Case", "{count} items")


def test_a_project_grades_what_may_be_meant(tmp_path: Path) -> None:
    folder = write_project(tmp_path, **{"lessons/lessen/los.md": lesson("Los")})

    def found(options: str) -> list[tuple[str, str]]:
        set_up(folder, f"plugins:\n  - treeguide: {options}\ntheme: {{language: nl}}\n")
        problems = check(read_project(read_setup(folder)))
        return [(one.code, one.level) for one in problems if one.place.document.path.endswith("los.md")]

    assert found("{}") == [("lesson-without-outcome", "warning")]
    assert found("{checks: {lesson-without-outcome: error}}") == [("lesson-without-outcome", "error")]
    assert found("{checks: {lesson-without-outcome: off}}") == []


@pytest.mark.parametrize("options", ["{checks: {no-such: off}}", "{checks: {loop: often}}", "{checks: [loop]}"])
def test_a_grade_that_is_none_is_refused(options: str, tmp_path: Path) -> None:
    found = set_up(tmp_path, f"plugins:\n  - treeguide: {options}\n")
    assert [one.code in ("unknown-setting", "bad-setting") for one in found.faults] == [True]
    assert found.settings.checks == {}


@pytest.mark.parametrize(
    ("switch", "paths"),
    [
        ("codes", ("c/", "assets/treeguide/qr")),
        ("dossier", ("dossier.",)),
        ("cards", ("aan-tafel/",)),
        ("embed", ("wegwijzers/waar/embed", "treeguide-embed.js")),
        ("drawing", ("wegwijzers/waar/kaart",)),
    ],
)
def test_what_is_switched_off_is_nowhere(switch: str, paths: tuple[str, ...], tmp_path: Path) -> None:
    asks = lesson("Vier het", themes="[geld]", ask="[Waarom?]")
    folder = write_project(tmp_path, **{"lessons/lessen/vier-het.md": asks})
    for options, is_there in (("{}", True), (f"{{{switch}: false}}", False)):
        set_up(folder, f"plugins:\n  - treeguide: {options}\ntheme: {{language: nl}}\n")
        project = read_project(read_setup(folder))
        writer = Writer(project)
        made = {page.path: page.html for page in all_pages(writer)}
        names = [*made, *extra_files(writer), *(path for path, _ in made_pages(project.library, writer.addresses))]
        assert any(name.startswith(paths[0]) for name in names) == is_there
        if not is_there:
            link = re.compile(rf'href="[./]*{re.escape(paths[0].removeprefix("wegwijzers/waar/"))}')
            assert [path for path, html in made.items() if link.search(html)] == []


@pytest.mark.parametrize(
    "word", ["../../uit", "/uit", "a/../../uit", "", '"<b onclick=x>"', "a b", "a//b", "a/", ".git"]
)
def test_an_address_that_is_no_word_is_refused_with_the_name_of_its_option(word: str, tmp_path: Path) -> None:
    found = set_up(tmp_path, f"plugins:\n  - treeguide: {{codes_url: {word or repr('')}}}\n")
    assert [(one.code, one.words["key"]) for one in found.faults] == [("bad-setting", "codes_url")]
    assert found.settings == Settings()


@pytest.mark.parametrize(
    "options", ["{trees_dir: [a]}", "{section_limit: veel}", "{drafts: misschien}", "{section_limit: true}"]
)
def test_an_option_of_another_kind_is_refused_with_its_name(options: str, tmp_path: Path) -> None:
    found = set_up(tmp_path, f"plugins:\n  - treeguide: {options}\n")
    assert [one.words["key"] for one in found.faults] == [options.strip("{").partition(":")[0]]


@pytest.mark.parametrize(
    "folder", ["../", "..", ".", "''", "../buiten", "a/../..", "docs", "docs/bomen", "site", "site/x"]
)
def test_sources_stand_inside_the_project_and_outside_what_is_published(folder: str, tmp_path: Path) -> None:
    for name in ("trees_dir", "lessons_dir"):
        found = set_up(tmp_path, f"plugins:\n  - treeguide: {{{name}: {folder}}}\n")
        assert [(one.code, one.words["key"]) for one in found.faults] == [("bad-setting", name)]


def test_the_usual_folders_may_not_be_those_of_the_pages_either(tmp_path: Path) -> None:
    found = set_up(tmp_path, "docs_dir: lessons/paginas\nplugins: [treeguide]\n")
    assert [one.hint for one in found.faults] == ["in-docs"]


def test_a_file_that_is_no_yaml_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"mkdocs.yml:1: colon-in-text"):
        set_up(tmp_path, "site_name: a: b\n")
    (tmp_path / "mkdocs.yml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="not-utf8"):
        read_setup(tmp_path)
    with pytest.raises(ConfigError, match="unreadable"):
        read_setup(tmp_path, "weg.yml")


@pytest.mark.parametrize(
    "text",
    [
        "plugins: &a [group: {plugins: *a}]\n",
        "a: &a {b: *a}\n",
        "".join(f"m{one}: &m{one}\n  <<: [{', '.join([f'*m{one - 1}'] * 9)}]\n" for one in range(1, 9)).replace(
            "*m0", "{a: b}"
        ),
    ],
    ids=["plugins in themselves", "a block in itself", "blocks put in each other"],
)
def test_references_that_stand_for_more_than_anybody_reads_are_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"mkdocs.yml:1: too-many-values"):
        set_up(tmp_path, text)


def test_a_value_that_is_referred_to_often_is_no_fault(tmp_path: Path) -> None:
    rows = "".join(f"  k{number}: *a\n" for number in range(1_000))
    assert set_up(tmp_path, f"extra:\n  a: &a {{b: [c, d]}}\n{rows}plugins: [treeguide]\n").faults == ()


def test_a_folder_without_mkdocs_has_the_usual_settings(tmp_path: Path) -> None:
    found = read_setup(tmp_path)
    assert (found.settings, found.file, found.notices) == (Settings(), None, ())


def test_folders_are_below_the_project_without_slashes_around_them(tmp_path: Path) -> None:
    folders = set_up(tmp_path, "plugins: [treeguide: {trees_dir: /bomen/, lessons_dir: stukken/}]\n").folders
    assert (folders.root, folders.trees, folders.lessons) == (tmp_path.resolve(), "bomen", "stukken")


def test_a_configuration_in_a_folder_of_its_own_makes_a_project_with_its_pages(tmp_path: Path) -> None:
    text = "docs_dir: ../docs\nplugins: [treeguide: {trees_dir: ../bomen}]\n"
    set_up(tmp_path, text, "config/mkdocs.yml")
    folders = read_setup(tmp_path / "config").folders
    assert (folders.root, folders.docs, folders.trees) == (tmp_path.resolve(), "docs", "bomen")
    assert (folders.lessons, folders.register) == ("config/lessons", "config/register.yml")


@tries(100)
@given(st.text(max_size=40))
def test_any_text_gives_settings_or_a_reason(text: str) -> None:
    try:
        assert isinstance(read_setup(Path("x"), "y", read=lambda _: text.encode()).settings, Settings)
    except ConfigError as error:
        assert error.problem.place.document.path == "y"


# --- command and site ------------------------------------------------------------------------------------------------

BOTH = {
    "a list": "plugins: [search, treeguide: {guides_url: gidsen}]\n",
    "a mapping": "plugins: {treeguide: {guides_url: gidsen, version: !ENV [VERSION, x]}}\n",
    "an environment": "plugins: [treeguide: {version: !ENV VERSION, drafts: !ENV [NONE_SUCH, true]}]\n",
    "a language of the theme": "theme: {name: material, language: fr}\nplugins: [treeguide]\n",
    "material": "theme: material\nplugins: [treeguide]\n",
    "another theme": "theme: readthedocs\nplugins: [treeguide]\n",
    "folders": "docs_dir: paginas\nsite_dir: uit\nplugins: [treeguide: {trees_dir: paginas/x, lessons_dir: uit/x}]\n",
    "pages beside": "docs_dir: ../paginas\nplugins: [treeguide: {trees_dir: ../decision_trees}]\n",
    "faults": "plugins: [treeguide: {lesson_url: x, language: fr, search: nee, guides_url: lessen, cache: true}]\n",
    "a folder that is not there": "plugins: [treeguide: {lessons_dir: weg}]\n",
    "inherited": "INHERIT: basis/mkdocs.yml\nplugins: {treeguide: {guides_url: gidsen}}\n",
    "no value": "plugins: [treeguide: {guides_url: , language: }]\n",
    "off and on": "plugins: [treeguide: {enabled: true, guides_url: gidsen}]\n",
}


@pytest.mark.parametrize("text", BOTH.values(), ids=BOTH)
def test_the_command_and_the_site_are_set_up_the_same(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERSION", "v2")
    parent = "site_name: Ouder\nplugins: {treeguide: {lessons_url: stukken, trees_dir: decision_trees}}\n"
    write_project(
        tmp_path / "project",
        **{"mkdocs.yml": f"site_name: Proef\n{text}", "basis/mkdocs.yml": parent, "docs/x.md": "", "paginas/x.md": ""},
    )
    (tmp_path / "paginas").mkdir()
    command = read_setup(tmp_path / "project", environment=os.environ)
    site = setup_of(configuration(load_config(str(tmp_path / "project" / "mkdocs.yml"))))
    assert replace(command, file=None) == site
    assert command.folders.named == site.folders.named


WRONG = {
    "unknown-setting": {"mkdocs.yml": "site_name: P\nplugins: [treeguide: {lesson_url: x}]\n"},
    "same-setting": {"mkdocs.yml": "site_name: P\nplugins: [treeguide: {guides_url: x, outcomes_url: x}]\n"},
    "bad-setting": {"mkdocs.yml": "site_name: P\nplugins: [treeguide: {language: fr}]\n"},
    "repeated-plugin": {"mkdocs.yml": "site_name: P\nplugins: [treeguide, treeguide]\n"},
    "missing-folder": {"mkdocs.yml": "site_name: P\nplugins: [treeguide: {trees_dir: decison_trees}]\n"},
    "gone": {"mkdocs.yml": "site_name: P\nplugins: [treeguide]\n", "register.yml": "published:\n  - lessen/weg/\n"},
}


@pytest.mark.parametrize(("code", "files"), some(WRONG.items()), ids=WRONG)
def test_what_the_command_refuses_no_site_is_built_of(code: str, files: Mapping[str, str], tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", **{"docs/index.md": "# Start\n", "site/oud.html": "oud", **files})
    checked, built = run(project, "treeguide.commands.cli", "check"), run(project, "mkdocs", "build")
    for done in (checked, built):
        assert done.returncode and f"[{code}]" in done.stdout + done.stderr, done.stderr
        assert "Traceback" not in done.stderr
    assert sorted(path.name for path in (project / "site").iterdir()) == ["oud.html"]
    assert [path for path in project.iterdir() if "building" in path.name] == []


def test_options_that_do_nothing_any_more_are_told_once_and_change_nothing(tmp_path: Path) -> None:
    config = "site_name: P\nplugins: [treeguide: {cache: false, processes: 2}]\n"
    project = write_project(tmp_path / "project", **{"docs/index.md": "# Start\n", "mkdocs.yml": config})
    done = run(project, "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    told = [line for line in done.stderr.splitlines() if "cache" in line or "processes" in line]
    assert told == [
        "INFO    -  treeguide: De opties cache, processes doen niets meer; je kunt ze uit mkdocs.yml halen."
    ]
    assert run(project, "treeguide.commands.cli", "check").stdout == ""
