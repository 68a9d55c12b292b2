"""The tree as a JSON file (docs/document-json.md)."""

import json

from tertial.domain.document import Document, to_json


def render_json(document: Document) -> bytes:
    """The tree in UTF-8, indented, with Swedish letters as they are."""
    return (json.dumps(to_json(document), ensure_ascii=False, indent=1) + "\n").encode()
