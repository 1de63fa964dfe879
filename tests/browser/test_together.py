"""A scan and the desk: scores become codes, codes become strips, and nothing leaves the browser."""

import base64
import json
import random
import re
from itertools import combinations_with_replacement, islice
from pathlib import Path
from typing import Any

import pytest
import segno
from playwright.sync_api import Page, Route, expect

from built import ROOT
from case_folders import project
from speeds import some
from treeguide.library.sheets import mark
from treeguide.values.sheets import PATTERNS, RULES, pattern
from treeguide.words import interface
from treeguide.writing.assets import assets_with
from visitors import DESKTOP, Visitors, soon

SCAN = "wegwijzers/vijf-lenzen/"
NINE = [
    "Gemeente A: 7 5 8 4 6",
    "Gemeente B: 7 6 8 4 5",
    "Gemeente C;8;2;?;9;6",
    "Corporatie D, 8 3 7 9 5",
    "Zorg E\t9\t9\t2\t8\t1",
    "GGD: 7 4 6 8 5",
    "Politie 6 5 7 7 7",
    "School: 75665",
    "Huisartsen: 8 6 3 5 6",
]


def told(page: Page, home: str, body: str, given: Any = None, *, of: str = "scores.mjs") -> Any:
    """What a function gives that is handed the functions of one of our scripts and that value."""
    script = f"async ([address, given]) => {{ const own = await import(address); {body} }}"
    return page.evaluate(script, [f"{home}{assets_with(interface('nl')).path(of)}", given])


def counted(sample: list[list[int]], first: int, last: int) -> list[int]:
    return [PATTERNS.index(pattern(one, first, last)) for one in sample]


ASKED = (
    "const [rules, all, first, last] = given; const names = rules.map(one => one[0]); "
    "return all.map(one => names.indexOf(own.pattern(rules, one, { first, last })))"
)


@pytest.mark.slow
@pytest.mark.parametrize(("first", "last"), [(1, 2), (1, 3), (1, 5), (0, 3)])
def test_the_script_knows_every_pattern_of_up_to_twelve_scores(
    visit: Visitors, home: str, first: int, last: int
) -> None:
    sizes = range(13)
    every = [list(one) for size in sizes for one in combinations_with_replacement(range(first, last + 1), size)]
    found = told(
        visit(home),
        home,
        ASKED,
        [[list(rule) for rule in RULES], every, first, last],
        of="strips.mjs",
    )
    assert found == counted(every, first, last)
    assert len(every) == {2: 91, 3: 455, 4: 1820, 5: 6188}[last - first + 1]


@pytest.mark.slow
def test_the_script_knows_the_patterns_of_scales_of_ten_and_eleven(visit: Visitors, home: str) -> None:
    chosen = random.Random(13)
    for first, last in ((1, 10), (0, 10)):
        sample = [[chosen.randint(first, last) for _ in range(chosen.randint(0, 12))] for _ in range(4000)]
        sample += [list(one) for one in islice(combinations_with_replacement(range(first, last + 1), 4), 1001)]
        found = told(
            visit(home),
            home,
            ASKED,
            [[list(rule) for rule in RULES], sample, first, last],
            of="strips.mjs",
        )
        assert found == counted(sample, first, last)


def test_a_code_is_short_and_every_slip_is_noticed(visit: Visitors, home: str) -> None:
    """Of every length, on the widest scale: each wrong sign at each place, and each two signs that swapped places."""
    found = told(
        visit(home),
        home,
        """
        const SIGNS = "0123456789abcdefghjkmnpqrstvwxyz", lengths = [], missed = []
        for (let count = 1; count <= 30; count++) {
          const form = own.parse("x 0 10 ? " + Array.from({ length: count }, (none, at) => `i${at}`).join(" "))
          lengths.push(own.lengthOf(form))
          for (let turn = 0; turn < 4; turn++) {
            const row = form.ids.map((none, at) => [undefined, "?", 0, 10, at % 11][(turn * 7 + at * 3) % 5])
            const code = own.encode(form, "k3f9", row), same = JSON.stringify(own.decode(form, "k3f9", code))
            if (same !== JSON.stringify(row) || !/[a-z]/.test(code)) missed.push(["other", code, same])
            for (let at = 0; at < code.length; at++) {
              for (const sign of SIGNS) {
                const wrong = code.slice(0, at) + sign + code.slice(at + 1)
                if (wrong !== code && own.decode(form, "k3f9", wrong)) missed.push(wrong)
              }
              for (let to = at + 1; to < code.length; to++) {
                const signs = [...code]
                ;[signs[at], signs[to]] = [signs[to], signs[at]]
                if (signs.join("") !== code && own.decode(form, "k3f9", signs.join(""))) missed.push(signs.join(""))
              }
            }
          }
        }
        return [lengths, missed]
        """,
    )
    assert found[1] == []
    assert (found[0][4], found[0][19]) == (5, 16)


