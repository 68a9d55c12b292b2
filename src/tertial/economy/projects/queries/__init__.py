"""Reads of projects and their tables."""
