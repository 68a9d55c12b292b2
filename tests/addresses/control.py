"""Addresses of internal control."""

from collections.abc import Mapping

from tests.addresses.needed import READS, Needed, Value

NEEDED: Mapping[str, Needed] = {
    "control:overview": READS,
}

VALUES: Mapping[str, Value] = {}
