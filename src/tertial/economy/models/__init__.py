from tertial.economy.models.coding import Code, Dimension
from tertial.economy.models.ledger import LedgerImport, LedgerKind
from tertial.economy.models.statement import LineKindChoices, Statement, StatementRow

__all__ = ["Code", "Dimension", "LedgerImport", "LedgerKind", "LineKindChoices", "Statement", "StatementRow"]
