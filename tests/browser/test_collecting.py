"""Putting a dossier together: nothing kept before the reader's own click, everything in one link afterwards."""

import base64
import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dossiers import CARD, FEAST, MONEY, NOTE, TALK, arrive, collect, dossier
from visitors import DESKTOP, Visitors, soon

PATHS = ("lessen/open-kaart/", "lessen/vier-het/", "situaties/praat-over-geld/")
BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


def kept(page: Page) -> dict[str, Any]:
    """What this browser keeps of our site."""
    found: dict[str, Any] = page.evaluate("Object.fromEntries(Object.entries(localStorage))")
    return {key: json.loads(value) for key, value in found.items() if key.startswith("treeguide")}


def desk(page: Page, site: str) -> Page:
    page.goto(f"{site}dossier/")
    expect(page.locator("[data-guide-desk]")).to_be_visible()
    return page


def titles(page: Page) -> list[str]:
    return page.locator(".guide-desk-items h3").all_inner_texts()


def link(page: Page) -> str:
    """The link at the desk, once it holds the last change."""
    page.wait_for_timeout(100)
    return page.locator("[name=link]").input_value()


def test_without_script_the_page_says_what_it_is_for(visit: Visitors, small: str) -> None:
    page = visit(f"{small}dossier/", java_script_enabled=False)
    expect(page.locator("article")).to_contain_text("Een dossier maak je in je eigen browser")
    expect(page.locator("article")).to_contain_text("Vraag de afzender dan om een pdf")
    expect(page.locator("article").get_by_role("link", name="Alle lessen")).to_have_attribute("href", "../lessen/")
    soon(lambda: page.locator("article :is(button, input, textarea):visible").count(), 0)
    page.goto(f"{small}lessen/open-kaart/")
    soon(lambda: page.locator("article button:visible").count(), 0)


def test_nothing_is_kept_before_the_first_click_and_nothing_after_erasing(visit: Visitors, small: str) -> None:
    page = visit(f"{small}lessen/open-kaart/")
    expect(page.get_by_role("button", name="Zet in mijn dossier")).to_be_visible()
    soon(lambda: kept(page), {})
    page.get_by_role("button", name="Zet in mijn dossier").click()
    expect(page.locator(".guide-tools")).to_contain_text(
        "Het blijft in deze browser, op dit apparaat, tot je het wist."
    )
    (one,) = kept(page).values()
    assert [item["item"] for item in one["items"]] == [CARD]
    expect(page.get_by_role("link", name="Mijn dossier (1)")).to_have_attribute("href", re.compile("dossier/$"))
    expect(page.get_by_role("button", name="Wis mijn dossier")).to_have_count(0)
    desk(page, small).get_by_role("button", name="Wis mijn dossier").click()
    expect(page.get_by_role("button", name="Nee, laat staan")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("dialog")).to_have_count(0)
    soon(lambda: len(kept(page)), 1)
    page.get_by_role("button", name="Wis mijn dossier").click()
    page.get_by_role("button", name="Ja, wis alles").click()
    expect(page.locator("[data-guide-desk] [role=status]")).to_contain_text("Er staat niets meer van in deze browser.")
    soon(lambda: kept(page), {})


def test_what_was_erased_can_be_put_back_for_ten_seconds(visit: Visitors, small: str) -> None:
    page = visit(small)
    collect(page, small, *PATHS)
    page.clock.install()
    desk(page, small).get_by_label("Titel", exact=True).fill("Voor Anne")
    before = kept(page)
    undo = page.get_by_role("button", name="Zet terug")
    for is_wanted in (True, False):
        page.get_by_role("button", name="Wis mijn dossier").click()
        page.get_by_role("button", name="Ja, wis alles").click()
        expect(undo).to_be_visible()
        assert kept(page) == {}
        if is_wanted:
            undo.click()
            expect(page.locator("[data-guide-desk] [role=status]")).to_have_text("Je dossier is weer terug.")
            assert kept(page) == before
    undo.focus()
    page.clock.run_for(10_000)
    expect(undo).to_have_count(0)
    expect(page.get_by_role("heading", name="Wat erin zit")).to_be_focused()
    assert kept(page) == {}