def test_a_link_without_names_cannot_be_undone_into_rows(visit: Visitors, home: str) -> None:
    """Every way to hand the same columns to other rows gives the same link, to the sign."""
    found = told(
        visit(home),
        home,
        """
        const list = (length, make) => Array.from({ length }, (none, at) => make(at)), links = new Set()
        const form = own.parse("x 0 10 ? " + list(20, at => `i${at}`).join(" "))
        const columns = list(20, item => list(12, at => (at * (item + 1) + item) % 11))
        for (let turn = 0; turn < 40; turn++) {
          const other = columns.map((one, item) => list(12, at => one[(at * 5 + turn * (item + 1)) % 12]))
          links.add(own.join(form, "k3f9", other, 12))
        }
        const [link] = links, back = own.split(form, "k3f9", link, 12)
        const sorted = all => JSON.stringify(all.map(one => [...one].sort((a, b) => a - b)))
        return [links.size, link.length, sorted(back) === sorted(columns)]
        """,
    )
    assert found[0] == 1
    assert found[2]
    assert len("#v1~k3f9~z~12~") + found[1] <= 160


def filled(page: Page, scores: list[str]) -> str:
    """A scan filled in as a reader does; the code that is shown."""
    for place, score in enumerate(scores):
        page.locator("fieldset").nth(place).locator(f'input[value="{score}"]').check()
    return page.locator(".guide-code-large").inner_text().replace("\u2009", "")


def opened(page: Page, lines: list[str]) -> Page:
    page.locator("textarea[name=lines]").fill("\n".join(lines))
    page.get_by_role("button", name="Open alles").click()
    expect(page.locator(".guide-opened h2").first).to_be_visible()
    return page


def test_a_scan_gives_a_code_and_the_desk_takes_it(visit: Visitors, home: str) -> None:
    page = visit(home + SCAN)
    code = filled(page, ["7", "5", "8", "4", "?"])
    assert len(code) == 5
    desk = visit(home + "samen/#vijf-lenzen", viewport=DESKTOP)
    desk.locator("textarea[name=lines]").fill(f"Gemeente A {code}\nGemeente B: {page.url}\nGemeente C: 7 7 7 7 7")
    expect(desk.locator(".guide-together .guide-says")).to_contain_text("3 binnen")
    expect(desk.locator(".guide-opened")).to_be_hidden()
    expect(desk.locator(".guide-told li")).to_have_count(0)


def test_a_link_of_a_scan_shows_what_was_filled_in(visit: Visitors, home: str) -> None:
    page = visit(home + SCAN)
    filled(page, ["7", "5", "8", "4", "6"])
    again = visit(page.url)
    expect(again.locator(".guide-code-large")).to_be_visible()
    assert again.locator("fieldset :checked").evaluate_all("all => all.map(one => one.value)") == [
        "7",
        "5",
        "8",
        "4",
        "6",
    ]


def test_the_largest_difference_comes_first_and_no_mean_is_shown(visit: Visitors, home: str) -> None:
    page = opened(visit(home + "samen/#vijf-lenzen", viewport=DESKTOP), NINE)
    expect(page.locator(".guide-spreads h3")).to_have_count(5)
    assert page.locator(".guide-spreads h3").all_inner_texts()[-1] == "Wij willen samen hetzelfde bereiken"
    assert page.locator(".guide-spreads .guide-pattern").all_inner_texts()[-1] == "Samen hoog"
    assert "false" not in page.locator(".guide-opened").inner_text()


@pytest.mark.slow
def test_each_group_has_a_strip_of_its_own(visit: Visitors, home: str) -> None:
    lines = ["A /raad: 7 5 8 4 6", "B / raad: 2 5 8 4 6", "C /college: 9 5 8 4 6"]
    page = opened(visit(home + "samen/#vijf-lenzen"), lines)
    first = page.locator(".guide-spreads > li").first
    expect(first.locator(".guide-strip")).to_have_count(3)
    expect(first.locator("div div p")).to_have_text(["raad", "college"])
    again = visit(page.url)
    again.get_by_role("button", name="Open alles").click()
    expect(again.locator(".guide-spreads > li").first.locator(".guide-strip")).to_have_count(3)


def test_what_is_not_understood_stays_and_says_why(visit: Visitors, home: str) -> None:
    page = visit(home + "samen/#vijf-lenzen")
    wrong = {
        "A: 7 5 8": "Er staan 3 cijfers en er zijn 5 items",
        "B: 7 5 8 4 11": "cijfers gaan van 1 tot 10",
        "C: xx1zz": "een teken anders",
        "D: hoi": "geen link, geen code en geen rij cijfers",
        f"E: {home}{SCAN}#~zzzz~11111": "versie van de scan die deze site niet kent",
        f"F: {home}lessen/": "geen link",
        "G: 1 2 3 4 5\nG: 1 2 3 4 5": "Deze naam staat er al",
    }
    page.locator("textarea[name=lines]").fill("\n".join(wrong))
    for number, says in enumerate(wrong.values()):
        expect(page.locator(".guide-told li").nth(number)).to_contain_text(says)
    expect(page.locator(".guide-together .guide-says")).to_contain_text("1 binnen")


