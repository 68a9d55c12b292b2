"""Pages of a room above that the pages of staff lead to."""

from tertial.common.shared_pages import SharedPage

IMPORTS = SharedPage("staff_imports")
"""The imports of staff figures of a unit, seen from a period."""

IMPORT = SharedPage("staff_import")
"""One import of staff figures, seen from a unit and a period."""