def test_a_press_without_network_says_so_and_can_be_done_again(visitors: Visitors, small: str) -> None:
    page = visitors(f"{small}situaties/ga-door/")
    says = page.get_by_text("Er is nu geen verbinding met internet.")
    page.context.set_offline(True)
    for name in ("Deel", "Toon als kaarten"):
        page.get_by_role("button", name=name, exact=True).click()
        expect(says).to_be_visible()
        expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Zet in mijn dossier").click()
    expect(page.get_by_role("button", name="Haal uit mijn dossier")).to_be_visible()
    page.get_by_role("button", name="Deel", exact=True).click()
    expect(page.get_by_role("group", name="Delen")).to_be_visible()
    expect(says).to_have_count(0)


def test_a_second_click_takes_it_out(visit: Visitors, small: str) -> None:
    page = visit(small)
    collect(page, small, "lessen/vier-het/")
    page.get_by_role("button", name="Haal uit mijn dossier").click()
    expect(page.locator(".guide-tools")).to_contain_text("Dit is uit je dossier gehaald.")
    soon(lambda: kept(page), {})


def test_on_a_guide_the_open_question_is_collected(visit: Visitors, small: str) -> None:
    page = visit(f"{small}wegwijzers/waar/")
    page.get_by_role("button", name="Zet in mijn dossier").click()
    expect(page.get_by_role("button", name="Haal uit mijn dossier")).to_be_visible()
    page.get_by_role("link", name="Het loopt stroef").click()
    page.get_by_role("button", name="Zet in mijn dossier").click()
    expect(page.get_by_role("button", name="Haal uit mijn dossier")).to_be_visible()
    (one,) = kept(page).values()
    assert [item["item"].split(".")[0] for item in one["items"]] == ["guide/waar", MONEY]


def test_the_number_follows_other_tabs(visit: Visitors, small: str) -> None:
    page = visit(f"{small}lessen/open-kaart/")
    expect(page.get_by_role("button", name="Zet in mijn dossier")).to_be_visible()
    other = page.context.new_page()
    collect(other, small, "lessen/vier-het/")
    expect(page.get_by_role("link", name="Mijn dossier (1)")).to_be_visible()


def test_the_link_opens_as_a_letter_elsewhere(visit: Visitors, small: str) -> None:
    page = visit(small, viewport=DESKTOP, **CLIPBOARD)
    collect(page, small, *PATHS)
    page.get_by_role("link", name="Mijn dossier (3)").click()
    page.get_by_label("Titel", exact=True).fill("Voor het overleg")
    page.get_by_label("Begeleidende brief").fill("Beste Anne,\n\nLees dit.\nGroet, Jo")
    page.get_by_label("Notitie bij dit item: Vier het").fill(NOTE)
    page.get_by_role("button", name="Kopieer de link").click()
    expect(page.locator("[data-guide-desk] [role=status]")).to_have_text("De link is gekopieerd.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{small}dossier/#v1~d")
    reader = visit(copied)
    letter = reader.locator(".guide-letter")
    expect(letter.locator("h1")).to_have_text("Voor het overleg")
    assert letter.locator("header p:visible").all_inner_texts()[1:4] == [
        "Beste Anne,",
        "Lees dit.\nGroet, Jo",
        "In dit dossier",
    ]
    expect(letter.locator("section").nth(0)).to_contain_text("Een tekst over doorgaan")
    expect(letter.locator("section").nth(0)).to_contain_text("Wat houd jij nog achter?")
    expect(letter.locator("section").nth(1).locator("blockquote")).to_have_text(NOTE)
    expect(letter.locator("section").nth(2)).to_contain_text("Bel de grootste partner.")
    soon(lambda: letter.locator("h2").all_inner_texts(), ["Leg je <kaarten> 'open'", "Vier het", "Praat over geld"])
    soon(lambda: letter.locator("h2 a").first.get_attribute("href"), f"{small}lessen/open-kaart/")
    soon(lambda: letter.get_by_text("Je komt hier als").count(), 0)
    soon(lambda: kept(reader), {})
    assert reader.title() == "Dossier van de afzender: Voor het overleg"
    expect(reader.locator(".guide-lead")).to_be_hidden()