READ = (
    "const known = JSON.parse(document.querySelector('form[data-guide-together]').dataset.guideTogether); "
    "const [scan, lines] = given, form = { elements: { what: { value: scan } } }; return lines.map(line => { "
    "const found = own.gather({ known, words: known.words, form }, line); return [found.entries.map(one => [one.name, "
    "one.row.map(score => score ?? null)]), found.missing, found.faults.map(row => row[2])] })"
)
SAME = [7, 5, 8, 4, "?"]


def read(page: Page, home: str, lines: list[str], scan: str = "vijf-lenzen") -> Any:
    """For each text what the box makes of it: names with scores, who is missing, and what is wrong."""
    return told(page, home, READ, [scan, lines], of="lines.mjs")


def code_of(page: Page, home: str, row: list[Any], scan: str = "vijf-lenzen") -> str:
    made = (
        "const known = JSON.parse(document.querySelector('form[data-guide-together]').dataset.guideTogether); "
        "const { mark } = known.scans[given[0]]; return own.encode(own.parse(known.forms[mark]), mark, given[1])"
    )
    return str(told(page, home, made, [scan, row]))


def test_a_code_is_read_as_chats_and_people_write_it(visit: Visitors, home: str) -> None:
    page = visit(home + "samen/")
    code = code_of(page, home, SAME)
    assert re.search(r"\d", code)
    assert re.search(r"[a-z]", code)
    alike = code.upper().replace("0", "O").replace("1", "I").replace("V", "U")
    ways = {
        f"Anne: {code}": "Anne",
        f"Anne {code.upper()}": "Anne",
        f"Anne - {code}": "Anne",
        f"Anne – {code[:2]} {code[2:]}": "Anne",
        f"Anne: {' '.join(code)}": "Anne",
        f"Anne: {code[:3]}-{code[3:]}": "Anne",
        f"Anne: onze code is {code}": "Anne",
        f"Anne: {alike}": "Anne",
        f"[12:03, 30-11-2026] Anne: {code}": "Anne",
        f"30-11-2026 12:03 - Anne: {code}": "Anne",
        f"[30/11/2026, 12:03:11] ~ Anne: {code}": "Anne",
        f"3. Anne: {code}": "Anne",
        f"- Anne: {code}": "Anne",
        f"GGD regio Noord, team jeugd: {code}": "GGD regio Noord, team jeugd",
        f"Anne: {home}{SCAN}#~{mark_of(page)}~{code} groet": "Anne",
        f"\u200fAnne\u202e: {code}": "Anne",
        f"Anne {' '.join(code)}": "Anne",
        f"Anne\n\n{code}": "Anne",
    }
    assert read(page, home, list(ways)) == [[[[name, SAME]], [], []] for name in ways.values()]


@pytest.mark.slow
def test_a_code_of_letters_alone_counts_where_it_is_no_name(visit: Visitors, home: str) -> None:
    page = visit(home + "samen/")
    row = [0, 0, 0, 1, 0, 0, 0, 0, 0, 0]
    code = code_of(page, home, row, "negen-oorzaken")
    assert code.isalpha()
    lines = [f"GGD: {code}", f"GGD - {code}", f"GGD – {code}", f"GGD {' '.join(code)}"]
    assert read(page, home, lines, "negen-oorzaken") == [[[["GGD", row]], [], []]] * 4
    assert read(page, home, [code.upper()], "negen-oorzaken") == [[[["Partner 1", row]], [], []]]


def mark_of(page: Page, scan: str = "vijf-lenzen") -> str:
    known = page.locator("form[data-guide-together]").get_attribute("data-guide-together")
    return str(json.loads(known or "")["scans"][scan]["mark"])


@pytest.mark.slow
def test_names_with_codes_on_one_line_are_as_many_partners(visit: Visitors, home: str) -> None:
    page = visit(home + "samen/")
    code = code_of(page, home, SAME)
    found = read(page, home, [f"GGD: {code}, Scholen: 7 5 8 4 6; De Brug: {code}"])
    assert [name for name, _ in found[0][0]] == ["GGD", "Scholen", "De Brug"]


@pytest.mark.slow
def test_a_name_is_never_taken_for_a_code(visit: Visitors, home: str) -> None:
    """Of all names of five letters one in thirty-two would pass the check; a name without a colon says what to do."""
    page = visit(home + "samen/")
    names = ["".join(one) for one in zip(*(iter("bcdfghjkmnpqrstvwxyz" * 50),) * 5, strict=False)]
    found = read(page, home, [*names, *(f"Jan {name}" for name in names), *(f"Jan {name.upper()}" for name in names)])
    assert {json.dumps(one) for one in found} == {'[[], [], ["strange"]]'}


def test_a_code_that_is_not_right_says_what_to_do(visit: Visitors, home: str) -> None:
    page = visit(home + "samen/")
    code = code_of(page, home, SAME)
    wrong = [f"A: {code[:-1]}{sign}" for sign in "0123456789abcdef" if sign != code[-1]]
    lines = [
        *wrong,
        f"A: {code[:-1]}",
        f"A {code}7",
        f"A: dit is {code[:-1]}",
        "A 7 5 8 4 6 9",
        "A 7 5 8 4",
        "A: 7 5 8 4",
    ]
    faults = [*[["code"]] * len(wrong), *[["length"]] * 3, *[["count"]] * 3]
    assert [one[2] for one in read(page, home, lines)] == faults


