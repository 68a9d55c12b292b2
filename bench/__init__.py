"""Measures the speeds that README.md tells; every figure is a median on one machine in one run."""