def test_items_move_by_keyboard_and_are_announced(visit: Visitors, small: str) -> None:
    page = visit(small)
    collect(page, small, *PATHS)
    desk(page, small)
    page.get_by_role("button", name="Omhoog: Vier het").focus()
    page.keyboard.press("Enter")
    says = page.locator("[data-guide-desk] [role=status]")
    expect(says).to_have_text("Vier het staat nu op plaats 1 van 3.")
    soon(lambda: titles(page), ["Vier het", "Leg je <kaarten> 'open'", "Praat over geld"])
    soon(lambda: page.evaluate("document.activeElement.ariaLabel"), "Omlaag: Vier het")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    soon(lambda: titles(page)[2:], ["Vier het"])
    (one,) = kept(page).values()
    assert [item["item"] for item in one["items"]] == [CARD, TALK, FEAST]


def test_what_is_taken_away_can_be_put_back(visit: Visitors, small: str) -> None:
    page = visit(small)
    collect(page, small, *PATHS)
    desk(page, small)
    page.get_by_label("Notitie bij dit item: Vier het").fill(NOTE)
    page.get_by_role("button", name="Weghalen: Vier het").click()
    soon(lambda: titles(page), ["Leg je <kaarten> 'open'", "Praat over geld"])
    soon(lambda: page.evaluate("document.activeElement.ariaLabel"), "Weghalen: Praat over geld")
    page.get_by_role("button", name="Zet terug").click()
    soon(lambda: titles(page)[1:2], ["Vier het"])
    expect(page.get_by_label("Notitie bij dit item: Vier het")).to_have_value(NOTE)
    (one,) = kept(page).values()
    assert one["items"][1] == {"item": FEAST, "note": NOTE}


def test_anything_can_be_added_by_its_title(visit: Visitors, small: str) -> None:
    page = desk(visit(small), small)
    field, says = page.get_by_label("Voeg nog iets toe"), page.locator("[data-guide-desk] [role=status]")
    for typed, answer in (
        ("Praat over geld (Situatie)", "Praat over geld is toegevoegd."),
        ("Vier het", "Vier het is toegevoegd."),
        ("Vier het", "Vier het staat al in je dossier."),
        ("Bestaat niet", "Die titel staat niet in de gids. Kies een titel uit de lijst."),
    ):
        field.fill(typed)
        page.keyboard.press("Enter")
        expect(says).to_have_text(answer)
    soon(lambda: titles(page), ["Praat over geld", "Vier het"])


def test_the_length_of_the_link_is_said_and_too_much_is_warned_of(visit: Visitors, small: str) -> None:
    page = visit(small)
    collect(page, small, "lessen/vier-het/")
    desk(page, small)
    length, mail = page.locator("[data-guide-length]"), page.get_by_role("link", name="Zet in een e-mail")
    expect(length).to_have_text(re.compile(r"De link is \d+ tekens lang. Dat past in elke mail."))
    assert str(len(link(page))) in length.inner_text()
    assert re.match(r"mailto:\?subject=Dossier&body=%0Ahttp", str(mail.get_attribute("href")))
    noise = base64.b85encode(random.Random(1).randbytes(3000)).decode()
    page.get_by_label("Begeleidende brief").fill(noise)
    expect(length).to_contain_text("Sommige mailprogramma’s breken een link af boven 2.000 tekens.")
    expect(mail).to_be_hidden()


