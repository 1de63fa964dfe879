"""The command reads the same options from mkdocs.yml as the plugin gets, and runs nothing that is in it."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles import tries
from treeguide.config.settings import Settings, read_settings, settings_from, settings_in

OPTIONS = "{trees_dir: bomen/, guides_url: gidsen, section_limit: 7, drafts: true, language: en}"
EXPECTED = Settings(trees_dir="bomen/", guides_url="gidsen", section_limit=7, drafts=True, language="en")


@pytest.mark.parametrize(
    "text",
    [
        f"plugins:\n  - search\n  - treeguide: {OPTIONS}\n",
        f"plugins:\n  search: {{}}\n  treeguide: {OPTIONS}\n",
        f"theme:\n  name: material\n  language: nl\nplugins:\n  - treeguide: {OPTIONS}\n",
        f"plugins:\n  - treeguide: {OPTIONS}\nextra: !!python/object/apply:os.system ['exit 1']\nhooks: !ENV [A, B]\n",
    ],
    ids=["list", "mapping", "beside a theme", "beside tags that would run something"],
)
def test_options_are_found_wherever_mkdocs_allows_them(text: str) -> None:
    assert settings_in(text) == EXPECTED


@pytest.mark.parametrize(
    "text",
    [
        *("", "- a\n", "plugins:\n", "plugins: x\n", "plugins: [search]\n", "plugins: [treeguide]\n"),
        *("plugins: [7, null]\n", "plugins: {treeguide: }\n", "plugins: [treeguide: ]\n"),
        "plugins: [{treeguide: {trees_dir: }}]\n",
    ],
)
def test_without_options_everything_is_as_usual(text: str) -> None:
    assert settings_in(text) == Settings()


@pytest.mark.parametrize(
    ("theme", "language"),
    [
        *(("material", "en"), ("mkdocs", "nl"), ("{name: material, language: nl}", "nl")),
        *(("{language: nl-BE}", "nl"), ("{language: de}", "en"), ("{name: material}", "en")),
    ],
)
def test_without_a_language_of_its_own_the_check_speaks_that_of_the_site(theme: str, language: str) -> None:
    assert settings_in(f"theme: {theme}\n").language == language


@pytest.mark.parametrize(
    "word", ["../../uit", "/uit", "a/../../uit", "", '"<b onclick=x>"', "a b", "a//b", "a/", ".git"]
)
def test_an_address_that_is_no_word_is_refused_with_the_name_of_its_option(word: str) -> None:
    with pytest.raises(ValueError, match="codes_url"):
        settings_in(f"plugins:\n  - treeguide: {{codes_url: {word or repr('')}}}\n")


@pytest.mark.parametrize(
    "options", ["{trees_dir: [a]}", "{section_limit: veel}", "{drafts: misschien}", "{section_limit: true}"]
)
def test_an_option_of_another_kind_is_refused_with_its_name(options: str) -> None:
    with pytest.raises(ValueError, match=options.strip("{").partition(":")[0]):
        settings_in(f"plugins:\n  - treeguide: {options}\n")


def test_a_file_that_is_no_yaml_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="mapping values"):
        settings_in("site_name: a: b\n")
    (tmp_path / "mkdocs.yml").write_bytes(b"\xff\xfe")
    with pytest.raises(ValueError, match="utf-8"):
        read_settings(tmp_path)


def test_a_folder_without_mkdocs_has_the_usual_settings(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Settings()


def test_unknown_options_are_left_alone() -> None:
    assert settings_from({"kleur": "blauw", "lessons_dir": "stukken"}) == Settings(lessons_dir="stukken")


def test_folders_are_below_the_project_without_slashes_around_them(tmp_path: Path) -> None:
    folders = Settings(trees_dir="/bomen/", lessons_dir="stukken/").folders(tmp_path)
    assert (folders.root, folders.trees, folders.lessons) == (tmp_path.resolve(), "bomen", "stukken")


@tries(100)
@given(st.text(max_size=40))
def test_any_text_gives_settings_or_a_reason(text: str) -> None:
    try:
        assert isinstance(settings_in(text), Settings)
    except ValueError as error:
        assert str(error)


def test_the_readme_names_every_option() -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
    rows = [line for line in readme.split("| option |")[1].split("\n\n")[0].splitlines() if line.startswith("| `")]
    told = {name for row in rows for name in re.findall(r"`([a-z_]+)`", row.split("|")[1])}
    assert told == {field.name for field in fields(Settings)}
    for row in rows:
        names, default = re.findall(r"`([a-z_]+)`", row.split("|")[1]), row.split("|")[3].strip().strip("`")
        real = getattr(Settings(), names[0])
        if isinstance(real, int):
            assert default == (f"{real:,}" if not isinstance(real, bool) else str(real).lower()), row
