"""The sample municipality with a small ledger, loaded once in a run and put back afterwards."""

from tertial.demo.load import load_demo
from tests.shared.stored import stored_once

FEW_LINES = 1500


def load_sample() -> None:
    """Stores the sample municipality."""
    stored_once("sample", lambda: load_demo(ledger_lines=FEW_LINES))
