"""Knows every address of the guide, every address it ever had, and where each of those leads now.

An address is written as a browser shows it behind the site's own: `lessen/leg-belangen-open/`, `bronnen/#bmc-2020`.
It reads the same whether or not the site is built with `use_directory_urls`.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from treeguide.addresses import Addresses, address_of, addresses_in, made_pages, tidy
from treeguide.config import Settings
from treeguide.graph import Graph
from treeguide.library import Library, Tree
from treeguide.values import Owner
from treeguide.values.model import Removal

_WRITTEN = re.compile(r"(?!.*\.\.)[\w.~/-]+(?:#[\w.~-]+)?")  # nothing that leads out of the site
MOST_MOVES = 20  # that one address makes; a longer way is a mistake, and takes long to follow
_WEB = re.compile(r"https?://[^\s<>\"']+")


@dataclass(frozen=True)
class AddressBook:
    """Where every address leads.

    `pages` are the addresses that have a page, with its Markdown file; `anchors` those of a part of one, in order.
    `aliases` are old addresses with the new one, `moved` the same for beginnings of addresses. `unsure` exist in a
    source but cannot be reached just now, which another check reports.
    """

    pages: Mapping[str, str]
    anchors: tuple[str, ...]
    aliases: Mapping[str, str]
    moved: Mapping[str, str]
    removed: Mapping[str, Removal]
    published: tuple[str, ...]
    unsure: frozenset[str] = frozenset()

    @cached_property
    def live(self) -> frozenset[str]:
        return frozenset((*self.pages, *self.anchors))

    @cached_property
    def _sorted(self) -> tuple[str, ...]:
        return tuple(sorted(self.live))

    @cached_property
    def _beginnings(self) -> tuple[dict[str, int], list[int]]:
        """Each beginning that moves with its place in the order of the register, and the lengths that they have."""
        order = {old: number for number, old in enumerate(self.moved)}
        return order, sorted({len(old) for old in order})

    def leads_to(self, address: str) -> str:
        """Where an address leads now: itself when it is live or was removed with a word of why; nothing when lost.

        The name of a section that is no more (a question with facts behind it) leads to its question.
        """
        seen: set[str] = set()
        used: set[str] = set()
        while address not in seen:
            if address in self.live or address in self.removed or address in self.unsure:
                return address
            seen.add(address)
            address = self._onward(address, used)
        return ""

    def _onward(self, address: str, used: set[str]) -> str:
        """One step on from an address that is not live; the same address when there is none."""
        page, mark, fragment = address.partition("#")
        if address in self.aliases:
            return self.aliases[address]
        if fragment and page in self.removed:
            return page
        if fragment and page in self.aliases:
            new = self.aliases[page]
            return new if "#" in new else new + mark + fragment
        return self._moved_on(address, used) or page + mark + fragment.split(".")[0]

    def _moved_on(self, address: str, used: set[str]) -> str:
        """The address with its beginning moved; each beginning moves once on a way, so that a way ends."""
        order, lengths = self._beginnings
        begun = {address[:length] for length in lengths if length <= len(address)}
        found = [one for one in begun if one in order and one not in used]
        if not found or len(used) >= MOST_MOVES:
            return ""
        old = min(found, key=lambda one: order[one])
        used.add(old)
        return self.moved[old] + address[len(old) :]

    @cached_property
    def _arrived(self) -> dict[str, bool]:
        """What was found out about beginnings."""
        return {}

    def arrives(self, beginning: str) -> bool:
        """Whether addresses that begin so are there, or were moved on to some that are."""
        if beginning not in self._arrived:
            self._arrived[beginning] = self._arrives(beginning)
        return self._arrived[beginning]

    def _arrives(self, beginning: str) -> bool:
        used: set[str] = set()
        while not begins(beginning, self._sorted):
            beginning = self._moved_on(beginning, used)
            if not beginning:
                return False
        return True

    @cached_property
    def endless(self) -> dict[str, tuple[str, frozenset[str]]]:
        """Beginnings that move to what begins with them again, each with that address and all that move on the way."""
        found: dict[str, tuple[str, frozenset[str]]] = {}
        for old, new in self.moved.items():
            used, at = {old}, new
            while at and not (at.startswith(old) and at != old):
                at = self._moved_on(at, used)
            if at:
                found[old] = at, frozenset(used)
        return found

    @cached_property
    def old_pages(self) -> dict[str, str]:
        """Old addresses of whole pages, with the address where each leads now."""
        pages = {address.partition("#")[0] for address in (*self.published, *self.aliases)}
        leads = {old: self.leads_to(old) for old in sorted(pages - self.live - set(self.removed))}
        return {old: new for old, new in leads.items() if new}

    @cached_property
    def old_parts(self) -> dict[str, dict[str, str]]:
        """For each page, live or old, its old fragments with the address where each leads now."""
        found: dict[str, dict[str, str]] = {}
        for address in sorted({*self.published, *self.aliases, *self.removed} - self.live - self.unsure):
            page, _, fragment = address.partition("#")
            new = self.leads_to(address) if fragment else ""
            if new:
                found.setdefault(page, {})[fragment] = new
        return found

    def old_names(self, page: str) -> dict[str, list[str]]:
        """For each part of a page, the old fragments that lead to it."""
        found: dict[str, list[str]] = {}
        for fragment, new in self.old_parts.get(page, {}).items():
            if new.startswith(page + "#") and new in self.live:
                found.setdefault(new.partition("#")[2], []).append(fragment)
        return found

    def path(self, address: str) -> str:
        """The Markdown file in docs/ of an address's page, with the fragment behind it."""
        page, mark, fragment = address.partition("#")
        return self.pages.get(page, f"{page.rstrip('/')}.md") + mark + fragment


