"""The tree printed: HTML, PDF, Word and JSON, with the same figures in all four."""

from tertial.reports.render.files import FORMATS, render_document, render_fragment, render_to_files

__all__ = ["FORMATS", "render_document", "render_fragment", "render_to_files"]
