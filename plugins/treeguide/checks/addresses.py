"""Whether every address that was ever published still leads somewhere."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from treeguide.addresses import tidy
from treeguide.addresses.codes import is_code
from treeguide.addresses.register import begins, destination
from treeguide.project import Project
from treeguide.reading.node import Node
from treeguide.values import Owner, Place, Problem, Said, problem, warning
from treeguide.values.closest import closest


def gone(project: Project) -> Iterator[Problem]:
    """A published address that has no page, no alias and no word of why it was removed.

    One finding for a page, not for every part of it. Silent as long as a source cannot be read.
    """
    library, book, node = project.library, project.addresses, _register(project)
    if node is None:
        return
    mistaken = tuple(old for old, new in book.moved.items() if old in book.endless or not book.arrives(new))
    lost = {
        address: number
        for number, address in enumerate(map(tidy, library.register.published))
        if not book.leads_to(address) and not address.startswith(mistaken)
    }
    folders = {_folder(address) for address in book.live}
    causes, new = _causes(lost, folders), book.live - set(book.published)
    names = cache(lambda beside: (_names(beside, new), _names(beside, lost)))
    if f"{project.settings.guides_url}/" in causes:
        causes.pop(f"{project.settings.outcomes_url}/", None)  # the situations went with the last tree
    for address, number in causes.items():
        place = node.at(("published", number))
        near = _successor(address, names)
        yield problem(place, "gone", address=address, near=near, field=Said(f"keep-{_key(address, project)}"))


def _register(project: Project) -> Node | None:
    """The register with its places; None where there is none, or where a source cannot be read and much seems lost."""
    faulty = any(found.is_error for found in project.library.problems)
    return None if faulty else project.library.register_node


def _causes(lost: dict[str, int], folders: set[str]) -> dict[str, int]:
    """The lost addresses without the parts of what is lost; of a folder that is no more only the folder."""
    apart = [address for address in lost if lost.keys().isdisjoint(_around(address))]
    of_folder = Counter(map(_folder, apart))
    found: dict[str, int] = {}
    for address in apart:
        folder = _folder(address)
        whole = folder not in folders and of_folder[folder] > 1
        found.setdefault(folder if whole else address, lost[address])
    return found


def _around(address: str) -> set[str]:
    """What an address is a part of: its page, and the question that a section with facts behind its name belongs to."""
    page, _, fragment = address.partition("#")
    return {page, f"{page}#{fragment.partition('.')[0]}"} - {address} if fragment else set()


def _folder(address: str) -> str:
    """The first word of an address."""
    return address.partition("/")[0] + "/"


def _successor(address: str, names: Callable[[str], tuple[set[str], set[str]]]) -> str:
    """A new address in the same place that most likely took over: the one that looks alike, or the only one.

    `names` tells what is new and what is lost beside a beginning.
    """
    page, _, fragment = address.partition("#")
    beside = page + "#" if fragment else page.removesuffix("/").rpartition("/")[0] + "/"
    new, lost = names(beside)
    near = closest(address.removeprefix(beside).removesuffix("/"), new)
    return near or (next(iter(new)) if len(new) == len(lost) == 1 else "")


def _names(beside: str, addresses: Iterable[str]) -> set[str]:
    """What stands behind that beginning in each address that has it, parts of pages and variants of sections aside."""
    rests = {one.removeprefix(beside).removesuffix("/") for one in addresses if one.startswith(beside)}
    return {rest for rest in rests if rest and not re.search(r"[#.]", rest)}


def _key(address: str, project: Project) -> str:
    """Where an old id is kept: with the thing itself, or in the register for pages that are made of others.

    A lesson that became a draft again has its id still.
    """
    settings = project.settings
    word, _, rest = address.partition("/")
    if word == settings.lessons_url and rest.removesuffix("/") in project.library.lessons:
        return "draft"
    if word == settings.guides_url and "#" not in address:
        return "former_ids"
    own = (settings.guides_url, settings.outcomes_url, settings.lessons_url, settings.sources_url)
    return "aliases" if word in own else "moved"


def still_here(project: Project) -> Iterator[Problem]:
    """The register says something is removed or moved, and it is there: one address cannot be two things."""
    book = project.addresses
    for address, owner, place in _clashes(project, "removed", "moved"):
        if owner.sort not in ("question", "removed", "moved") or address in book.live:
            yield problem(place, "still-here", address=address, owner=owner)


def alias_taken(project: Project) -> Iterator[Problem]:
    """An old id of which the address is something else's."""
    for address, owner, place in _clashes(project, "alias"):
        yield problem(place, "alias-taken", address=address, owner=owner)


