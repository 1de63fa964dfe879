"""Looks whether the web addresses on the built site still lead somewhere, and says so in Markdown.

Run as `python -m tools.links site`. Polite: one address of a host at a time with a pause between them, HEAD before GET,
a name that says who is asking, and a second try only where the host says when. Standard library only.
"""

import argparse
import socket
import ssl
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urldefrag, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

NAME = "treeguide-links/1 (weekly link check of a practice guide; +https://github.com/treeguide/praktijkgids)"
GONE = {404: "deze pagina bestaat niet (meer)", 410: "deze pagina is weggehaald"}
REASONS = {
    401: "de site vraagt om in te loggen",
    403: "de site laat geen automatische controle toe",
    429: "de site vond dat we te vaak vroegen",
}


@dataclass(frozen=True)
class Manners:
    """How patient to be, in seconds: for an answer, between two addresses of a host, and when a host asks to wait."""

    patience: float = 20
    pause: float = 1
    longest_wait: float = 60


@dataclass(frozen=True)
class Finding:
    """What became of an address. `sort` is fine, moved, broken or unsure; `said` explains it; `pages` hold the link.

    `answered` says whether anything answered at all, be it to refuse.
    """

    address: str
    sort: str
    said: str = ""
    pages: tuple[str, ...] = ()
    answered: bool = True


