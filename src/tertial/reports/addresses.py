"""Pages of rooms above that the report leads to."""

from tertial.common.shared_pages import SharedPage

CHECKS_OF_A_REPORT = SharedPage("checks_of_a_report")
"""How many findings in the report of a unit and a period wait for an answer: a piece of a page."""
