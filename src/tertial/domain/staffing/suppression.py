"""Which groups may be shown, so that nobody can work out the sick leave of ten people or fewer.

The rule and the argument are in docs/rules/suppression.md. People are counted in cells, one for each sex and age group
of each unit; every figure that is shown is a sum over cells. What a reader cannot know shows in the changes to the
cells' hours that would leave every shown figure as it is: a group is safe when some such change alters it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache, partial
from itertools import chain, combinations, product

from tertial.domain.staffing.cell_space import CELLS, EVERYTHING, NOWHERE, Space, Vector, common, joined, moves, unmoved
from tertial.domain.staffing.groups import AgeGroup, Sex
from tertial.domain.staffing.sick_leave import Group
from tertial.domain.staffing.told_sets import Chosen, is_told, told_set

FEWEST_UNPROTECTED = 11
GROUPS = tuple(Group(sex, age) for sex, age in product((None, *Sex), (None, *AgeGroup)))
KINDS = tuple(product(Sex, AgeGroup))

Counts = tuple[int, ...]
"""People in each of the six cells of a unit, in the order of KINDS."""
Shown = Callable[[int, Group], bool]


def mask(group: Group) -> Vector:
    """The group as one or zero for each cell."""
    return tuple(int(group.holds(sex, age)) for sex, age in KINDS)


MASKS = {group: mask(group) for group in GROUPS}
SETS = tuple(product((0, 1), repeat=CELLS))


@dataclass(eq=False)
class _Node:
    """A unit with everything below it, or (without number) the staff that a unit has of its own beside its parts."""

    number: int | None
    parts: "list[_Node]"
    counts: Counts
    inside: Space = NOWHERE
    """The changes that what is shown in the unit and below it leaves open."""
    around: Space = EVERYTHING
    """The changes that everything shown outside the unit leaves open."""
    shown: set[Group] = field(default_factory=set)

    @property
    def open(self) -> Space:
        """The changes that everything shown, wherever, leaves open."""
        return common(self.inside, self.around)

    @property
    def support(self) -> Space:
        return tuple(tuple(int(at == cell) for at in range(CELLS)) for cell in range(CELLS) if self.counts[cell])

    @property
    def known(self) -> tuple[Vector, ...]:
        return tuple(MASKS[group] for group in GROUPS if group in self.shown)

    def people(self, chosen: Vector) -> int:
        return _people(self.counts, chosen)

    @cached_property
    def small_sets(self) -> tuple[Vector, ...]:
        """Every choice of the unit's cells with one to ten people in it."""
        return tuple(
            chosen
            for chosen in SETS
            if all(count for count, one in zip(self.counts, chosen, strict=True) if one)
            and 0 < self.people(chosen) < FEWEST_UNPROTECTED
        )

    def below(self) -> "Iterator[_Node]":
        yield self
        for part in self.parts:
            yield from part.below()


def hidden_groups(
    parents: Mapping[int, int | None], months: Sequence[Mapping[int, Counts]]
) -> frozenset[tuple[int, Group]]:
    """The groups of each unit that may not be shown in any month of the year.

    `parents` says what each unit stands under, `months` how many people each unit has of its own, month by month. The
    same groups are hidden all year, so that no month is what remains when the others are taken from the year.
    """
    hidden: set[tuple[int, Group]] = set()
    for counts in dict.fromkeys(tuple(sorted(month.items())) for month in months):
        for root in _forest(parents, dict(counts), hidden):
            _protect(root, hidden)
    return frozenset(hidden)