def begins(beginning: str, addresses: Sequence[str]) -> bool:
    """Whether one of the addresses, which are sorted, begins so."""
    number = bisect_left(addresses, beginning)
    return number < len(addresses) and addresses[number].startswith(beginning)


def address_book(library: Library, graph: Callable[[Tree], Graph], settings: Settings) -> AddressBook:
    """The address book of a library and its register; `graph` unfolds a tree."""
    paths = addresses_in(settings, library.facets)
    register = library.register
    return AddressBook(
        {address_of(path): path for path, _ in made_pages(library, paths)},
        tuple(dict.fromkeys(_anchors(library, graph, paths))),
        {old: new for old, new, _ in old_addresses(library, paths)},
        {tidy(old): tidy(new) for old, new in register.moved.items() if _WRITTEN.fullmatch(tidy(old))},
        {tidy(address): one for address, one in register.removed.items() if _WRITTEN.fullmatch(tidy(address))},
        tuple(address for address in map(tidy, register.published) if _WRITTEN.fullmatch(address)),
        frozenset(
            f"{guide}#{question}"
            for tree in library.trees.values()
            for guide in (address_of(paths.guide(tree.id)),)
            for question in tree.file.questions
        ),
    )


def destination(book: AddressBook, own: Container[str], address: str) -> str:
    """Where an address that a person wrote leads: a Markdown file in docs/ (with a fragment), or a web address.

    Nothing when it leads nowhere, or only to the word that something was removed. `own` are the site's own files, as
    paths in docs/.
    """
    if _WEB.fullmatch(address):
        return address
    found = book.leads_to(tidy(address))
    if found and (found in book.live or found in book.unsure):
        return book.path(found)
    page, mark, fragment = tidy(address).partition("#")
    for path in (f"{page}index.md", f"{page.rstrip('/')}.md"):
        if path in own:
            return path + mark + fragment
    return ""


def _anchors(library: Library, graph: Callable[[Tree], Graph], paths: Addresses) -> Iterator[str]:
    """Every section of a guide, and every source."""
    for tree in library.trees.values():
        unfolded, guide = graph(tree), address_of(paths.guide(tree.id))
        for name, section in zip(unfolded.names, unfolded.sections, strict=True):
            yield f"{guide}#{name}"
            yield f"{guide}#{section.full_name}"
    yield from (f"{address_of(paths.sources)}#{name}" for name in library.sources)


def old_addresses(library: Library, paths: Addresses) -> Iterator[tuple[str, str, Owner]]:
    """Old addresses with their new one, and the old id that says so."""
    make = {"lesson": paths.lesson, "outcome": paths.outcome, "tree": paths.guide}
    for one in library.former:
        owner = Owner("alias", one.old, one.place)
        if one.sort == "source":
            yield f"{address_of(paths.sources)}#{one.old}", f"{address_of(paths.sources)}#{one.new}", owner
        else:
            yield address_of(make[one.sort](one.old)), address_of(make[one.sort](one.new)), owner
    known = frozenset(tidy(address) for address in library.register.published)
    for tree in library.trees.values():
        yield from _old_steps(tree, paths, known)


def _old_steps(tree: Tree, paths: Addresses, known: Iterable[str]) -> Iterator[tuple[str, str, Owner]]:
    """A tree's old step ids. The register knows whether one was a question or an outcome; else its target tells."""
    guide = address_of(paths.guide(tree.id))
    guides = [guide, *(address_of(paths.guide(old)) for old in tree.file.former_ids)]
    for old, new in tree.file.aliases.items():
        owner = Owner("alias", old, tree.key_place("aliases", old))
        is_question = new in tree.file.questions
        target = f"{guide}#{new}" if is_question else address_of(paths.outcome(new))
        was_outcome = address_of(paths.outcome(old)) in known
        was_question = any(f"{one}#{old}" in known for one in guides)
        if was_question or (is_question and not was_outcome):
            yield f"{guide}#{old}", target, owner
        if was_outcome or not (is_question or was_question):
            yield address_of(paths.outcome(old)), target, owner
