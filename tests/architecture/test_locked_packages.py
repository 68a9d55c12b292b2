"""What is installed is exactly what is locked, wherever it comes from, under licences we may use."""

import re
from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).parents[2] / "requirements"
LOCKS = ["run.txt", "dev.txt"]
PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ ]+)(?: ; (?P<marker>[^\\]+?))? \\$")
AFFERO = re.compile("affero|agpl", flags=re.IGNORECASE)
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def pins(lock: str) -> dict[str, str]:
    """The locked version of each package in a lock file."""
    matches = map(PIN.match, (REQUIREMENTS / lock).read_text().splitlines())
    return {match["name"]: match["version"] for match in matches if match}


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def licence_of(found: Distribution) -> str:
    """Everything that a package says about its licence."""
    fields = ("License-Expression", "License", "Classifier")
    return " ".join(value for field in fields for value in found.metadata.get_all(field, []))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_exact_versions_and_hashes_and_nothing_else(lock):
    lines = (REQUIREMENTS / lock).read_text().splitlines()

    assert pins(lock)
    assert [line for line in lines if not PIN.match(line) and not HASH.match(line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_hash(lock):
    lines = (REQUIREMENTS / lock).read_text().splitlines()
    followed = zip(lines, [*lines[1:], ""], strict=True)

    assert [line for line, following in followed if PIN.match(line) and not HASH.match(following)] == []


def test_development_runs_the_very_versions_that_users_run():
    developed = pins("dev.txt")

    assert {name: version for name, version in pins("run.txt").items() if developed.get(name) != version} == {}


def test_nothing_that_is_installed_is_under_the_affero_licence():
    locked = pins("dev.txt")
    licences = {normalised(found.metadata["Name"]): licence_of(found) for found in distributions()}
    affero = [name for name in sorted(locked) if AFFERO.search(licences.get(name, ""))]

    assert affero == []
    assert not {"pymupdf", "pymupdf4llm", "pymupdf-layout"} & locked.keys()
