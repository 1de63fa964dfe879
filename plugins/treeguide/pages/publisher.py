"""Who publishes the guide, as pages say it: the line below every page, the way to tell of a fault, and security.txt."""

import html
import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from treeguide.addresses import address_of
from treeguide.config import Settings
from treeguide.config.publisher import Publisher, is_mail
from treeguide.writing import Writer

SECURITY = ".well-known/security.txt"
_TELL = re.compile(r'(<a class="guide-tell" href=")[^"]*(")')
_GAP = re.compile(r"\{(page|title|code)\}")


@dataclass(frozen=True)
class About:
    """The page that somebody tells something about: its title, its web address and its short code."""

    title: str = ""
    page: str = ""
    code: str = ""


def line(settings: Settings) -> str:
    """The line below every page, as HTML; nothing where nobody publishes the guide."""
    who, words = settings.publisher, {key: html.escape(word) for key, word in settings.interface.items()}
    if not who.name:
        return ""
    name = html.escape(who.name)
    parts = [f"{words['publisher-by']} {_link(who.site, name) if who.site else name}."]
    if who.errors:
        href = html.escape(_where(who, About(), settings))
        parts.append(f'{words["publisher-wrong"]} <a class="guide-tell" href="{href}">{words["publisher-tell"]}</a>.')
    if who.accessibility:
        parts.append(f"{_link(who.accessibility, words['publisher-accessibility'])}.")
    return f'<span class="guide-publisher">{" ".join(parts)}</span>'


def below(notice: str, settings: Settings) -> str:
    """A site's line about copyright, with who publishes the guide behind it."""
    return " ".join(part for part in (notice, line(settings)) if part)


def filled(output: str, about: About, settings: Settings) -> str:
    """A finished page, where the way to tell of a fault says which page that is."""
    if not settings.publisher.name or not settings.publisher.errors:
        return output
    href = html.escape(_where(settings.publisher, about, settings))
    return _TELL.sub(lambda found: found[1] + href + found[2], output)


def statement(writer: Writer, page: str) -> str:
    """What is known about the accessibility of the guide, for a page of the site; nothing without a publisher."""
    settings, sheet = writer.project.settings, writer.on(page)
    who = settings.publisher
    if not who.name:
        return ""
    href = _where(who, About(), settings) if who.errors else ""
    return sheet.fill("accessibility.html.jinja", who=who, site=writer.site.name, href=href)


def security_files(writer: Writer) -> dict[str, str]:
    """The file for who finds a leak (RFC 9116), where the publisher says whom to tell and until when."""
    who = writer.project.settings.publisher
    if not (who.name and who.leaks and who.security_expires):
        return {}
    rows = [
        f"Contact: {'mailto:' * is_mail(who.leaks)}{who.leaks}",
        f"Expires: {who.security_expires}T00:00:00Z",
        f"Preferred-Languages: {', '.join(dict.fromkeys((writer.language, 'en')))}",
    ]
    if urlsplit(writer.site.url).scheme == "https":
        rows.append(f"Canonical: {urljoin(writer.site.url, '/' + SECURITY)}")
    return {SECURITY: "\n".join(rows) + "\n"}


def of_page(writer: Writer, path: str, title: str) -> About:
    """What there is to say of the page of a file in docs/ to whom it is sent to."""
    code = writer.project.codes.of_address.get(address_of(path), "")
    return About(title, writer.site.online(path) or writer.site.address(path), code)


def _link(address: str, text: str) -> str:
    return f'<a href="{html.escape(address)}">{text}</a>'


def _where(who: Publisher, about: About, settings: Settings) -> str:
    """The address that somebody follows to tell of a fault on that page."""
    if not is_mail(who.errors):
        values = {"page": about.page, "title": about.title, "code": about.code}
        return _GAP.sub(lambda gap: quote(values[gap[1]], safe=""), who.errors)
    words = settings.interface
    rows = [
        words["publisher-page"].format(page=about.page) if about.page else "",
        words["publisher-code"].format(code=about.code) if about.code else "",
    ]
    subject = quote(words["publisher-subject"].format(title=about.title), safe="")
    body = quote("\r\n".join(row for row in [*rows, "", words["publisher-what"]] if row), safe="")
    return f"mailto:{quote(who.errors, safe='@')}" + (f"?subject={subject}&body={body}" if about.title else "")
