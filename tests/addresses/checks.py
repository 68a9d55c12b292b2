"""Addresses of checks."""

from collections.abc import Mapping

from tests.addresses.needed import READS, Needed, Value

NEEDED: Mapping[str, Needed] = {"checks:check": READS}

VALUES: Mapping[str, Value] = {}
