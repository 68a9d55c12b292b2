"""Refs in addresses: a room's `urls` that has `<ref:…>` calls `take_refs` first."""

from django.urls import register_converter
from django.urls.converters import get_converters

from tertial.domain.ref import Ref


class RefInAddress:
    """A part of an address that is a ref. What stands for nothing is refused where it is looked up, with a sentence."""

    regex = "[^/]+"

    def to_python(self, value: str) -> Ref:
        """The ref that a view gets."""
        return Ref.parse(value)

    def to_url(self, ref: Ref) -> str:
        """The ref as the address has it."""
        return str(ref)


def take_refs() -> None:
    """Lets patterns of addresses hold refs."""
    if "ref" not in get_converters():
        register_converter(RefInAddress, "ref")
