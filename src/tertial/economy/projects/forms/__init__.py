"""Forms about projects and their tables."""
