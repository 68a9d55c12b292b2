"""Writes of the room: receiving files, saying how they are read, reading, applying, setting aside, taking back."""

from tertial.intake.actions.applying import apply_staged, take_back
from tertial.intake.actions.asking import ask_to_apply, ask_to_read, stop_reading
from tertial.intake.actions.reading import read_staged
from tertial.intake.actions.receiving import discard_staged, receive_files, set_mapping
from tertial.intake.actions.workbooks import (
    ask_to_apply_workbook,
    ask_to_read_workbook,
    ask_to_take_back_workbook,
    discard_workbook,
    receive_workbook,
)

__all__ = [
    "apply_staged",
    "ask_to_apply",
    "ask_to_apply_workbook",
    "ask_to_read",
    "ask_to_read_workbook",
    "ask_to_take_back_workbook",
    "discard_staged",
    "discard_workbook",
    "read_staged",
    "receive_files",
    "receive_workbook",
    "set_mapping",
    "stop_reading",
    "take_back",
]
