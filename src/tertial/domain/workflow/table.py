"""A table of allowed transitions: actions judge by it, pages offer from it, the docs draw it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from tertial.domain.message import DomainError, Message, gettext_noop

S = TypeVar("S", bound=StrEnum)
A = TypeVar("A", bound=StrEnum)

_NOT_NOW = gettext_noop("“%(thing)s” is in the state “%(state)s”, so it is not possible to %(act)s.")


class NotNow(DomainError):
    """What is asked for cannot be done in the state that the thing is in."""


@dataclass(frozen=True, slots=True)
class Transition(Generic[S, A]):
    """In a state an act by someone leads to the next; `who` says by whom and on which conditions, in words.

    What is done `already` changes nothing: of two who ask at once neither is refused, and no page offers it.
    """

    state: S
    act: A
    next: S
    who: str
    already: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Workflow(Generic[S, A]):
    """Every state, act and transition of one kind of thing; what is not in the table is refused.

    `states` and `acts` give their words: a state as it is shown, an act as what someone wants to do. `instead` are
    refusals that can say more than that it is not possible; their sentences may name the `thing`.
    """

    name: str
    title: str
    start: S
    states: Mapping[S, str]
    acts: Mapping[A, str]
    transitions: Sequence[Transition[S, A]]
    instead: Mapping[tuple[S, A], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = {(each.state, each.act) for each in self.transitions}
        if len(known) != len(self.transitions):
            raise ValueError(f"{self.name}: a state and an act lead to one state")
        used = {self.start, *(each.state for each in self.transitions), *(each.next for each in self.transitions)}
        if used != set(self.states) or {each.act for each in self.transitions} != set(self.acts):
            raise ValueError(f"{self.name}: every state and act has words, and is used")
        if known & set(self.instead):
            raise ValueError(f"{self.name}: what is allowed needs no refusal")

    def after(self, state: S, act: A, *, thing: str) -> S:
        """The state that the act leads to. Raises NotNow, naming the thing, its state and the act."""
        found = self._found(state, act)
        if found is not None:
            return found.next
        template = self.instead.get((state, act), _NOT_NOW)
        said = {"thing": thing, "state": Message(self.states[state]), "act": Message(self.acts[act])}
        raise NotNow(Message(template, said))

    def is_done(self, state: S, act: A, *, thing: str) -> bool:
        """Whether the act is done already, so that nothing is left to do. Raises NotNow."""
        self.after(state, act, thing=thing)
        return any(each.already for each in self.transitions if (each.state, each.act) == (state, act))

    def allows(self, state: S, act: A) -> bool:
        """Whether the act is possible in the state."""
        return self._found(state, act) is not None

    def offered(self, state: S) -> frozenset[A]:
        """The acts that are possible in the state: what a page offers, to whoever may."""
        return frozenset(each.act for each in self.transitions if each.state == state and not each.already)

    def _found(self, state: S, act: A) -> Transition[S, A] | None:
        return next((each for each in self.transitions if (each.state, each.act) == (state, act)), None)
