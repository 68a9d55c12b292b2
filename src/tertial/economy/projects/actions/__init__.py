"""Writes about projects and their tables."""
