"""What a build keeps for the next one: used when it is right, and as if it were not there when anything is wrong."""

import logging
from pathlib import Path
from typing import Any

import jinja2
import pytest
from test_following import FILES, built, content, differences, quiet  # noqa: F401 (a fixture)

from small_project import write_project
from treeguide import writing
from treeguide.host.store import Store, own_secret

CACHE = ".cache/treeguide/pages"
SECRET = b"s" * 32


@pytest.fixture
def root(tmp_path: Path, quiet: None) -> Path:  # noqa: F811 (the fixture)
    return write_project(tmp_path / "project", **FILES)


@pytest.fixture
def filled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the pages that were rendered from Markdown in earnest."""
    from mkdocs.structure.pages import Page

    names: list[str] = []
    render = Page.render

    def counted(page: Page, config: Any, files: Any) -> None:
        names.append(page.file.src_uri)
        render(page, config, files)

    monkeypatch.setattr(Page, "render", counted)
    return names


def test_a_second_build_renders_only_what_changed(root: Path, tmp_path: Path, filled: list[str]) -> None:
    built(root, tmp_path / "one")
    assert len(filled) > 10
    filled.clear()
    built(root, tmp_path / "two")
    assert filled == []
    lesson = root / "lessons/lessen/vier-het.md"
    lesson.write_text(lesson.read_text("utf-8").replace("Een tekst.", "Een andere."), "utf-8")
    built(root, tmp_path / "three")
    assert filled == ["lessen/vier-het.md"]


def test_a_second_build_compiles_no_template_again(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for those of the theme's words, which its search reads before anything is kept."""
    names: list[str] = []
    compiled = jinja2.Environment.compile

    def counted(env: jinja2.Environment, source: Any, name: str | None = None, *more: Any, **others: Any) -> Any:
        names.append(name or "")
        return compiled(env, source, name, *more, **others)

    monkeypatch.setattr(jinja2.Environment, "compile", counted)
    sites = []
    for name in ("one", "two"):
        names.clear()
        writing._templates.cache_clear()
        built(root, tmp_path / name)
        sites.append({one for one in names if not one.startswith("partials/language")})
    assert sites[0] > {"main.html", "base.html", "lesson.md.jinja"}
    assert sites[1] == set()


def test_the_setting_turns_it_off(root: Path, tmp_path: Path, filled: list[str]) -> None:
    built(root, tmp_path / "one", cache=False)
    assert not (root / CACHE).exists()
    count = len(filled)
    built(root, tmp_path / "two", cache=False)
    assert len(filled) == 2 * count


@pytest.mark.parametrize("harm", [b"", b"x" * 500, None], ids=["empty", "foreign", "cut off"])
def test_damaged_entries_are_as_if_they_were_not_there(root: Path, tmp_path: Path, harm: bytes | None) -> None:
    built(root, tmp_path / "one")
    for entry in (root / CACHE).iterdir():
        entry.write_bytes(entry.read_bytes()[:-3] if harm is None else harm)
    built(root, tmp_path / "two")
    assert differences(content(tmp_path / "one"), content(tmp_path / "two")) == []


def test_entries_of_another_user_are_not_read(
    root: Path, tmp_path: Path, filled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    built(root, tmp_path / "one")
    count = len(filled)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "other home"))
    built(root, tmp_path / "two")
    assert len(filled) == 2 * count


def test_a_warning_is_said_at_every_build(root: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (root / "docs/over.md").write_text("# Over\n\n[Weg](weg.md)\n", "utf-8")
    for name in ("one", "two"):
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            built(root, tmp_path / name)
        assert [one for one in caplog.messages if "weg.md" in one] != []


@pytest.mark.parametrize("line", ["hooks: [hook.py]\n", "markdown_extensions: [pymdownx.snippets]\n"])
def test_what_may_do_anything_turns_it_off(root: Path, tmp_path: Path, filled: list[str], line: str) -> None:
    settings = (
        (root / "mkdocs.yml")
        .read_text("utf-8")
        .replace('markdown_extensions: [attr_list, {toc: {permalink: "#"}}]\n', "" if "extensions" in line else "\n")
    )
    (root / "mkdocs.yml").write_text(settings + line, "utf-8")
    (root / "hook.py").write_text("def on_page_markdown(markdown, **rest):\n    return markdown + '!'\n", "utf-8")
    built(root, tmp_path / "one")
    count = len(filled)
    built(root, tmp_path / "two")
    assert len(filled) == 2 * count


def test_an_entry_is_what_was_kept_and_only_under_its_own_name(tmp_path: Path) -> None:
    Store(tmp_path, SECRET).write("a", {"b": "ë"})
    assert Store(tmp_path, SECRET).read("a") == {"b": "ë"}
    assert Store(tmp_path, SECRET).read("b") == {}
    assert Store(tmp_path, b"t" * 32).read("a") == {}
    (entry,) = tmp_path.iterdir()
    Store(tmp_path, SECRET).write("b", {})
    entry.write_bytes(next(path for path in tmp_path.iterdir() if path != entry).read_bytes())
    assert Store(tmp_path, SECRET).read("a") == {}


def test_what_no_build_used_goes(tmp_path: Path) -> None:
    Store(tmp_path, SECRET).write("old", {})
    store = Store(tmp_path, SECRET)
    store.write("new", {"x": 1})
    store.tidy()
    assert store.read("old") == {}
    assert store.read("new") == {"x": 1}


def test_a_folder_that_cannot_be_written_is_said_once_and_harms_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    store = Store(tmp_path / "file" / "below", SECRET)
    with caplog.at_level(logging.INFO):
        store.write("a", {})
        store.write("b", {})
    assert len(caplog.messages) == 1
    assert store.read("a") == {}


def test_the_secret_is_the_same_next_time_and_only_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    first = own_secret()
    assert len(first) == 32
    assert own_secret() == first
    (file,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert file.stat().st_mode & 0o077 == 0
    monkeypatch.setenv("XDG_CACHE_HOME", str(file))
    assert own_secret() == b""
