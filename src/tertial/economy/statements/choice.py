"""One way among several to see a page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen (`tkr`, or an address), what it is called, and whether it is what stands on the page."""

    key: str
    label: str
    current: bool
