"""Pages of a room above that the pages of internal control lead to."""

from tertial.common.shared_pages import SharedPage

IMPORTS = SharedPage("control_imports")
"""The imports into the control plan of a unit, in the year of a period."""
