"""Refs in addresses: `<ref:…>` is a whole ref, `<goal:…>` the key of a goal; a view gets a Ref of either (ADR 84)."""

from django.apps import apps
from django.urls import register_converter
from django.urls.converters import get_converters

from tertial.common.keys import Keyed, kind_of
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


class KeyInAddress:
    """A part of an address that is the key of a thing of one kind; it is given as the ref of the thing."""

    regex = "[^/]+"
    kind = ""

    def to_python(self, value: str) -> Ref:
        """The ref that a view gets; a number is what an old address holds (things/old_refs)."""
        return Ref(self.kind, value)

    def to_url(self, ref: Ref) -> str:
        """The key of the thing; ValueError where it is no ref or of another kind, so that no such address is made."""
        if not isinstance(ref, Ref) or ref.kind != self.kind:
            msg = f"no ref of a {self.kind}: {ref!r}"
            raise ValueError(msg)
        return ref.key


def take_refs() -> None:
    """Lets patterns of addresses hold refs, and the keys of each kind of stored things."""
    taken = get_converters()
    if "ref" not in taken:
        register_converter(RefInAddress, "ref")
    for kind in {kind_of(model) for model in apps.get_models() if issubclass(model, Keyed)} - taken.keys():
        register_converter(type(f"{kind.title()}InAddress", (KeyInAddress,), {"kind": kind}), kind)
