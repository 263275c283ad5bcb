"""Groups of versions: each member is linked to the one that counts, so that likeness never runs through a chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Links = Mapping[str, set[str]]


@dataclass(frozen=True)
class Group:
    """Versions of one document, the one that counts among them."""

    counted_id: str
    members: tuple[str, ...]
    weighed: tuple[str, ...]
    """All that the counted one was chosen from; some may not be linked to it."""


def linked(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Return for each node of some pairs the nodes it is paired with."""
    links: dict[str, set[str]] = defaultdict(set)
    for first, second in pairs:
        links[first].add(second)
        links[second].add(first)
    return dict(links)


def components(nodes: Iterable[str], links: Links) -> Iterator[list[str]]:
    """Yield the nodes that hang together by links, in order."""
    ordered = sorted(nodes)
    left = set(ordered)
    for node in ordered:
        if node not in left:
            continue
        left.remove(node)
        found, waiting = [node], [node]
        while waiting:
            near = sorted(links.get(waiting.pop(), set()) & left)
            left.difference_update(near)
            found += near
            waiting += near
        yield sorted(found)


def groups(
    links: Iterable[tuple[str, str]],
    together: Iterable[tuple[str, str]],
    choose: Callable[[Sequence[str]], str],
) -> Iterator[Group]:
    """Yield the groups of two or more documents.

    `choose` picks the one that counts of what hangs together; those linked to it are its group, and what is left is
    grouped anew. Documents that a person put `together` are one: a link of one is a link of all.
    """
    bound = linked(together)
    units = {member: unit[0] for unit in components(bound, bound) for member in unit}
    members: dict[str, list[str]] = defaultdict(list)
    for member, unit in sorted(units.items()):
        members[unit].append(member)
    between = linked((units.get(first, first), units.get(second, second)) for first, second in links)
    waiting = list(components({*between, *members}, between))
    while waiting:
        component = waiting.pop()
        documents = sorted(member for unit in component for member in members.get(unit, [unit]))
        counted_id = choose(documents)
        centre = units.get(counted_id, counted_id)
        near = {centre} | between.get(centre, set()) & set(component)
        group = sorted(member for unit in near for member in members.get(unit, [unit]))
        if len(group) > 1:
            yield Group(counted_id, tuple(group), tuple(documents))
        waiting += components(set(component) - near, between)
