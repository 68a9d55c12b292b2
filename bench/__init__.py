"""Measures the speeds that docs/architecture.md promises; every figure is a median on one machine in one run."""
