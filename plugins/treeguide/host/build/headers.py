"""Turns the pages of a built site into the headers a web host should send: what may run, and how long to keep it."""

import base64
import hashlib
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from treeguide.config import Settings
from treeguide.values.shown import shown
from treeguide.writing.assets import FOLDER

log = logging.getLogger("mkdocs.plugins.treeguide")
HASHED = r"\.[0-9a-f]{8,}(\.min)?\.(css|js|mjs)$"  # a name that changes with its content
FOREVER = "public, max-age=31536000, immutable"
FILES = ("_headers", "nginx.conf")
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Text between the tags as the browser hashes it. A script of another type holds data, which a policy leaves alone.
_INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.S | re.I)
_TYPE = re.compile(r"""\btype\s*=\s*["']?([\w/+.-]+)""", re.I)
_ADDRESS = r"""\b(?:src|href)\s*=\s*["']?(https?://[^"'\s>]+)"""
_FROM = re.compile(rf"<(script|img|iframe|link|video|audio|source)\b([^>]*?{_ADDRESS}[^>]*)>", re.I)
_IS_STYLE = re.compile(r"""\brel\s*=\s*["']?stylesheet""", re.I)
_PART = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?=[^:]{{1,253}}(?::|$))(?:{_PART}\.)*{_PART}(?::\d{{1,5}})?")  # nothing else goes into a policy
_PATH, _FRAGMENT = "(?:[A-Za-z0-9._-]+/)*[A-Za-z0-9._-]*", "[A-Za-z0-9._~=?-]*"  # nothing that splits a header
_FILLED_IN = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.S)  # what a template leaves open
_RUNS = ("", "module", "text/javascript", "application/javascript")
TRUSTED = ("default", "treeguide-saved", "treeguide-search")  # what search/start.js and saved/save.mjs ask for
_WRITES_MARKUP = re.compile(r"navigation\.instant|content\.(?!action)")  # features of the theme that need more of them
_DIRECTIVES = {"script": "script-src", "img": "img-src", "iframe": "frame-src", "link": "style-src"}


def _inline(html: str) -> Iterator[tuple[str, str]]:
    """The text of each script and style that stands in a page itself, behind which of the two it is."""
    for tag, attributes, text in _INLINE.findall(html):
        kind = _TYPE.search(attributes)
        if text.strip() and (tag.lower() == "style" or (kind[1].lower() if kind else "") in _RUNS):
            yield tag.lower(), text


def inline_scripts(html: str) -> list[str]:
    """The text of each script that stands in a page itself and runs."""
    return [text for tag, text in _inline(html) if tag == "script"] if "<script" in html.lower() else []


