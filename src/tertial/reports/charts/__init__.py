"""Charts: from the tree's data to a Vega-Lite spec, and from the spec to a picture."""

from tertial.common.charts.describe import describe_chart
from tertial.common.charts.look import is_small
from tertial.common.charts.spec import vega_lite
from tertial.reports.charts.draw import ChartNotDrawn, Drawings

__all__ = ["ChartNotDrawn", "Drawings", "describe_chart", "is_small", "vega_lite"]