@pytest.mark.slow
def test_codes_of_a_scan_that_was_not_chosen_say_which_one_it_is(visit: Visitors, home: str) -> None:
    page = visit(home + "samen/#vijf-lenzen")
    rows: list[list[Any]] = [[1, 1, 2, 1, 5, "?"], [2, 3, 4, 5, 1, 2], [5, 5, 5, 5, 5, 1]]
    codes = [code_of(page, home, row, "samen-terugkijken") for row in rows]
    lines = [f"P: hier is hij {codes[0]}", f"Q – {' '.join(codes[1])}", codes[2]]
    page.locator("textarea[name=lines]").fill("\n".join(lines))
    expect(page.locator(".guide-told li")).to_have_count(3)
    expect(page.locator(".guide-told li").first).to_contain_text("wel bij “Samen terugkijken met zes stellingen”")
    page.get_by_label("Waarover?").select_option("samen-terugkijken")
    expect(page.locator(".guide-together > .guide-says")).to_contain_text("3 binnen")


def test_without_names_the_rows_are_gone_from_the_desk(visit: Visitors, home: str) -> None:
    page = visit(home + "samen/#vijf-lenzen")
    page.get_by_label("Zonder namen").check()
    opened(page, NINE)
    box = page.locator("textarea[name=lines]").input_value()
    assert box.startswith("#v1~")
    assert "\n" not in box
    assert "Gemeente" not in page.url + page.locator(".guide-opened").inner_text()
    again = visit(page.url)
    expect(again.locator(".guide-together .guide-says")).to_contain_text("9 binnen")


def test_fewer_than_four_are_not_anonymous(visit: Visitors, home: str) -> None:
    page = opened(visit(home + "samen/#vijf-lenzen"), NINE[:3])
    expect(page.locator(".guide-few")).to_be_visible()
    opened(page, NINE[:4])
    expect(page.locator(".guide-few")).to_have_count(0)


def test_the_keys_of_a_remote_go_through_the_items(visit: Visitors, home: str) -> None:
    page = opened(visit(home + "samen/#vijf-lenzen", viewport=DESKTOP), NINE)
    page.get_by_role("button", name="Bespreek ze één voor één").click()
    progress = page.locator(".guide-table-progress")
    expect(progress).to_have_text("1 van 5")
    page.keyboard.press("PageDown")
    expect(progress).to_have_text("2 van 5")
    page.keyboard.press("PageUp")
    expect(progress).to_have_text("1 van 5")
    dots = page.locator("dialog .guide-dots")
    before = "".join(dots.all_inner_texts())
    back = page.get_by_role("button", name="Neem terug")
    expect(back).to_be_disabled()
    page.get_by_role("button", name="Handen tellen: 3").click()
    soon(lambda: len("".join(dots.all_inner_texts())), len(before) + 1)
    back.click()
    soon(lambda: "".join(dots.all_inner_texts()), before)
    expect(back).to_be_disabled()


def test_answers_of_a_guide_lie_side_by_side(visit: Visitors, walked: str) -> None:
    page = visit(f"{walked}wegwijzers/situatie/")
    links = []
    for number in (0, 1, 0):
        page.goto(f"{walked}wegwijzers/situatie/")
        page.locator("[data-guide-current] .guide-options a").nth(number).click()
        links.append(page.url)
    page.locator("[data-guide-current] .guide-options a[href*='situaties/']").first.click()
    page.wait_for_url("**/situaties/**")
    links.append(page.url)
    desk = visit(f"{walked}samen/")
    desk.locator("textarea[name=lines]").fill("\n".join(f"P{number}: {link}" for number, link in enumerate(links)))
    expect(desk.locator(".guide-together .guide-says")).to_contain_text("4 binnen")
    desk.get_by_role("button", name="Open alles").click()
    expect(desk.locator(".guide-opened")).to_contain_text("Hier gaan jullie uit elkaar")
    expect(desk.locator(".guide-opened")).to_contain_text("P0, P2")
    expect(desk.locator(".guide-spreads h3").first).to_have_text("Wat past nu het best bij jullie samenwerking?")
    end = desk.locator(".guide-opened a[href*='situaties/']")
    expect(end).to_have_count(1)
    end.click()
    expect(desk.locator("h1")).to_have_attribute("id", page.locator("h1").get_attribute("id") or "none")