class _Links(HTMLParser):
    """Collects where the links of a page lead, but for those that open an editor."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        href = given.get("href") if tag == "a" and given.get("rel") != "edit" else None
        if href and href.startswith(("https://", "http://")):
            self.found.add(urldefrag(href.strip())[0])


def external_links(site: Path) -> dict[str, tuple[str, ...]]:
    """Every web address that a page of the site links to, with the pages, both sorted."""
    found: dict[str, list[str]] = {}
    for file in sorted(site.rglob("*.html")):
        links = _Links()
        links.feed(file.read_text("utf-8"))
        page = file.relative_to(site).as_posix().removesuffix("index.html")
        for address in links.found:
            found.setdefault(address, []).append(page or "/")
    return {address: tuple(found[address]) for address in sorted(found)}


class _Hops(HTTPRedirectHandler):
    """Follows redirects and remembers whether each of them was for good."""

    def __init__(self) -> None:
        self.codes: list[int] = []

    def redirect_request(self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Request | None:
        self.codes.append(code)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def look(address: str, manners: Manners) -> Finding:
    """What one address leads to."""
    try:
        return _ask(address, "HEAD", manners)
    except HTTPError:
        time.sleep(manners.pause)  # many sites do not know HEAD, or refuse it
    except (OSError, HTTPException, ValueError):
        time.sleep(manners.pause)
    for is_last in (False, True):
        try:
            return _ask(address, "GET", manners)
        except HTTPError as error:
            wait = _wait(error, manners)
            if is_last or wait is None:
                return _refused(address, error.code)
            time.sleep(wait)
        except (OSError, HTTPException, ValueError) as error:
            return _failed(address, error)
    raise AssertionError("one of the two tries returns")


def _ask(address: str, method: str, manners: Manners) -> Finding:
    hops = _Hops()
    opener: OpenerDirector = build_opener(hops)
    request = Request(_encoded(address), method=method, headers={"User-Agent": NAME, "Accept": "*/*"})  # noqa: S310 (https or http)
    with opener.open(request, timeout=manners.patience) as answer:
        final = str(answer.geturl())
    for_good = bool(hops.codes) and all(code in (301, 308) for code in hops.codes)
    if for_good and _plain(final) != _plain(address):
        return Finding(address, "moved", final)
    return Finding(address, "fine")


def _encoded(address: str) -> str:
    """The address with whatever is not ASCII written as it must be sent."""
    return quote(address, safe="%/:=&?~#+!$,;'@()*[]")


def _plain(address: str) -> str:
    """An address without what makes no difference to a reader."""
    parts = urlsplit(address)
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"


def _wait(error: HTTPError, manners: Manners) -> float | None:
    """How long the host asks to wait before a second try; None when there is no use in one."""
    asked = error.headers.get("Retry-After", "") if error.headers else ""
    if error.code not in (429, 503) or not asked.isdigit() or int(asked) > manners.longest_wait:
        return None
    return max(float(asked), manners.pause)


def _refused(address: str, code: int) -> Finding:
    if code in GONE:
        return Finding(address, "broken", f"{GONE[code]} ({code})")
    return Finding(address, "unsure", f"{REASONS.get(code, 'de site gaf een storing')} ({code})")


def _failed(address: str, error: Exception) -> Finding:
    """What it means that nothing answered."""
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, socket.gaierror) and cause.errno != socket.EAI_AGAIN:
        return Finding(address, "broken", "deze site bestaat niet (meer)", answered=False)
    said = "er kwam geen verbinding tot stand"
    if isinstance(cause, ssl.SSLError):
        said = "de beveiliging van de site klopt niet"
    elif isinstance(cause, TimeoutError):
        said = "de site gaf geen antwoord"
    return Finding(address, "unsure", said, answered=False)


def look_at_all(links: Mapping[str, tuple[str, ...]], manners: Manners) -> list[Finding]:
    """What became of every address, sorted by it: hosts side by side, the addresses of one host one after another."""
    hosts: dict[str, list[str]] = {}
    for address in links:
        hosts.setdefault(urlsplit(address).netloc.lower(), []).append(address)
    with ThreadPoolExecutor(max_workers=8) as workers:
        groups = workers.map(lambda addresses: list(_one_by_one(addresses, manners)), hosts.values())
        found = [one for group in groups for one in group]
    return sorted((replace(one, pages=links[one.address]) for one in found), key=lambda one: one.address)


def _one_by_one(addresses: Iterable[str], manners: Manners) -> Iterator[Finding]:
    for number, address in enumerate(addresses):
        if number:
            time.sleep(manners.pause)
        yield look(address, manners)


HEADINGS = {
    "broken": ("Werkt niet meer", "Zoek het nieuwe adres en pas het aan, of haal de link weg."),
    "moved": ("Voorgoed verhuisd", "De link werkt nog. Neem het nieuwe adres over."),
    "unsure": ("Niet na te kijken", "Open deze zelf een keer. Vaak werken ze gewoon."),
}


def as_markdown(findings: Iterable[Finding]) -> str:
    """The findings as text for an issue, the worst first."""
    found = list(findings)
    counts = {sort: sum(one.sort == sort for one in found) for sort in ("fine", *HEADINGS)}
    lines = [
        f"{len(found)} adressen nagekeken: {counts['fine']} goed, {counts['broken']} stuk, {counts['moved']} verhuisd, "
        f"{counts['unsure']} niet na te kijken."
    ]
    for sort, (heading, what) in HEADINGS.items():
        if counts[sort]:
            lines += ["", f"## {heading}", "", what, ""]
            lines += [_row(one) for one in found if one.sort == sort]
    return "\n".join(lines) + "\n"


def _row(one: Finding) -> str:
    said = f"nu <{one.said}>" if one.sort == "moved" else one.said
    shown = ", ".join(f"`{page}`" for page in one.pages[:5]) + (" …" if len(one.pages) > 5 else "")
    return f"- <{one.address}>: {said}. Staat op {shown}"


def main(arguments: list[str] | None = None) -> int:
    """Print the findings; you get 1 when an address is broken, 2 when nothing answered at all, else 0."""
    parser = argparse.ArgumentParser(description="Look whether the web addresses on the built site still work.")
    parser.add_argument("site", type=Path, help="the folder of the built site")
    parser.add_argument("--pause", type=float, default=Manners.pause, help="seconds between two addresses of a host")
    given = parser.parse_args(arguments)
    found = look_at_all(external_links(given.site), Manners(pause=given.pause))
    if found and not any(one.answered for one in found):
        print("Nothing answered: is there a network?", file=sys.stderr)
        return 2
    print(as_markdown(found), end="")
    return int(any(one.sort == "broken" for one in found))


if __name__ == "__main__":
    raise SystemExit(main())