def test_a_file_holds_the_same(visit: Visitors, small: str, tmp_path: Path) -> None:
    page = visit(small)
    collect(page, small, *PATHS[:2])
    desk(page, small)
    page.get_by_label("Titel", exact=True).fill("Voor <b>Anne</b>")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Bewaar als bestand").click()
    saved = tmp_path / "dossier.json"
    saving.value.save_as(saved)
    assert re.fullmatch(r"dossier-\d{4}-\d\d-\d\d\.json", saving.value.suggested_filename)
    content = json.loads(saved.read_text("utf-8"))
    assert (content["format"], content["version"], len(content["items"])) == ("treeguide-dossier", 1, 2)
    other = desk(visit(small), small)
    other.locator("[name=file]").set_input_files(saved)
    expect(other.get_by_label("Titel", exact=True)).to_have_value("Voor <b>Anne</b>")
    soon(lambda: titles(other), ["Leg je <kaarten> 'open'", "Vier het"])


@pytest.mark.slow
@pytest.mark.parametrize("button,expected", [
    ("Voeg toe aan mijn dossier", ["Vier het", "Praat over geld"]),
    ("Vervang mijn dossier", ["Praat over geld"]),
    ("Annuleer", ["Vier het"]),
])  # fmt: skip
def test_taking_over_asks_when_there_is_one_already(
    visit: Visitors, small: str, button: str, expected: list[str]
) -> None:
    page = arrive(visit, small, dossier(TALK))
    collect(page, small, "lessen/vier-het/")
    page.go_back()
    page.get_by_role("button", name="Overnemen en aanpassen").click()
    expect(page.locator("dialog[open]")).to_contain_text("Er zit al 1 item in.")
    page.get_by_role("button", name=button).click()
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator("[data-guide-desk]")).to_be_visible(visible=button != "Annuleer")
    expect(desk(page, small).locator(".guide-desk-items h3")).to_have_text(expected)
    (one,) = kept(page).values()
    assert len(one["items"]) == len(expected)


def test_taking_over_is_at_once_when_there_is_none_and_back_leads_to_the_letter(visit: Visitors, small: str) -> None:
    page = arrive(visit, small, dossier(TALK, FEAST))
    page.get_by_role("button", name="Overnemen en aanpassen").click()
    expect(page.locator("[data-guide-desk]")).to_be_visible()
    soon(lambda: titles(page), ["Praat over geld", "Vier het"])
    expect(page).to_have_url(f"{small}dossier/")
    page.go_back()
    expect(page.get_by_role("button", name="Verder bewerken")).to_be_visible()
    expect(page.locator(".guide-letter h1")).to_have_text("Voor Anne")


def test_where_the_browser_keeps_nothing_the_link_does(visitors: Visitors, small: str) -> None:
    page = visitors(small)
    page.context.add_init_script(BLOCKED)
    page.goto(f"{small}lessen/vier-het/")
    page.get_by_role("button", name="Zet in mijn dossier").click()
    expect(page.locator(".guide-tools")).to_contain_text("Je browser bewaart hier niets.")
    page.locator(".guide-says a").click()
    expect(page.locator(".guide-letter h2")).to_have_text("Vier het")
    expect(page.locator(".guide-letter header [role=status]")).to_contain_text(
        "De teksten zijn compleet"
    )  # and stand still
    page.get_by_role("button", name=re.compile("Overnemen|Verder bewerken")).click()
    page.get_by_label("Notitie bij dit item").fill(NOTE)
    expect(page.locator("[data-guide-where]")).to_contain_text("Je dossier zit alleen in het adres van deze pagina.")
    soon(lambda: page.evaluate("location.href"), link(page))
    page.reload()
    expect(page.locator(".guide-letter blockquote")).to_have_text(NOTE)


@pytest.mark.slow
def test_without_compression_links_work_both_ways(visit: Visitors, small: str) -> None:
    page = visit(small)
    page.context.add_init_script("delete window.CompressionStream; delete window.DecompressionStream")
    collect(page, small, "lessen/vier-het/")
    desk(page, small)
    page.get_by_label("Begeleidende brief").fill("Groet, Zoë 🙂")
    assert "#v1~u" in link(page)
    reader = visit(link(page))
    expect(reader.locator(".guide-letter-text")).to_have_text("Groet, Zoë 🙂")
    desk(reader, small)
    page.goto(f"{small}dossier/#v1~dabc")
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("Je browser kan deze link niet openen")
