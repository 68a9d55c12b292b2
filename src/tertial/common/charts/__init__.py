"""Charts of the tree: their Vega-Lite spec, the same in the browser and in print, and what they say in words."""

from tertial.common.charts.describe import describe_chart
from tertial.common.charts.look import is_small
from tertial.common.charts.spec import vega_lite

__all__ = ["describe_chart", "is_small", "vega_lite"]
