"""`tertial backup` and `tertial restore`: everything of an installation in one file, and back (docs/adr/0075)."""
