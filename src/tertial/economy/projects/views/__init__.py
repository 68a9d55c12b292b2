"""Pages about projects and their tables."""
