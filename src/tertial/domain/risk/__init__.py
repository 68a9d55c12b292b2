"""Risks valued by likelihood and consequence (docs/rules/risk-value.md)."""

from tertial.domain.risk.matrix import Decision, MatrixCell, MatrixRow, RiskScale, RiskZone, UnusableRisk, matrix

__all__ = ["Decision", "MatrixCell", "MatrixRow", "RiskScale", "RiskZone", "UnusableRisk", "matrix"]
