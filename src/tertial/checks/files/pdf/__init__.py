"""PDF files: words and lines where they stand on the page, and what can be made of that."""

from tertial.checks.files.pdf.reading import read_pdf

__all__ = ["read_pdf"]
