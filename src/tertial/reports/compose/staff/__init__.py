"""Blocks about staff."""

from collections.abc import Mapping

from tertial.reports.compose.context import ComposeBlock
from tertial.reports.compose.staff.figures import (
    by_length_block,
    by_month_block,
    by_sex_block,
    employees_block,
    hme_block,
    key_figures_block,
    months_block,
    sick_leave_block,
    turnover_block,
)
from tertial.reports.compose.staff.texts import staff_text_block

BLOCKS: Mapping[str, ComposeBlock] = {
    "staff_text": staff_text_block,
    "employees": employees_block,
    "turnover": turnover_block,
    "sick_leave": sick_leave_block,
    "sick_leave_by_sex": by_sex_block,
    "sick_leave_by_length": by_length_block,
    "sick_leave_by_month": by_month_block,
    "sick_leave_months": months_block,
    "sick_leave_key_figures": key_figures_block,
    "hme": hme_block,
}
