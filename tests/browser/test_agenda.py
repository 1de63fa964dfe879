"""A first step as an appointment: what the file says to any calendar that reads it by the rules (RFC 5545)."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from small_project import OUTCOMES
from treeguide.words import interface
from treeguide.writing.assets import assets_with
from visitors import Visitors

SITUATION = "situaties/ga-door/"
NASTY = "Komma, punt; en \\ schuin.\nEn nog een regel met ë en 🙂, " + "heel lang 🙂é " * 30


def read(content: bytes) -> dict[str, str]:
    """The properties of the event, as a calendar reads them."""
    rows = content.split(b"\r\n")
    assert rows[-1] == b"" and b"\n" not in b"".join(rows) and b"\r" not in b"".join(rows)
    assert max(len(row) for row in rows) <= 75
    for row in rows:
        row.decode()  # no letter is cut in two
    lines = re.sub(r"\r\n ", "", content.decode()).split("\r\n")
    found = dict(line.split(":", 1) for line in lines if line)
    assert re.search(r"(?<!\\)(?:\\\\)*[;,]", found["SUMMARY"] + found["DESCRIPTION"]) is None
    signs = {"\\n": "\n", "\\,": ",", "\\;": ";", "\\\\": "\\"}
    return {key: re.sub(r"\\[n,;\\]", lambda sign: signs[sign[0]], value) for key, value in found.items()}


def saved(page: Page, folder: Path) -> dict[str, str]:
    with page.expect_download() as saving:
        page.get_by_role("button", name="Maak de afspraak").click()
    assert saving.value.suggested_filename == "eerste-stap.ics"
    saving.value.save_as(folder / "stap.ics")
    return read((folder / "stap.ics").read_bytes())


def test_first_step_becomes_an_appointment(visit: Visitors, small: str, tmp_path: Path) -> None:
    assert "first_step: Vier het." in OUTCOMES
    page = visit(small + SITUATION)
    assert [url for url in visit.requests if "/agenda" in url] == []
    page.get_by_role("button", name="Zet in je agenda").click()
    expect(page.get_by_label("Wanneer doe je deze eerste stap?")).to_be_focused()
    page.get_by_label("Wanneer doe je deze eerste stap?").fill("2030-12-31")
    event = saved(page, tmp_path)
    assert (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]) == ("20301231", "20310101")
    assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
    assert event["SUMMARY"] == "Eerste stap: Ga zo door"
    assert event["DESCRIPTION"] == f"Vier het.\n\nGa zo door\n{small}{SITUATION}"
    assert event["URL"] == small + SITUATION
    assert event["UID"] == "2030-12-31-outcome-ga-door@127.0.0.1"
    expect(page.locator(".guide-tools [role=status]")).to_contain_text("Open het, dan zet je agenda hem erin.")


def test_no_day_no_file(visit: Visitors, small: str) -> None:
    page = visit(small + SITUATION)
    button = page.get_by_role("button", name="Zet in je agenda")
    button.click()
    page.get_by_role("button", name="Annuleer").click()
    expect(page.locator("dialog")).to_have_count(0)
    button.evaluate("one => { one.click(); one.click() }")  # twice before anything opened
    expect(page.locator("dialog[open]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator(".guide-tools [role=status]")).to_be_empty()


def test_whatever_it_says_comes_out_of_the_file_as_it_was(visit: Visitors, small: str) -> None:
    page = visit(small + SITUATION)
    page.get_by_role("button", name="Zet in je agenda").click()  # its modules are there now
    expect(page.locator("dialog[open]")).to_be_visible()
    made = page.evaluate(
        """async ([from, text]) => (await import(from))
            .calendar({ id: "x", day: "2028-02-28", title: text, text, url: "https://voorbeeld.nl/" })""",
        [small + assets_with(interface("nl")).path("calendar.mjs"), NASTY],
    )
    event = read(made.encode())
    assert event["SUMMARY"] == event["DESCRIPTION"] == NASTY
    assert (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]) == ("20280228", "20280229")


def test_without_script_there_is_no_button(visit: Visitors, small: str) -> None:
    page = visit(small + SITUATION, java_script_enabled=False)
    expect(page.get_by_role("button", name="Zet in je agenda")).to_have_count(0)