@pytest.mark.slow
def test_a_remote_goes_on_after_hands_were_counted(visit: Visitors, home: str) -> None:
    page = opened(visit(home + "samen/#vijf-lenzen", viewport=DESKTOP), NINE)
    page.get_by_role("button", name="Bespreek ze één voor één").click()
    progress = page.locator(".guide-table-progress")
    expect(progress).to_have_text("1 van 5")
    page.get_by_role("button", name="Handen tellen: 3").click()
    page.keyboard.press("PageDown")
    expect(progress).to_have_text("2 van 5")
    page.keyboard.press("PageDown")
    expect(progress).to_have_text("3 van 5")
    dots = page.locator(".guide-spreads > li").first.locator(".guide-dots")
    before = len("".join(dots.all_inner_texts()))
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Bespreek ze één voor één")).to_be_focused()
    soon(lambda: len("".join(dots.all_inner_texts())), before + 1)


def test_who_is_missing_gets_a_text_to_send(visit: Visitors, home: str) -> None:
    page = visit(home + "samen/#vijf-lenzen", permissions=["clipboard-read", "clipboard-write"])
    page.locator("textarea[name=lines]").fill("GGD:\nPolitie:\nGemeente A: 7 5 8 4 6")
    page.get_by_role("button", name="Uitnodigen of herinneren").click()
    text = page.locator(".guide-invited textarea")
    expect(text).to_be_focused()
    assert text.input_value().startswith("Beste GGD, Politie,\n\nIk mis nog jullie antwoord op “Vijf lenzen")
    assert f"\n{home}{SCAN}\n" in text.input_value()
    assert "Gemeente A" not in text.input_value()
    text.fill("Doe mee vóór maandag")
    page.get_by_role("button", name="Kopieer de tekst").click()
    expect(page.locator(".guide-invited [role=status]")).to_have_text("De tekst is gekopieerd.")
    assert page.evaluate("navigator.clipboard.readText()") == "Doe mee vóór maandag"
    mail = page.locator(".guide-invited a").get_attribute("href") or ""
    assert mail.endswith("&body=Doe%20mee%20v%C3%B3%C3%B3r%20maandag")


@pytest.mark.slow
def test_rounds_are_chosen_from_a_list(visit: Visitors, home: str) -> None:
    page = opened(visit(home + "samen/#vijf-lenzen", viewport=DESKTOP), ["A: 1 5 5 5 5", "B: 9 5 5 5 5"])
    first = page.url
    opened(page, ["A: 4 5 5 5 5", "B: 9 5 5 5 5"])
    second = page.url
    page.goto(f"{home}lessen/")
    page.goto(f"{home}samen/#vijf-lenzen")
    page.locator("textarea[name=lines]").fill("A: 7 5 5 5 5\nB: 9 5 5 5 5")
    page.get_by_text("Er was al een eerdere ronde").click()
    page.locator("textarea[name=before]").fill(f"mei 2025: {first}\nmei 2026: {second}")
    page.get_by_role("button", name="Open alles").click()
    then = page.locator(".guide-then")
    expect(then).to_have_count(5)
    expect(then.first).to_contain_text("mei 2026: Twee kampen")
    expect(then.first).to_contain_text("Dichter bij elkaar: toen was het verschil 5, nu is het 2.")
    page.locator(".guide-rounds select").nth(1).select_option("mei 2025")
    expect(then.first).to_contain_text("toen was het verschil 8, nu is het 2.")
    page.locator(".guide-rounds select").nth(0).select_option("mei 2026")
    expect(then.first).to_contain_text("toen was het verschil 8, nu is het 5.")
    page.locator(".guide-rounds select").nth(1).select_option("mei 2026")
    expect(then).to_have_count(0)


@pytest.mark.slow
def test_a_file_of_an_earlier_round_is_not_mixed_with_this_one(visit: Visitors, home: str, tmp_path: Path) -> None:
    page = opened(visit(home + "samen/#vijf-lenzen", viewport=DESKTOP), NINE)
    file = tmp_path / "vijf-lenzen-2026-05-01.txt"
    file.write_text(page.url)
    page.locator("textarea[name=lines]").fill("A: 7 5 8 4 6")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator(".guide-arrived")).to_contain_text("vijf-lenzen-2026-05-01.txt")
    expect(page.locator(".guide-together > .guide-says")).to_contain_text("1 binnen")
    page.get_by_role("button", name="Het is een eerdere ronde").click()
    page.get_by_role("button", name="Open alles").click()
    expect(page.locator(".guide-then").first).to_contain_text("vijf-lenzen-2026-05-01: ")
    page.locator("textarea[name=before]").fill("mei: dat weet ik niet meer")
    page.get_by_role("button", name="Open alles").click()
    expect(page.locator(".guide-together > .guide-says")).to_contain_text("De eerdere ronde telt niet mee")


@pytest.mark.slow
def test_the_desk_says_what_a_group_does_with_each_pattern(visit: Visitors, home: str) -> None:
    page = opened(visit(home + "samen/#vijf-lenzen", viewport=DESKTOP), NINE)
    first = page.locator(".guide-spreads > li").first
    expect(first).to_contain_text("Van welke partner ken jij het belang het minst?")
    expect(first.get_by_role("link", name="Leg alle belangen open")).to_be_visible()


