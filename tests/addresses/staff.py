"""Addresses of staff."""

from collections.abc import Mapping

from tests.addresses.needed import READS, Needed, Value

NEEDED: Mapping[str, Needed] = {
    "staff:overview": READS,
}

VALUES: Mapping[str, Value] = {}
