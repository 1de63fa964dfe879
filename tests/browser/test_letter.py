"""Reading a dossier: what became of its items, what may be in a link, and how it comes out of a printer."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from built import served
from dossiers import CARD, FEAST, MONEY, TALK, arrive, dossier, fragment, small_site
from speeds import some
from treeguide.words import interface
from treeguide.writing.assets import assets_with
from visitors import DESKTOP, Visitors, soon

EVIL = "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>"
BROKEN = {
    "empty": "#v1~",
    "no-way": "#v1~x",
    "not-base64": "#v1~d****",
    "cut-off": fragment(dossier(CARD, TALK))[:40],
    "not-packed": "#v1~dAAAA",
    "not-utf8": fragment(b"\xff\xfe\xfd", packed=False),
    "not-json": fragment(b"{'a': 1", packed=False),
    "a-number": fragment(7),
    "null": fragment(None),
    "an-object": fragment({"title": "x"}),
    "bomb": fragment(b'["' + b"a" * 60_000_000 + b'"]'),
    "deep": fragment(b"[" * 100_000),
}
STRANGE: dict[str, Any] = {
    "markup-everywhere": [EVIL, EVIL, EVIL, CARD, EVIL, EVIL, EVIL],
    "script-address": ["x", "javascript:alert(1)", "", "javascript:alert(1)", "x", "lesson/../../x", "x"],
    "prototype-keys": ["x", "y", "", "lesson/__proto__", "a", "lesson/constructor", "b", "guide/hasownproperty#x", "c"],
    "other-types": [{"a": 1}, 7, ["2026"], {"item": CARD}, None, CARD, {"toString": 1}, 5, 5, [CARD], [CARD]],
    "bad-days": ["x", "", "9999-99-99", CARD, ""],
    "unseen-characters": ["\u202ex\u0000y\u2028z\u200b", "\ud800", "", CARD, "\u202e"],
    "an-array-of-nothing": [],
}
MODULES = ("letter", "desk", "items", "link", "keep", "common", "passage", "cards", "deck", "dress", "collect")


def harmless(page: Page) -> bool:
    """Nothing in the letter came to life: no element that its own making does not hold, and nothing ran."""
    strange = ".guide-letter :is(img, script, iframe, object, style, [onerror], [onclick], a[href^='javascript'])"
    return not page.evaluate("window.hacked") and page.locator(strange).count() == 0


def test_renamed_items_are_led_on_and_removed_ones_say_so(visit: Visitors, small: str) -> None:
    keys = (
        "lesson/feest",
        "outcome/praten",
        "guide/vroeger#eerste",
        "guide/waar#geld.regie.oud",
        "lesson/weg",
        "lesson/nooit",
    )
    page = arrive(visit, small, dossier(*keys))
    heads = page.locator(".guide-letter h2")
    assert heads.all_inner_texts() == [
        "Vier het",
        "Praat over geld",
        "Hoe gaat het?",
        "Gaat het om geld?",
        "Niet meer in de gids: De oude les".removeprefix("Niet meer in de gids: "),
        "Dit item kent de gids niet (meer)",
    ]
    gone, unknown = page.locator(".guide-letter > section").nth(4), page.locator(".guide-letter > section").nth(5)
    expect(gone).to_contain_text("5. Niet meer in de gids")
    expect(gone).to_contain_text("De wet is veranderd. Weggehaald op 22 november 2026. Ga verder bij:")
    soon(lambda: gone.get_by_role("link").get_attribute("href"), f"{small}lessen/open-kaart/")
    expect(unknown).to_contain_text("Vraag de afzender wat hier stond.")
    expect(unknown).not_to_contain_text("lesson/nooit")


def test_a_question_comes_with_its_answers(visit: Visitors, small: str) -> None:
    page = arrive(visit, small, dossier(MONEY, "guide/waar", f"{MONEY}.regie"))
    question, guide, variant = page.locator(".guide-letter > section").all()
    soon(lambda: variant.locator("h2 a").get_attribute("href"), f"{small}wegwijzers/waar/#geld.regie")
    soon(lambda: question.locator("h2 a").get_attribute("href"), f"{small}wegwijzers/waar/#geld")
    soon(lambda: question.locator("li").all_inner_texts()[:2], ["Ja", "Nee"])
    answers = question.locator("li a").evaluate_all("links => links.map(link => link.href)")
    assert answers[1] == f"{small}situaties/ga-door/"
    expect(guide.locator("h3")).to_have_text("Hoe gaat het?")


def test_where_texts_cannot_be_fetched_the_rest_is_there(visitors: Visitors, small: str) -> None:
    page = visitors(small)
    page.route("**/lessen/**", lambda route: route.abort())
    page.goto(f"{small}dossier/{fragment(dossier(CARD, TALK))}")
    expect(page.locator(".guide-letter header [role=status]")).to_contain_text(
        "Hier ontbreekt de tekst van een of meer items (1)."
    )
    lost = page.locator(".guide-letter > section").first
    expect(lost).to_contain_text("Eén zin.")
    expect(lost).to_contain_text("Wie begint?")
    expect(lost.get_by_text(f"{small}lessen/open-kaart/")).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_link_that_is_not_whole_says_so(visit: Visitors, small: str, broken: str) -> None:
    page = visit(f"{small}dossier/{broken}")
    expect(page.get_by_role("alert")).to_contain_text("Deze link is niet heel aangekomen")
    page.get_by_role("link", name="Naar mijn dossier").click()
    expect(page.locator("[data-guide-desk]")).to_be_visible()


def test_a_link_for_another_version_says_so(visit: Visitors, small: str) -> None:
    page = visit(f"{small}dossier/{fragment(dossier(CARD), version='2')}")
    expect(page.get_by_role("alert")).to_contain_text("Deze link is voor een andere versie van de gids")


@pytest.mark.parametrize("content", some(STRANGE.values(), 2), ids=STRANGE)
def test_whatever_is_in_a_link_stays_text(visit: Visitors, small: str, content: Any) -> None:
    page = visit(f"{small}dossier/{fragment(content)}")
    expect(page.locator(".guide-letter h1")).to_be_visible()
    page.get_by_role("button", name=re.compile("Overnemen|Verder")).click()
    expect(page.locator("[data-guide-desk]")).to_be_visible()
    assert harmless(page)
    soon(lambda: page.locator("[data-guide-desk] :is(img, script)").count(), 0)


def test_markup_is_read_as_it_was_typed(visit: Visitors, small: str) -> None:
    page = arrive(visit, small, dossier(CARD, title=EVIL, cover=EVIL, note=EVIL))
    for place in ("h1", ".guide-letter-text", "blockquote"):
        expect(page.locator(f".guide-letter {place}")).to_have_text(EVIL)
    assert page.title() == f"Dossier van de afzender: {EVIL}"
    assert harmless(page)


def test_too_much_is_cut_and_said(visit: Visitors, small: str) -> None:
    many = [f"lesson/les-{number}" for number in range(300)]
    page = visit(f"{small}dossier/{fragment(dossier(CARD, *many, note='n' * 3000, title='t' * 9000))}")
    expect(page.locator(".guide-letter header [role=status]")).to_contain_text(
        "er passen 200 items in, met 2000 tekens per notitie"
    )
    soon(lambda: page.locator(".guide-letter > section").count(), 200)
    soon(lambda: len(page.locator("blockquote").first.inner_text()), 2000)
    soon(lambda: len(page.locator(".guide-letter h1").inner_text()), 150)


@pytest.mark.slow
@pytest.mark.parametrize("content", [
    b"", b"null", b"[]", b'{"format": "treeguide-dossier"}', b"\xff\xfe", b'{"format": "x", "version": 1}',
    b"[" * 200_000, b'{"format": "treeguide-dossier", "version": 2, "items": []}',
], ids=range(8))  # fmt: skip
def test_a_file_that_is_no_dossier_says_so(visit: Visitors, small: str, content: bytes) -> None:
    page = visit(f"{small}dossier/")
    expect(page.locator("[data-guide-desk]")).to_be_visible()
    page.locator("[name=file]").set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": content})
    expect(page.locator("[data-guide-desk] [role=status]")).to_contain_text("Dit bestand is geen dossier van deze gids")


def test_a_hostile_file_stays_text(visit: Visitors, small: str) -> None:
    evil = {
        "title": EVIL,
        "cover": [EVIL],
        "items": [{"item": CARD, "note": EVIL}, {"item": EVIL}, None, 7, {"__proto__": 1}],
    }
    content = json.dumps({"format": "treeguide-dossier", "version": 1, "__proto__": {"x": 1}, **evil}).encode()
    page = visit(f"{small}dossier/")
    expect(page.locator("[data-guide-desk]")).to_be_visible()
    page.locator("[name=file]").set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": content})
    expect(page.get_by_label("Titel", exact=True)).to_have_value(EVIL)
    soon(lambda: page.locator(".guide-desk-items h3").all_inner_texts(), ["Leg je <kaarten> 'open'"])
    assert harmless(page)


@pytest.mark.slow
@pytest.mark.parametrize("how", ["missing", "throws"])
@pytest.mark.parametrize("name", MODULES)
def test_a_broken_module_leaves_the_pages_standing(visitors: Visitors, small: str, name: str, how: str) -> None:
    page = visitors(small)
    answer = (
        {"status": 404}
        if how == "missing"
        else {"content_type": "text/javascript", "body": "throw new Error('broken')"}
    )
    page.route(f"**/{assets_with(interface('nl')).path(f'{name}.mjs')}", lambda route: route.fulfill(**answer))
    page.goto(f"{small}lessen/open-kaart/")
    expect(page.locator("article")).to_contain_text("Een tekst over doorgaan.")
    page.goto(f"{small}wegwijzers/waar/")
    page.get_by_role("link", name="Het loopt stroef").click()
    expect(page.get_by_role("heading", name="Gaat het om geld?")).to_be_visible()
    page.goto(f"{small}dossier/{fragment(dossier(CARD))}")
    if name in ("passage", "cards", "desk", "deck", "collect"):
        expect(page.locator(".guide-letter")).to_contain_text("Beste Anne")
    else:
        expect(page.locator("article")).to_contain_text("Een dossier maak je in je eigen browser")


def test_every_known_item_has_a_page(visit: Visitors, small: str, host: Path) -> None:
    page = visit(f"{small}dossier/")
    known = json.loads(str(page.locator("[data-guide-known]").get_attribute("data-guide-known")))
    files = [host / row[0].partition("#")[0] / "index.html" for row in known["items"].values()]
    assert len(files) == 7
    assert [file for file in files if not file.is_file()] == []


def test_on_paper_it_is_a_document(visit: Visitors, small: str) -> None:
    page = arrive(visit, small, dossier(CARD, TALK), viewport=DESKTOP)
    page.emulate_media(media="print")
    for hidden in (".md-header", ".md-footer", "[data-guide-letter]"):
        expect(page.locator(hidden)).to_be_hidden()
    text = page.locator(".guide-letter").inner_text()
    assert f"{small}lessen/open-kaart/" in text
    assert "https://example.org/samen-verder" in text
    assert re.search(r"Adressen bij dit item\s+.*lessen/vier-het/", text, re.S)
    assert "Uit: Proef" in text
    assert "Inhoud CC BY 4.0" in text
    document = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", document)) in (2, 3)


def top(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["y"]


def test_on_a_phone_it_begins_with_its_title_and_lessons_are_folded(visit: Visitors, small: str) -> None:
    page = arrive(visit, small, dossier(CARD, TALK, MONEY))
    expect(page.locator(".guide-letter")).to_contain_text("niet van de redactie")
    above = page.locator("article :is(button, a.guide-button)").evaluate_all(
        "(all, title) => all.filter(one => one.offsetHeight && one.compareDocumentPosition(title) & 4).length",
        page.locator(".guide-letter h1").element_handle(),
    )
    assert above == 0
    assert top(page, ".guide-letter h1") < top(page, ".guide-letter-line") < top(page, ".guide-letter-text")
    for name in ("Overnemen en aanpassen", "Kopieer met opmaak"):
        box = page.get_by_role("button", name=name).bounding_box()
        assert box and box["y"] > top(page, ".guide-letter > footer")
    lesson, situation, question = page.locator(".guide-letter > section").all()
    expect(lesson.get_by_text("Een tekst over doorgaan")).to_be_hidden()
    expect(situation.get_by_text("Bel de grootste partner.")).to_be_visible()
    expect(question.get_by_role("link", name="Ja", exact=True)).to_be_visible()
    lesson.get_by_text("Lees de hele tekst").click()
    expect(lesson.get_by_text("Een tekst over doorgaan")).to_be_visible()
    page.emulate_media(media="print")
    expect(situation.get_by_text("Er is te weinig.")).to_be_visible()
    expect(situation.get_by_text("Lees de hele tekst")).to_be_hidden()
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(situation.get_by_text("Er is te weinig.")).to_be_visible()


def test_its_first_page_goes_on_below_the_letter(visit: Visitors, small: str) -> None:
    page = arrive(visit, small, dossier(CARD, TALK), viewport=DESKTOP)
    page.emulate_media(media="print")
    breaks = page.locator(".guide-letter").evaluate(
        "one => [...one.querySelectorAll(':scope > header, section, details')].map(part => getComputedStyle(part))"
        ".map(style => style.breakAfter + style.breakInside)"
    )
    assert set(breaks) == {"autoauto"}


@pytest.mark.parametrize("has_clipboard", [True, False], ids=["clipboard", "event"])
def test_a_letter_is_copied_with_its_layout_and_plain(visit: Visitors, small: str, has_clipboard: bool) -> None:
    page = arrive(visit, small, dossier(CARD, TALK), permissions=["clipboard-read", "clipboard-write"])
    if not has_clipboard:
        page.evaluate("ClipboardItem = undefined")
    page.get_by_role("button", name="Kopieer met opmaak").click()
    says = page.locator("[data-guide-letter] [role=status]")
    expect(says).to_have_text("De brief is gekopieerd. Plak hem in een mail of een document.")
    rich, plain = copied(page)
    assert f"<h2><a href=\"{small}lessen/open-kaart/\">Leg je &lt;kaarten&gt; 'open'</a></h2>" in rich
    assert "<strong>" not in plain and "Er is te weinig." in plain and f"({small}lessen/vier-het/)" in plain
    assert not re.search(r"class=|<(?:div|section|button|nav|summary|details)|Lees de hele tekst", rich)
    page.get_by_role("button", name="Kopieer als platte tekst").click()
    expect(says).to_have_text("De brief is gekopieerd. Plak hem in een mail of een document.")
    soon(lambda: copied(page), ["", plain])


def copied(page: Page) -> list[str]:
    """What is on the clipboard, with its layout and as plain text."""
    read = """async () => {
        const [item] = await navigator.clipboard.read()
        const text = type => item.types.includes(type) ? item.getType(type).then(one => one.text()) : ""
        return [await text("text/html"), await text("text/plain")]
    }"""
    found: list[str] = page.evaluate(read)
    return found


def test_on_paper_the_sender_is_named_before_anything_the_sender_wrote(visit: Visitors, small: str) -> None:
    page = arrive(visit, small, dossier(CARD, title="Van de gemeente"), viewport=DESKTOP)
    page.emulate_media(media="print")
    text = page.locator(".guide-letter").inner_text()
    assert text.startswith("De brief en de notities zijn van de afzender.")
    assert page.title() == "Dossier van de afzender: Van de gemeente"


EMPTY = ("", " ", "\u00a0", "\u3164", "\u2800", "\u115f", "\u00ad", "\u061c", "\U000e0041")


@pytest.mark.slow
@pytest.mark.parametrize("empty", EMPTY, ids=[f"U+{ord(one or '-'):04X}" for one in EMPTY])
def test_empty_lines_push_nothing_out_of_sight(visit: Visitors, small: str, empty: str) -> None:
    pushed = "Boven" + f"\n{empty}" * 900 + "\nonder"
    page = arrive(visit, small, dossier(CARD, cover=pushed, note=pushed))
    for place in (".guide-letter-text", "blockquote"):
        assert page.locator(f".guide-letter {place}").evaluate("one => one.clientHeight") < 250


@pytest.mark.slow
@pytest.mark.parametrize("folders,features", [(False, "navigation.instant"), (False, ""), (True, "")])
def test_other_kinds_of_sites(visit: Visitors, tmp_path: Path, folders: bool, features: str) -> None:
    with served(small_site(tmp_path, folders=folders, features=features), "/diep/erin/") as home:
        lesson = "lessen/vier-het/" if folders else "lessen/vier-het.html"
        page = visit(home + lesson)
        page.get_by_role("button", name="Zet in mijn dossier").click()
        page.get_by_role("link", name="Mijn dossier (1)").click()
        page.get_by_role("link", name="Bekijk als brief").click()
        expect(page.locator(".guide-letter")).to_contain_text("Een tekst.")
        soon(lambda: page.locator(".guide-letter h2 a").get_attribute("href"), home + lesson)
        page.go_back()
        expect(page.get_by_role("button", name="Weghalen: Vier het")).to_be_visible()
        assert FEAST in page.evaluate("Object.values(localStorage).join()")
