"""Writes about risks, measures, controls and audit recommendations."""