def address_taken(project: Project) -> Iterator[Problem]:
    """A page of the site's own, or one of the guide's, at an address that the guide needs for something else."""
    for address, owner, place in _clashes(project, "page", "lesson", "outcome", "tree"):
        yield problem(place, "address-taken", address=address, owner=owner)


def _clashes(project: Project, *sorts: str) -> Iterator[tuple[str, Owner, Place]]:
    """The addresses that those want and that are another's: whose, and where the one that wants it stands."""
    for address, owner, second in project.owners.clashes:
        if second.at and second.sort in sorts:
            yield address, owner, second.at if isinstance(second.at, Place) else Place(second.at)


def never_published(project: Project) -> Iterator[Problem]:
    """The register says what became of an address that nobody ever saw: most likely it is misspelt."""
    node, book = project.library.register_node, project.addresses
    published = sorted(book.published)
    for key, address in _entries(project):
        known = begins(address, published) if key[0] == "moved" else address in book.published
        if node and not known and address not in book.live:
            yield warning(node.key_at(key), "never-published", address=address, near=closest(address, book.published))


def _entries(project: Project) -> Iterator[tuple[tuple[str, str], str]]:
    """What people wrote in the register: its path and the address it is about."""
    register = project.library.register
    for part, written in (("removed", register.removed), ("moved", register.moved)):
        yield from (((part, address), tidy(address)) for address in written)


def unknown_address(project: Project) -> Iterator[Problem]:
    """The register sends readers on to an address that does not exist."""
    node, book = _register(project), project.addresses
    if node is None:
        return
    for address, removal in project.library.register.removed.items():
        if not destination(book, project.own_pages, removal.instead):
            near = f"https://{removal.instead}" if removal.instead.startswith("www.") else ""
            near = near or closest(tidy(removal.instead), book.live)
            yield problem(
                node.at(("removed", address, "instead")), "unknown-address", address=removal.instead, near=near
            )
    known = frozenset((*book.live, *map(_folder, book.live)))
    for old, new in project.library.register.moved.items():
        if tidy(old) not in book.endless and not book.arrives(tidy(new)):
            near = closest(tidy(new), known)
            yield problem(node.at(("moved", old)), "unknown-address", address=new, near=near)


def moves_into_itself(project: Project) -> Iterator[Problem]:
    """A beginning of addresses that moves to what begins with it again. Of several that do so together, the first."""
    node, book, told = project.library.register_node, project.addresses, set[str]()
    for written in project.library.register.moved if node else ():
        old = tidy(written)
        if node and old in book.endless and old not in told:
            new, used = book.endless[old]
            told |= used
            others = ", ".join(sorted(used - {old}))
            hint = "ring" if others else ""
            yield problem(
                node.at(("moved", written)), "moves-into-itself", address=old, new=new, hint=hint, others=others
            )


def bad_code(project: Project) -> Iterator[Problem]:
    """A short code in the register that is none, or that was given to an address that never was."""
    node, book = _register(project), project.addresses
    if node is None:
        return
    for code, address in project.library.register.codes.items():
        if not is_code(code):
            yield problem(node.key_at(("codes", code)), "bad-code", value=code)
        elif not book.leads_to(tidy(address)) and tidy(address) not in book.published:
            near = closest(tidy(address), book.live)
            yield problem(node.at(("codes", code)), "unknown-address", address=address, near=near)
