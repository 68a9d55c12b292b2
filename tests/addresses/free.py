"""Addresses of free chapters."""

from collections.abc import Mapping

from tests.addresses.needed import Needed, Value

NEEDED: Mapping[str, Needed] = {}

VALUES: Mapping[str, Value] = {}