@pytest.mark.slow
def test_the_desk_advises_as_the_page_of_the_checklist_does(visit: Visitors, home: str) -> None:
    """For every selection of signals, by the truth tables of the check."""
    tables = project(ROOT).selections["negen-oorzaken"]
    found = told(
        visit(home + "samen/"),
        home,
        "const known = JSON.parse(document.querySelector('form[data-guide-together]').dataset.guideTogether); "
        "const scan = known.scans['negen-oorzaken']; return given.map(ticked => "
        "own.holding(scan, ticked).map(one => scan.advice.indexOf(one)))",
        [[name for place, name in enumerate(tables.signals) if number >> place & 1] for number in range(1024)],
        of="advise.mjs",
    )
    assert found == [
        [place for place, table in enumerate(tables.advice) if table >> number & 1] for number in range(1024)
    ]


def test_an_agreement_goes_to_the_calendar_and_the_letter(visit: Visitors, home: str) -> None:
    page = opened(visit(home + "samen/#vijf-lenzen", viewport=DESKTOP), NINE)
    page.get_by_role("button", name="In de agenda").click()
    expect(page.locator(".guide-agreed [role=status]")).to_have_text("Vul alle drie in.")
    page.get_by_label("Wat gaan jullie verbeteren?").fill("Belangen op één blad; voor mei")
    page.get_by_label("Wie doet het?").fill("Anne")
    page.get_by_label("Wanneer kijken").fill("2027-05-01")
    with page.expect_download() as download:
        page.get_by_role("button", name="In de agenda").click()
    text = download.value.path().read_text("utf-8")
    assert "DTSTART;VALUE=DATE:20270501" in text
    assert "\\; voor mei (Anne)" in text.replace("\n ", "")
    assert max(len(row.encode()) for row in text.splitlines()) <= 75
    assert "/samen/#vijf-lenzen\n" in text.replace("\n ", "")
    assert "Gemeente" not in text
    page.get_by_role("button", name="Op de brief").click()
    page.get_by_role("link", name="Naar het dossier").click()
    expect(page.locator("textarea[name=cover]")).to_have_value(
        "Afgesproken bij Vijf lenzen, ieder een cijfer: Belangen op één blad; voor mei (Anne, 1 mei 2027)"
    )


def test_the_desk_says_who_is_still_missing(visit: Visitors, home: str) -> None:
    page = visit(home + "samen/#vijf-lenzen")
    says = page.locator(".guide-together .guide-says")
    page.locator("textarea[name=lines]").fill("GGD:\nPolitie:\nGemeente A: 7 5 8 4 6\nPolitie: 6 5 7 7 7")
    expect(says).to_contain_text("2 van 3 binnen. Nog niet: GGD.")
    again = visit(page.url)
    expect(again.locator(".guide-together .guide-says")).to_contain_text("2 van 3 binnen. Nog niet: GGD.")


@pytest.mark.slow
def test_a_desk_with_only_names_keeps_them(visit: Visitors, home: str) -> None:
    page = visit(home + "samen/#samen-terugkijken")
    page.locator("textarea[name=lines]").fill("GGD / raad:\nPolitie:")
    expect(page.locator(".guide-together .guide-says")).to_contain_text(
        "0 van 2 binnen. Nog niet: GGD / raad, Politie."
    )
    again = visit(page.url)
    expect(again.locator(".guide-together .guide-says")).to_contain_text("Nog niet: GGD / raad, Politie.")
    expect(again.locator("select[name=what]")).to_have_value("samen-terugkijken")


@pytest.mark.slow
def test_a_desk_is_saved_as_a_file_and_opened_again(visit: Visitors, home: str) -> None:
    page = visit(home + "samen/#vijf-lenzen")
    page.locator("textarea[name=lines]").fill("\n".join(NINE))
    with page.expect_download() as download:
        page.get_by_role("button", name="Bewaar als bestand").click()
    assert download.value.suggested_filename.startswith("vijf-lenzen-")
    other = visit(home + "samen/")
    expect(other.locator("form.guide-together")).to_be_visible()
    other.locator("input[type=file]").set_input_files(download.value.path())
    expect(other.locator(".guide-together .guide-says")).to_contain_text("9 binnen")
    expect(other.locator("select[name=what]")).to_have_value("vijf-lenzen")


@pytest.mark.slow
def test_another_tab_of_this_browser_offers_answers_and_the_desk_asks(visit: Visitors, home: str) -> None:
    page = visit(home + SCAN)
    filled(page, ["7", "5", "8", "4", "6"])
    desk = page.context.new_page()
    desk.goto(f"{home}samen/#vijf-lenzen")
    expect(desk.locator("form.guide-together")).to_be_visible()
    page.get_by_role("link", name="Leg naast elkaar").click()
    expect(page.locator(".guide-own")).to_contain_text("open in een ander tabblad")
    expect(desk.locator(".guide-together .guide-says")).to_be_empty()
    desk.get_by_role("button", name="Leg erbij").click()
    expect(desk.locator(".guide-together .guide-says")).to_contain_text("1 binnen")
    desk.close()
    page.get_by_role("link", name="Leg naast elkaar").click()
    expect(page.locator(".guide-together .guide-says")).to_contain_text("1 binnen")


