"""Writes the sample ledger as an economy system would export it: coded lines in text files, one a year."""

from tertial.demo.ledger_export.files import ExportedFile, write_export

__all__ = ["ExportedFile", "write_export"]