def _forest(
    parents: Mapping[int, int | None], own: Mapping[int, Counts], hidden: set[tuple[int, Group]]
) -> Iterator[_Node]:
    children: dict[int | None, list[int]] = {}
    for number, parent in sorted(parents.items()):
        children.setdefault(parent if parent in parents else None, []).append(number)

    def node(number: int) -> _Node:
        parts = [part for child in children.get(number, []) if any((part := node(child)).counts)]
        staff = own.get(number, (0,) * CELLS)
        if parts and any(staff):
            parts.append(_Node(None, [], staff))
        totals = tuple(map(sum, zip(*(part.counts for part in parts), strict=True))) if parts else staff
        made = _Node(number, parts, totals)
        for group, chosen in MASKS.items():
            people = made.people(chosen)
            if 0 < people < FEWEST_UNPROTECTED:
                hidden.add((number, group))
            elif people and (number, group) not in hidden:
                made.shown.add(group)
        return made

    return (node(number) for number in children.get(None, []))


def _protect(root: _Node, hidden: set[tuple[int, Group]]) -> None:
    """Hides more until nobody can work out a small set: in each unit by itself, among its siblings, then anywhere.

    What the first two find decides which groups are hidden, near the small one; the last finds whatever is left.
    """
    _look_inside(root, hidden)
    _look_among(root, hidden)
    while (told := told_set(root)) is not None:
        _hide_one(_around_all(root, told), hidden, partial(is_told, root, told))


def _around_all(root: _Node, told: Chosen) -> _Node:
    """The smallest unit that holds all of a set and shows something, itself or below it."""
    places = {id(unit) for unit, _cells in told}
    holding = (
        each
        for each in root.below()
        if places <= {id(one) for one in each.below()} and any(one.shown for one in each.below())
    )
    return list(holding)[-1]


def _look_inside(node: _Node, hidden: set[tuple[int, Group]]) -> None:
    for part in node.parts:
        _look_inside(part, hidden)
    node.inside = _inside(node)
    while (told := _seen(node, node.inside)) is not None:
        _hide_one(node, hidden, partial(_is_seen, node, told))


def _look_among(node: _Node, hidden: set[tuple[int, Group]]) -> None:
    for part in node.parts:
        while (told := _seen(part, _open(node, part))) is not None:
            _hide_one(node, hidden, partial(_is_seen_among, node, part, told))
    rest = _Rest(node)
    for chosen in dict.fromkeys(_within(node, each) for each in SETS):
        while rest.tells(chosen):
            _hide_one(node, hidden, partial(_is_left, node, chosen))
            rest = _Rest(node)
    for part in node.parts:
        part.around = _around(node, node.open, part)
    for part in node.parts:
        _look_among(part, hidden)


def _inside(node: _Node) -> Space:
    free = joined(*(part.inside for part in node.parts)) if node.parts else node.support
    return unmoved(free, node.known)


def _around(node: _Node, space: Space, part: _Node) -> Space:
    """What the unit and its other parts leave open about a part: they may change where it does, the other way."""
    return joined(space, *(other.inside for other in node.parts if other is not part))


def _open(node: _Node, part: _Node) -> Space:
    """What everything shown leaves open about a part of a unit."""
    return common(part.inside, _around(node, node.open, part))


def _seen(node: _Node, space: Space) -> Vector | None:
    """A small choice of the unit's cells that a reader knows, if there is one."""
    return next((chosen for chosen in node.small_sets if not moves(space, chosen)), None)


def _is_seen(node: _Node, chosen: Vector) -> bool:
    return not moves(node.inside, chosen)


def _is_seen_among(node: _Node, part: _Node, chosen: Vector) -> bool:
    return not moves(_open(node, part), chosen)


def _is_left(node: _Node, chosen: Vector) -> bool:
    return _Rest(node).tells(chosen)


