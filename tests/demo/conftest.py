"""The published report is not part of the project; without it the fixtures' own checks are not collected."""

from pathlib import Path
from typing import Any

import pytest

from tests.shared.published import published_chapter

HERE = Path(__file__).parent
PUBLISHED_REPORT = HERE.parents[2] / "shared" / "reference" / "verksamhetsberattelse-2024.txt"

collect_ignore_glob = [] if PUBLISHED_REPORT.exists() else ["test_*published_report.py"]


@pytest.fixture(scope="session")
def golden() -> dict[str, Any]:
    return published_chapter("goals")


@pytest.fixture(scope="session")
def golden_control() -> dict[str, Any]:
    return published_chapter("control")


@pytest.fixture(scope="session")
def published() -> str:
    """The published report; words that its narrow columns broke with a hyphen are put together again."""
    text = PUBLISHED_REPORT.read_text(encoding="utf-8")
    for broken in ("Social-förvaltningen", "gene-rationsprincipen"):
        text = text.replace(broken, broken.replace("-", ""))
    return text
