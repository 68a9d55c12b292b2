"""The workbook by which a municipality starts and changes many things at once: written, read, compared, applied.

What its sheets are is `domain/workbook`; everything is written by the actions of the rooms.
Rule: docs/rules/workbook.md.
"""
