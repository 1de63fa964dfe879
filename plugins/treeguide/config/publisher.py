"""Who publishes a guide, as its configuration says it: whom readers see, and where what they have to tell goes."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

_MAIL = re.compile(r"[^@\s<>\"'(),:;\\\[\]]+@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(r"https?://[^\s\"'<>\\]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Publisher:
    """Who publishes a guide; nothing of it is shown before there is a name.

    `errors_to` is a mail address or a web address, where `{page}`, `{title}` and `{code}` are filled in. `security_to`
    is either for who finds a leak, as good until `security_expires`. `is_asked` tells that the configuration has room
    for a publisher, also where nothing is filled in yet.
    """

    name: str = ""
    mail: str = ""
    errors_to: str = ""
    site: str = ""
    accessibility: str = ""
    security_to: str = ""
    security_expires: str = ""
    is_asked: bool = False

    @property
    def errors(self) -> str:
        """Where what a reader has to tell about a page goes."""
        return self.errors_to or self.mail

    @property
    def leaks(self) -> str:
        """Where who finds a leak turns to."""
        return self.security_to or self.mail

    @property
    def empty(self) -> tuple[str, ...]:
        """What a publisher should say and this one does not."""
        needed = {"name": self.name, "mail": self.mail, "errors_to": self.errors}
        return tuple(key for key, value in needed.items() if not value)


KEYS = tuple(field.name for field in fields(Publisher) if field.name != "is_asked")


def is_mail(address: str) -> bool:
    """Whether that is a mail address."""
    return bool(_MAIL.fullmatch(address))


def _is_web(address: str) -> bool:
    return bool(_WEB.fullmatch(address))


def _is_either(address: str) -> bool:
    return is_mail(address) or _is_web(address)


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


_FITS: Mapping[str, tuple[str, Callable[[str], bool]]] = {
    "name": ("text", str.isprintable),
    "mail": ("mail", is_mail),
    "errors_to": ("mail-or-web", _is_either),
    "site": ("web", _is_web),
    "accessibility": ("web", _is_web),
    "security_to": ("mail-or-web", _is_either),
    "security_expires": ("day", _is_day),
}


def publisher_from(given: Mapping[str, Any] | None) -> Publisher:
    """The publisher that these values stand for; without any, one that nobody asked for."""
    texts = {key: _text(value) for key, value in (given or {}).items() if value is not None}
    return Publisher(**texts, is_asked=given is not None)


def misfits(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each key whose value cannot be, with the name of the hint about what could; no hint for a key nobody knows."""
    for key, value in given.items():
        hint, fits = _FITS.get(key, ("", lambda _: False))
        if not hint or not (value is None or (isinstance(value, str | date) and fits(_text(value)))):
            yield key, hint


def _text(value: object) -> str:
    """A value as one writes it; YAML reads a day as one."""
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    return value.isoformat() if is_day and isinstance(value, date) else str(value).strip()