@pytest.mark.parametrize("length", some([14, 213, 26, 42, 62, 84, 106, 122, 152, 180], 2))
def test_a_qr_code_of_the_browser_is_the_one_of_the_build(visit: Visitors, home: str, length: int) -> None:
    """Each of the ten versions, filled to the last sign: what fills up the rest differs and means nothing."""
    text = "".join(random.Random(length).choices("abcdefghij0123456789#~/:.-", k=length))
    made = segno.make_qr(text, error="m", boost_error=False, mask=3, mode="byte")
    found = told(visit(home), home, "return own.matrix(given)", text, of="qr.mjs")
    assert found == [[bool(dark) for dark in row] for row in made.matrix]


@pytest.mark.slow
def test_own_answers_are_shown_as_a_qr_code_that_nobody_else_makes(visit: Visitors, home: str) -> None:
    page = visit(home + SCAN)
    filled(page, ["7", "5", "8", "4", "6"])
    page.wait_for_load_state("networkidle")
    start = len(visit.requests)
    page.get_by_role("button", name="Toon als QR-code").click()
    expect(page.locator("svg.guide-qr path")).to_have_count(2)
    assert [url.rpartition("/")[2].split(".")[0] for url in visit.requests[start:]] == ["qr"]


def test_checklists_lie_side_by_side(visit: Visitors, home: str) -> None:
    page = visit(f"{home}wegwijzers/negen-oorzaken/")
    page.get_by_label("Partijen doen alsof").check()
    page.get_by_text("Vullen jullie dit met elkaar in?").click()
    code = page.locator(".guide-code-large").inner_text().replace("\u2009", "")
    desk = visit(home + "samen/#negen-oorzaken", viewport=DESKTOP)
    opened(desk, [f"A: {page.url}", f"B: {code}", "C: 4 8", "D: 1"])
    first = desk.locator(".guide-spreads > li").first
    expect(first).to_contain_text("Partijen doen alsof")
    expect(first).to_contain_text("3 van 4 kruisten dit aan")
    expect(first).to_contain_text("A, B, C")
    expect(desk.get_by_role("link", name="Advies bij wat")).to_have_attribute("href", re.compile(r"#~doen-alsof$"))
    again = visit(desk.url)
    expect(again.locator(".guide-together .guide-says")).to_contain_text("4 binnen")


