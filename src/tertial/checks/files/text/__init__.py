"""Reports as plain text, as taken out of a PDF by a program such as pdftotext."""

from tertial.checks.files.text.reading import read_text

__all__ = ["read_text"]
