"""The sample municipality with a small ledger, loaded once in each process and put back from memory afterwards."""

from tertial.demo.load import load_demo
from tests.stored import stored_once

FEW_LINES = 1500


def load_sample() -> None:
    """Stores the sample municipality."""
    stored_once("sample", lambda: load_demo(ledger_lines=FEW_LINES))
