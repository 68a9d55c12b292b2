"""The sample municipalities, loaded once in a run and put back afterwards."""

from tertial.demo.exempelby.load import load as load_exempelby
from tertial.demo.load import load_demo
from tests.shared.stored import stored_once

FEW_LINES = 1500


def load_sample() -> None:
    """Stores the usual sample municipality with a small ledger."""
    stored_once("sample", lambda: load_demo(ledger_lines=FEW_LINES))


def load_second_sample() -> None:
    """Stores the sample municipality of another shape."""
    stored_once("exempelby", load_exempelby)