def test_an_invitation_is_one_sheet_without_a_script(visit: Visitors, home: str) -> None:
    page = visit(f"{home}{SCAN}#handout", java_script_enabled=False)
    expect(page.locator("#handout")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#handout")).to_contain_text("Stuur naar:")
    expect(page.locator("#handout p a")).to_have_attribute("data-guide-paper", re.compile(r"/samen/$"))
    expect(page.locator(".guide-takes")).to_be_visible()
    expect(page.locator("fieldset").first).to_be_hidden()
    expect(page.locator(".guide-tally-table")).to_be_hidden()


@pytest.mark.slow
def test_a_scan_in_a_letter_shows_what_it_asks(visit: Visitors, home: str) -> None:
    text = json.dumps(["", "", "2026-01-02", "guide/vijf-lenzen", "", "guide/negen-oorzaken", ""]).encode()
    page = visit(f"{home}dossier/#v1~u{base64.urlsafe_b64encode(text).decode().rstrip('=')}")
    expect(page.locator(".guide-letter")).to_contain_text("Ik weet wat dit elke partner moet opleveren")
    expect(page.locator(".guide-letter")).to_contain_text("Partijen doen alsof")


HOSTILE = [
    "<img src=x onerror=alert(1)>: 7 5 8 4 6",
    "javascript:alert(1) 7 5 8 4 6",
    "__proto__: 1 1 1 1 1",
    "constructor 2 2 2 2 2",
    "#v1~__proto__~n~a=b",
    "#v1~constructor~s~12~zzz",
    "#v1~__proto__~s~2~00",
    "<b>naam</b>:",
    "__proto__:",
    "#v1~situatie~g~x=<script>=__proto__~y=fase=toString",
    "https://x.nl/#situatie~fase=__proto__",
    "=HYPERLINK(1);1;2;3;4;5",
    "\u202eomgekeerd: 3 3 3 3 3",
    "#" + "~" * 5000,
    ":",
    "#v1~constructor~g~x=a=b",
    "#v1~toString~n~x=y",
    "Groep /<b>raad</b>: 3 3 3 3 3",
]
LARGE = [
    "x" * 20_000 + ": 7 5 8 4 6",
    "y " * 10_000,
    ":" * 20_000,
    "7 " * 10_000,
    "a" + "-" * 20_000 + "a:",
    "[12:00 " * 3_000,
    "#v1~" + "~" * 19_000,
    "#v1~2psz~s~99~" + "z" * 19_000,
    "\n".join(f"P{number}: 7 5 8 4 6" for number in range(10_000)),
]


@pytest.mark.slow
def test_no_text_is_too_much_for_the_desk(visit: Visitors, home: str) -> None:
    """Each of these once took seconds, or ended in an error."""
    found = read(visit(home + "samen/"), home, LARGE)
    assert [len(one[0]) for one in found] == [0] * 8 + [99]
    assert {fault for one in found for fault in one[2]} <= {"strange", "count", "version", "joined", "full"}


@pytest.mark.slow
def test_hostile_lines_end_as_text(visit: Visitors, home: str) -> None:
    page = visit(home + "samen/#vijf-lenzen")
    page.evaluate("() => { window.alert = () => { throw new Error('ran') } }")
    page.locator("textarea[name=lines]").fill("\n".join(HOSTILE))
    expect(page.locator(".guide-told li").first).to_be_visible()
    page.get_by_role("button", name="Open alles").click()
    expect(page.locator(".guide-opened h2").first).to_be_visible()
    assert page.locator(".guide-opened :is(img, script, iframe), .guide-told :is(img, script)").count() == 0
    for line in HOSTILE:
        other = visit(f"{home}samen/{line if line.startswith('#') else '#v1~' + json.dumps(line)}")
        expect(other.locator("form.guide-together")).to_be_visible()
    other = visit(f"{home}{SCAN}#~__proto__~zzzzz")
    expect(other.locator(".guide-own")).to_contain_text("andere versie")


def test_without_script_a_scan_and_the_desk_are_paper(visit: Visitors, home: str) -> None:
    page = visit(home + SCAN, java_script_enabled=False)
    assert page.locator("fieldset").count() == 5
    assert page.locator("article form:not([method=dialog])").count() == 0  # none that could send anything
    page.emulate_media(media="print")
    expect(page.locator(".guide-tally-table")).to_be_visible()
    desk = visit(home + "samen/#vijf-lenzen", java_script_enabled=False)
    expect(desk.locator(".guide-tally-table")).to_be_visible()
    expect(desk.locator("article")).to_contain_text("Eén ligt ver van de rest")


def test_what_lies_on_the_desk_goes_to_nobody(visit: Visitors, home: str) -> None:
    page = visit(home + "samen/#vijf-lenzen", viewport=DESKTOP)
    page.wait_for_load_state("networkidle")
    start = len(visit.requests)
    opened(page, NINE)
    page.get_by_role("button", name="Bespreek ze één voor één").click()
    expect(page.locator("dialog[open]")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert [url for url in visit.requests[start:] if not url.endswith((".mjs", ".css")) or "#" in url] == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")[2] == ""


def shown(page: Page) -> list[str]:
    return page.locator(".guide-advice > li:visible .guide-lesson").all_inner_texts()


@pytest.mark.parametrize("scripted", [True, False])
def test_a_checklist_shows_what_holds_for_what_is_ticked(visit: Visitors, home: str, scripted: bool) -> None:
    page = visit(f"{home}wegwijzers/negen-oorzaken/", java_script_enabled=scripted)
    assert shown(page) == []
    page.get_by_label("Partijen doen alsof").check()
    soon(lambda: shown(page), ["Doen alsof je samenwerkt", "Een beleefd ja is nog geen ja"])
    page.get_by_label("Onder de oppervlakte").check()
    soon(lambda: "Een beleefd ja is nog geen ja" in shown(page), False)
    page.get_by_label("Geen van deze").check()
    soon(lambda: "Kijk samen hoe het ervoor staat" in shown(page), scripted)


@pytest.mark.slow
def test_a_checklist_keeps_its_ticks_in_the_address(visit: Visitors, home: str) -> None:
    page = visit(f"{home}wegwijzers/negen-oorzaken/")
    page.get_by_label("Partijen doen alsof").check()
    expect(page.locator(".guide-because:visible").first).to_contain_text("Omdat je aankruiste: Partijen doen alsof")
    again = visit(page.url)
    expect(again.get_by_label("Partijen doen alsof")).to_be_checked()
    other = visit(f"{home}wegwijzers/negen-oorzaken/#~__proto__~doen-alsof~<b>")
    expect(other.locator(".guide-sign-list :checked")).to_have_count(1)


def test_a_link_of_an_earlier_version_opens_and_says_so(visit: Visitors, home: str) -> None:
    """As the register hands the desk an old form: fewer items, in another order, one of which is no more."""
    form = "vijf-lenzen 1 10 ? proces vroeger belangen"
    old = mark(form)
    page = visit("about:blank")

    def older(route: Route) -> None:
        text = (
            route.fetch().text().replace("&#34;forms&#34;:{", f"&#34;forms&#34;:{{&#34;{old}&#34;:&#34;{form}&#34;,", 1)
        )
        route.fulfill(body=text, content_type="text/html")

    page.route("**/samen/", older)
    page.goto(f"{home}samen/#vijf-lenzen")
    code = told(page, home, "return own.encode(own.parse(given[0]), given[1], [3, 4, 9])", [form, old])
    opened(page, [f"A: {home}{SCAN}#~{old}~{code}", "B: 1 2 3 4 5"])
    expect(page.locator(".guide-opened")).to_contain_text("De scan is veranderd")
    assert page.locator(".guide-spreads h3").all_inner_texts()[0] == "Ik weet wat dit elke partner moet opleveren"
