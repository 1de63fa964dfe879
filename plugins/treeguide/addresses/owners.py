"""Whose each address is: what an author wrote, a page that we make, a page of the site, an old id, the register."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from treeguide.addresses import SOURCES, Addresses, address_of, made_pages, tidy
from treeguide.addresses.register import AddressBook, old_addresses
from treeguide.library import Folders, Library
from treeguide.values import Document, Owner


@dataclass(frozen=True)
class Owners:
    """The first owner of every page and old address, and each later one of what is taken then."""

    library: Library
    first: Mapping[str, Owner]
    later: tuple[tuple[str, Owner], ...]

    def of(self, address: str) -> Owner | None:
        """Whose an address is now. That of a question or source is known by the page that it is a part of."""
        page, _, part = address.partition("#")
        return self._of_part(self.first.get(page), part) or self.first.get(address)

    def _of_part(self, page: Owner | None, part: str) -> Owner | None:
        tree = self.library.trees.get(page.id) if page and page.sort == "tree" else None
        question, node = part.partition(".")[0], self.library.source_node
        if tree and question in tree.file.questions:
            return Owner("question", question, tree.key_place("questions", question))
        if page == SOURCES and node and part in self.library.declared["source"]:
            return Owner("source", part, node.key_at((part,)))
        return None

    @property
    def clashes(self) -> Iterator[tuple[str, Owner, Owner]]:
        """Each address that a second thing wants: the one whose it is, and that second one."""
        for address, second in self.later:
            owner = self.of(address)
            if owner and owner is not second:
                yield address, owner, second


def owners(library: Library, folders: Folders, paths: Addresses, book: AddressBook) -> Owners:
    """The table of all addresses but those of parts of pages, which are too many to write out."""
    first: dict[str, Owner] = {}
    later: list[tuple[str, Owner]] = []
    for address, owner in _claims(library, folders, paths, book):
        if first.setdefault(address, owner) is not owner or "#" in address:
            later.append((address, owner))
    return Owners(library, first, tuple(later))


def _claims(library: Library, folders: Folders, paths: Addresses, book: AddressBook) -> Iterator[tuple[str, Owner]]:
    """Every address with whose it is, in the order in which they get it."""
    yield from ((address_of(path), owner) for path, owner in made_pages(library, paths))
    yield from _not_shown(library, paths)
    yield from _own_pages(library, folders)
    yield from ((old, owner) for old, _, owner in old_addresses(library, paths))
    yield from _steps_again(library, paths)
    yield from _of_register(library, book)


def _not_shown(library: Library, paths: Addresses) -> Iterator[tuple[str, Owner]]:
    """What has no page yet, such as a draft or what cannot be read."""
    shown = {"lesson": library.published(), "tree": library.guides, "outcome": library.situations}
    make = {"lesson": paths.lesson, "tree": paths.guide, "outcome": paths.outcome}
    for sort, there in shown.items():
        for name in library.declared[sort].keys() - there.keys():
            yield address_of(make[sort](name)), Owner(sort, name, library.declared[sort][name])


def _own_pages(library: Library, folders: Folders) -> Iterator[tuple[str, Owner]]:
    for path in sorted(library.pages):
        if path.endswith((".md", "/index.html")):
            inside = path.removeprefix(f"{folders.docs}/")
            yield (
                address_of(re.sub(r"(^|/)(?:README\.md|index\.html)$", r"\1index.md", inside)),
                Owner("page", inside, Document(path)),
            )


def _steps_again(library: Library, paths: Addresses) -> Iterator[tuple[str, Owner]]:
    """The old ids of steps that are steps now, whatever was published under them."""
    for tree in library.trees.values():
        for old in tree.file.aliases:
            owner = Owner("alias", old, tree.key_place("aliases", old))
            if old in tree.file.questions:
                yield f"{address_of(paths.guide(tree.id))}#{old}", owner
            elif old in library.situations or old in library.declared["outcome"]:
                yield address_of(paths.outcome(old)), owner


def _of_register(library: Library, book: AddressBook) -> Iterator[tuple[str, Owner]]:
    """What was removed or has moved, and each old address that leads on because of that."""
    node, register = library.register_node, library.register
    if node is None:
        return
    for written in register.removed:
        yield tidy(written), Owner("removed", written, node.key_at(("removed", written)))
    for written in register.moved:
        owner, start = Owner("moved", written, node.key_at(("moved", written))), tidy(written)
        if start not in book.endless:
            yield start, owner
            yield from ((old, owner) for old in book.old_pages if old.startswith(start) and old != start)
