"""Gives a page what it needs on paper: the codes or addresses of its links, and at its end where it comes from, with a
QR code.
"""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from urllib.parse import urljoin

import segno

from treeguide.addresses import address_of
from treeguide.addresses.codes import spoken
from treeguide.addresses.site import Site
from treeguide.pages.map import drawings
from treeguide.project import Project
from treeguide.values.vocabulary import sheets_of
from treeguide.writing import Writer
from treeguide.writing.assets import FOLDER, signs_of
from treeguide.writing.page import Finish, Page

_LINK = re.compile(
    r'<a\b(?P<before>[^>]*?)\bhref="(?P<href>[^"#][^"]*)"(?P<after>[^>]*)>(?P<text>[^<]*)'
    r'(?P<goes></a><span class="guide-goes")?'
)
_UP_AND_DOWN = re.compile(r"((?:\.\./)+)((?:[\w-]+/)*(?:[\w-]+\.html)?(?:#\S+)?)")
_ASIDE = re.compile(r'(<(?:p|ul)\b[^>]*\bclass="guide-(?:facts|eyebrow|elsewhere-list|sources)\b.*?</(?:p|ul)>)', re.S)
QR_MARGIN = 4  # modules of white around it, as the standard asks
QR_MASK = 3  # one of the eight patterns: any can be read, and trying all of them takes four times as long


def with_addresses(content: str, address: str, site: Site, codes: Mapping[str, str] = MappingProxyType({})) -> str:
    """The HTML of a page at that web address; each link to another page gets what one types to get there, once.

    That is what `codes` has for its address, else the address. Not the links in lines of facts, which only lead around:
    on paper their names are enough.
    """
    if not address:
        return content
    seen: set[str] = set()

    def link(found: re.Match[str]) -> str:
        target = site.as_online(joined(address, html.unescape(found["href"]))).partition("#via~")[0]
        scheme, _, shown = target.partition("://")
        is_said = shown.rstrip("/") in html.unescape(found["text"])
        if scheme not in ("http", "https") or is_said or target in seen:
            return found[0]
        seen.add(target)
        return _marked(found, codes.get(target, shown))

    return "".join(part if number % 2 else _LINK.sub(link, part) for number, part in enumerate(_ASIDE.split(content)))


def _marked(found: re.Match[str], says: str) -> str:
    """A link with what it says on paper: behind its text, or behind the word of where it goes."""
    mark = f' data-guide-paper="{html.escape(says)}"'
    own, goes = ("", found["goes"] + mark) if found["goes"] else (mark, "")
    return f'<a{found["before"]}href="{found["href"]}"{found["after"]}{own}>{found["text"]}{goes}'


def codes_on_paper(writer: Writer) -> Mapping[str, str]:
    """For each web address that has a code, what stands behind a link to it: "code 20414"."""
    said, addresses = writer.words["paper-code"], writer.project.addresses
    coded = writer.project.codes.of_address.items()
    return {writer.site.online(addresses.path(one)): said.replace("{code}", code) for one, code in coded}


def joined(address: str, href: str) -> str:
    """What `urljoin` gives; nearly all links only lead up and then down, and those are joined in far less time."""
    found, folders = _UP_AND_DOWN.fullmatch(href), address.split("/")[:-1]
    ups = len(found[1]) // 3 if found else 0
    return "/".join([*folders[:-ups], found[2]]) if found and ups < len(folders) - 2 else urljoin(address, href)


def with_foot(writer: Writer) -> Finish:
    """Gives a page what stands below it on paper: its QR code, its address, the site and how new it is."""
    about = _about(writer)

    def finish(page: Page) -> Page:
        if not page.kind.has_foot:
            return page
        return replace(page, html=page.html + _foot(writer, page, about))

    return finish


def _foot(writer: Writer, page: Page, about: str) -> str:
    own = writer.addresses.guide(page.id) if page.sort == "part" else page.path  # the address that stays
    sheet, site = writer.on(page.path), writer.site
    image = sheet.to(qr_path(writer.project, address_of(own))) if has_qr(site) else ""
    known = writer.project.codes.of_address
    codes = site.online(writer.addresses.codes).partition("://")[2] if known else ""
    code = spoken(known[address_of(own)]) if address_of(own) in known else ""
    at = {"image": image, "address": site.online(own), "code": code, "codes": codes}
    return sheet.fill("paper.html.jinja", about=about, notice=site.notice, **at)


def _about(writer: Writer) -> str:
    """The site, its version, and how new it is: when something in it was last reviewed."""
    words, version = writer.words, writer.project.settings.version
    newest = max((one.front.reviewed or "" for one in writer.project.library.published().values()), default="")
    who = writer.project.settings.publisher.name
    parts = [
        writer.site.name,
        f"{words['publisher-by']} {who}" if who else "",
        words["paper-version"].replace("{version}", version) if version else "",
        words["paper-date"].replace("{date}", writer.date(newest)) if newest else "",
    ]
    return " · ".join(part for part in parts if part)


def has_qr(site: Site) -> bool:
    """Whether there are QR codes: they hold the address where readers find the site."""
    return bool(site.url) and site.is_public


def qr_files(writer: Writer) -> dict[str, Callable[[], str]]:
    """What draws the QR code of each page that can be handed out and of each question, by path in the site."""
    if not has_qr(writer.site):
        return {}
    project, paths = writer.project, writer.addresses
    left_out = {paths.dossier, paths.codes, paths.cards, *map(paths.cards_of, sheets_of(project.library.facets)[1])}
    wanted = [address for address, path in project.addresses.pages.items() if path not in left_out]
    wanted += [address for address in project.codes.of_address if "#" in address]
    for tree in project.trees:
        wanted += [address_of(paths.map(tree.id, number)) for number, _ in enumerate(drawings(project, tree), 1)]
    online = {address: writer.site.online(project.addresses.path(address)) for address in wanted}
    return {qr_path(project, address): partial(qr_code, to) for address, to in online.items()}


def qr_path(project: Project, address: str) -> str:
    """The path in the site of the QR code of an address: named by its short code, or else by the address."""
    name = project.codes.of_address.get(address) or signs_of(address)
    return f"{FOLDER}/qr/{name}.svg"


def qr_code(address: str) -> str:
    """The drawing as SVG, black on white. About 15 % of it may be damaged and it can still be read."""
    code = segno.make_qr(address, error="m", boost_error=False, mask=QR_MASK)
    size = len(code.matrix) + 2 * QR_MARGIN
    dark = "".join(_row(bytes(row), number) for number, row in enumerate(code.matrix))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path stroke="#000" d="{dark}"/></svg>\n'
    )


def _row(modules: bytes, number: int) -> str:
    """One row as strokes, dark modules beside each other as one."""
    down = f" {number + QR_MARGIN}.5h"
    return "".join(
        f"M{run.start() + QR_MARGIN}{down}{run.end() - run.start()}" for run in re.finditer(b"[^\0]+", modules)
    )
