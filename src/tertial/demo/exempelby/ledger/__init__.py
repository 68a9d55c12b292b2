"""Writes the ledger of Exempelby as its systems would: a table from the one before, SIE from the one of today."""

from tertial.demo.exempelby.ledger.files import LedgerFile, write_ledger

__all__ = ["LedgerFile", "write_ledger"]