class _Rest:
    """Known groups of a unit, less all that is known of its parts: how few people can be left of one."""

    def __init__(self, node: _Node) -> None:
        self._node = node
        self._spaces: dict[_Node, Space] = {node: node.open}
        self._left: dict[tuple[_Node, Vector], int] = {}

    def tells(self, chosen: Vector) -> bool:
        """Whether what is left of the group is one to ten people, whose sum is then known."""
        if not any(chosen) or moves(self._node.open, chosen):
            return False
        return 0 < self._of_parts(self._node, chosen) < FEWEST_UNPROTECTED

    def _of_parts(self, node: _Node, chosen: Vector) -> int:
        return sum(self._least(node, part, _within(part, chosen)) for part in node.parts)

    def _least(self, node: _Node, part: _Node, chosen: Vector) -> int:
        if not any(chosen):
            return 0
        if (part, chosen) not in self._left:
            if part not in self._spaces:
                self._spaces[part] = common(part.inside, _around(node, self._spaces[node], part))
            rests = _rests(self._spaces[part], chosen)
            left = (self._of_parts(part, rest) if part.parts else part.people(rest) for rest in rests)
            self._left[part, chosen] = min(left)
        return self._left[part, chosen]


def _within(node: _Node, chosen: Vector) -> Vector:
    return _of_those_there(node.counts, chosen)


@lru_cache(maxsize=65536)
def _of_those_there(counts: Counts, chosen: Vector) -> Vector:
    return tuple(one if count else 0 for one, count in zip(chosen, counts, strict=True))


@lru_cache(maxsize=16384)
def _rests(space: Space, chosen: Vector) -> tuple[Vector, ...]:
    """What remains of the chosen cells when a choice of them that is known is taken away."""
    return tuple(
        tuple(one - taken for one, taken in zip(chosen, each, strict=True))
        for each in _subsets(chosen)
        if not moves(space, each)
    )


@cache
def _subsets(chosen: Vector) -> tuple[Vector, ...]:
    """Every choice of some of the chosen cells, the largest first."""
    found = (each for each in SETS if all(one <= most for one, most in zip(each, chosen, strict=True)))
    return tuple(sorted(found, key=sum, reverse=True))


def _people(counts: Counts, chosen: Vector) -> int:
    return sum(count for count, one in zip(counts, chosen, strict=True) if one)


def _hide_one(node: _Node, hidden: set[tuple[int, Group]], is_told: Callable[[], bool]) -> None:
    """Hides what takes the fewest people out of sight and ends the telling: a group, or two of one unit.

    The parts of the unit are tried first, for the figures of a whole say more than those of a part; then the unit, and
    those further down only when none of these are left. Where nothing ends the telling the smallest is hidden.
    Groups of a unit that are the same people are hidden together.
    """
    near = bool(node.shown) or any(part.shown for part in node.parts)
    choices = [*_choices(node.parts), *_choices([node])] if near else _choices(node.below())
    for hider, groups in choices:
        hider.shown -= groups
        _again(node, hider)
        if not is_told():
            break
        hider.shown |= groups
        _again(node, hider)
    else:
        hider, groups = choices[0]
        hider.shown -= groups
        _again(node, hider)
    hidden.update((hider.number, group) for group in groups if hider.number is not None)


def _choices(nodes: Iterable[_Node]) -> list[tuple[_Node, frozenset[Group]]]:
    """What could be hidden: a group or two of one unit, the fewest people first; ties go by unit and group."""
    found = []
    for node in nodes:
        same: dict[Vector, list[Group]] = {}
        for group in GROUPS:
            if group in node.shown:
                same.setdefault(_within(node, MASKS[group]), []).append(group)
        for some in chain(combinations(same, 1), combinations(same, 2)):
            people = sum(map(node.people, some))
            order = [GROUPS.index(same[each][0]) for each in some]
            found.append((people, node.number or 0, order, node, frozenset(g for each in some for g in same[each])))
    return [(node, groups) for *_order, node, groups in sorted(found, key=lambda choice: choice[:3])]


def _again(node: _Node, changed: _Node) -> None:
    """Works out again what is open in the unit, after something of it or below it has been hidden or shown."""
    if changed is not node and changed not in node.parts:
        for part in node.parts:
            _again(part, changed)
    elif changed is not node:
        changed.inside = _inside(changed)
    node.inside = _inside(node)