def digest(text: str) -> str:
    """What a policy knows a script or style by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@dataclass
class Policy:
    """What the pages seen so far need: their inline scripts and styles by hash, and what they load from elsewhere.

    `refused` are the addresses whose site has a name that no policy can hold; browsers will not load those. On a site
    that is `guarded` no script can make markup or load a script from a text, but by way of the `TRUSTED` ones. In
    `scripts` are the inline ones, each with the first page it stands on.
    """

    guarded: bool = False
    needed: dict[str, set[str]] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    scripts: dict[str, str] = field(default_factory=dict)

    def see(self, html: str, page: str = "") -> None:
        """Learn what one page needs."""
        for tag, text in _inline(html):
            self._add("script-src" if tag == "script" else "style-src", f"'{digest(text)}'")
            if tag == "script":
                self.scripts.setdefault(text, page)
        for tag, attributes, found in _FROM.findall(html):
            if tag.lower() != "link" or _IS_STYLE.search(attributes):
                self._allow(_DIRECTIVES.get(tag.lower(), "media-src"), found)

    def _allow(self, directive: str, address: str) -> None:
        """Let pages load from the site that an address of theirs names."""
        scheme, _, rest = address.lower().partition("://")
        host = re.split(r"[/?#\\]", rest)[0]
        if _HOST.fullmatch(host):
            self._add(directive, f"{scheme}://{host}")
        else:
            self.refused.add(address)

    def _add(self, directive: str, source: str) -> None:
        self.needed.setdefault(directive, set()).add(source)

    @property
    def elsewhere(self) -> list[str]:
        """The sites that pages load something from."""
        return sorted({one for sources in self.needed.values() for one in sources if one.startswith("http")})

    def text(self, frames: str = "") -> str:
        """The Content-Security-Policy. `frames` says who may show the page in a frame, where a host can tell."""
        rules = {"default-src": ["'none'"], "script-src": ["'self'"], "style-src": ["'self'"]}
        rules |= {"img-src": ["'self'", "data:"], "font-src": ["'self'"], "connect-src": ["'self'"]}
        rules |= {"manifest-src": ["'self'"], "base-uri": ["'none'"], "form-action": ["'self'"]}
        for directive, sources in sorted(self.needed.items()):
            rules[directive] = [*rules.get(directive, []), *sorted(sources)]
        if self.guarded:
            rules |= {"require-trusted-types-for": ["'script'"], "trusted-types": list(TRUSTED)}
        if frames:
            rules["frame-ancestors"] = [frames]
        return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


@dataclass(frozen=True)
class Served:
    """Where a site stands: below the path `base`. `moved` has old paths with the new ones.

    `own_frames` are folders that no other site may show in a frame; pages for frames stand below `guides`.
    """

    base: str = "/"
    own_frames: tuple[str, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    guides: str = "wegwijzers"

    @property
    def embedded(self) -> str:
        """A pattern for the addresses of pages that other sites may show in a frame."""
        return f"^{re.escape(self.base)}{re.escape(self.guides)}/[^/]+/embed(/|/index.html|.html)?$"


def netlify(policy: Policy, at: Served) -> str:
    """The file `_headers` of Netlify and Cloudflare Pages.

    These hosts join the headers of several rules, so a page for frames cannot be left out of a rule for all pages. That
    is why only the folders `own_frames` say that no other site may show them in a frame.
    """
    rows = [f"{at.base}*", f"  Content-Security-Policy: {policy.text()}"]
    rows += [f"  {name}: {value}" for name, value in FIXED.items()]
    for folder in at.own_frames:
        rows += [f"{at.base}{folder}/*", "  Content-Security-Policy: frame-ancestors 'self'"]
    return "\n".join(["# Made by treeguide. The policy changes with every change of the theme's scripts.", *rows, ""])


def nginx(policy: Policy, at: Served) -> str:
    """What goes in the `server` of an nginx."""
    return "\n".join(_nginx_rows(policy, at)) + "\n"


def _nginx_rows(policy: Policy, at: Served) -> Iterator[str]:
    base, moved = at.base, at.moved
    yield "# Made by treeguide: include this in a server { } with a root. The policy changes with the theme's scripts."
    yield "charset utf-8;"
    yield "gzip on;"
    yield "gzip_comp_level 6;"
    yield "gzip_vary on;"
    yield "gzip_min_length 512;"
    kinds = "text/css text/javascript application/javascript application/json image/svg+xml"
    yield f"gzip_types {kinds};"
    yield "index index.html;"
    yield f"error_page 404 {base}404.html;"
    yield 'set $treeguide_keep "no-cache";'
    yield f'if ($uri ~ "{HASHED}") {{ set $treeguide_keep "{FOREVER}"; }}'
    yield "set $treeguide_frames \"'self'\";"
    yield f'if ($uri ~ "{at.embedded}") {{ set $treeguide_frames "*"; }}'
    yield "add_header Cache-Control $treeguide_keep always;"
    yield f'add_header Content-Security-Policy "{policy.text("$treeguide_frames")}" always;'
    for name, value in FIXED.items():
        yield f'add_header {name} "{value}" always;'
    yield "location ~ \\.mjs$ { types { text/javascript mjs; } }"
    yield f'location ~ "^({re.escape(base)}{_PATH})#({_FRAGMENT})$" {{ return 301 "$1#$2$is_args$args"; }}'
    for name in FILES:
        yield f"location = {base}{name} {{ return 404; }}"
    for old, new in sorted(moved.items()):
        yield f"location = {base}{old} {{ return 301 {base}{new}; }}"


def write(policy: Policy, site: Path, at: Served) -> Policy:
    """Write `_headers` and `nginx.conf` into the folder of a built site; a file of its own that is there stays."""
    for page in sorted(site.rglob("*.html")):
        name = page.relative_to(site).as_posix()
        policy.see(page.read_text("utf-8", errors="replace"), name)  # an old page of the site's own may be in another
    for name, text in zip(FILES, (netlify(policy, at), nginx(policy, at)), strict=True):
        place = site / name
        if not place.exists() or place.read_text("utf-8", errors="replace").startswith("# Made by treeguide"):
            place.write_text(text, "utf-8", newline="\n")
    return policy


def is_guarded(config: MkDocsConfig, settings: Settings) -> bool:
    """Whether every script of the site was tried under a policy that lets none of them make markup from a text."""
    features = config.theme.get("features") or []
    if "material/search" in config.plugins and not settings.search:
        return False
    others = [script for script in config.extra_javascript if not str(script).startswith(FOLDER)]
    return not others and not any(_WRITES_MARKUP.match(one) for one in features)


def write_for(config: MkDocsConfig, settings: Settings, moved: Mapping[str, str]) -> Policy:
    """Write the files for the site that was built; what comes back is the policy that stands in them."""
    base = urlsplit(config.site_url or "/").path.rstrip("/") + "/"
    own = (settings.outcomes_url, settings.lessons_url, settings.dossier_url)
    at = Served(base, own, moved, settings.guides_url)
    policy = write(Policy(is_guarded(config, settings)), Path(config.site_dir), at)
    log.debug("Content-Security-Policy: %s", policy.text())
    return policy


def of_others(scripts: Mapping[str, str], config: MkDocsConfig) -> dict[str, str]:
    """Those of the scripts that no template of the installed theme can have made."""
    own = Path(config.theme.custom_dir).resolve() if config.theme.custom_dir else None
    installed = [Path(folder) for folder in config.theme.dirs if Path(folder).resolve() != own]
    patterns = [
        re.compile('[^"]*?'.join(re.escape(part) for part in _FILLED_IN.split(text)), re.S)
        for folder in installed
        for template in folder.rglob("*.html")
        for text in inline_scripts(template.read_text("utf-8", errors="replace"))
    ]
    return {text: page for text, page in scripts.items() if not any(one.fullmatch(text) for one in patterns)}


def told(policy: Policy, own: Mapping[str, str], config: MkDocsConfig, settings: Settings) -> Iterator[tuple[int, str]]:
    """What a policy cannot hold, and which scripts it lets run that are not the theme's; each with its level.

    `own` are the scripts that stand in pages of docs/, each with its page: who may change those may run code.
    """
    words = settings.interface
    for address in sorted(policy.refused):
        yield logging.WARNING, words["build-no-host"].format(address=shown(address))
    for text, page in own.items():
        yield logging.WARNING, words["build-own-script"].format(page=page, hash=digest(text))
    for text, page in of_others(policy.scripts, config).items():
        if text not in own:
            yield logging.INFO, words["build-other-script"].format(page=page, hash=digest(text))
