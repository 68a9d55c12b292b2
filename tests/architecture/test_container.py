"""Dockerfile and compose.yaml name only what there is: settings, commands, addresses, files and folders."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tertial import __main__ as command_line
from tertial.operation.probes import PROBES
from tests.architecture.test_operation_page import read as settings_read

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
INSTRUCTION = re.compile(r"^([A-Z]+) (.+)$", re.MULTILINE)
LAST = DOCKERFILE.rpartition("\nFROM ")[2]
PAGE = (ROOT / "docs" / "operation.md").read_text(encoding="utf-8")


def of(instruction: str, text: str = DOCKERFILE) -> list[str]:
    return [rest for name, rest in INSTRUCTION.findall(text) if name == instruction]


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return found


def test_every_setting_in_them_is_one_that_tertial_reads(services):
    named = set(re.findall(r"TERTIAL_[A-Z_]+", DOCKERFILE)) | set(re.findall(r"TERTIAL_[A-Z_]+", json.dumps(services)))

    assert "TERTIAL_HOME" in named
    assert sorted(named - set(settings_read())) == []


def test_what_the_container_starts_is_a_command_of_tertial():
    (begins,), (goes_on,) = of("ENTRYPOINT"), of("CMD")
    assert json.loads(begins) == ["tertial"]

    options = command_line._parser().parse_args(json.loads(goes_on))
    assert (options.command, options.host, options.port) == ("serve", "0.0.0.0", 8000)


def test_its_health_is_asked_at_an_address_that_answers():
    (check,) = of("HEALTHCHECK")
    (port, address) = re.search(r"http://127\.0\.0\.1:(\d+)(/[a-z/]+)", check).groups()

    assert (port, of("EXPOSE")) == ("8000", ["8000"])
    assert address in PROBES


def test_what_is_copied_is_there_and_is_not_kept_out():
    kept = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    copied = [words.split()[:-1] for words in of("COPY") if not words.startswith("--from")]

    for path in (path for paths in copied for path in paths):
        assert (ROOT / path).exists()
        assert f"!{path}" in kept


def test_it_is_installed_as_the_page_says():
    for install in re.findall(r"/opt/tertial/bin/pip install [^&\n]+", DOCKERFILE):
        assert install.strip() in PAGE


def test_it_runs_as_nobody_special_and_writes_only_in_its_volumes(services):
    tertial = services["services"]["tertial"]
    folders = {volume.partition(":")[2] for volume in tertial["volumes"]}

    assert of("USER", LAST) == ["tertial"]
    assert tertial["read_only"] is True
    assert tertial["tmpfs"] == "/tmp"
    assert folders == set(of("VOLUME", LAST)[0].split())
    assert "TERTIAL_HOME=/var/lib/tertial" in DOCKERFILE
    assert tertial["environment"]["TERTIAL_BACKUPS"] in folders
    assert {volume.partition(":")[0] for volume in tertial["volumes"]} <= set(services["volumes"])


def test_images_are_called_by_their_short_names(services):
    images = [image.split()[0] for image in of("FROM")] + [services["services"]["database"]["image"]]

    assert [image for image in images if not re.fullmatch(r"[a-z]+:[\w.-]+", image)] == []
