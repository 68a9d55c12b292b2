"""Addresses of the economy."""

from collections.abc import Mapping

from tests.addresses.needed import READS, Needed, Value

NEEDED: Mapping[str, Needed] = {
    "economy:overview": READS,
}

VALUES: Mapping[str, Value] = {}
