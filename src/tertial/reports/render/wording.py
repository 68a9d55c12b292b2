"""The few words that a renderer prints of its own, in the language of the report."""

from dataclasses import dataclass

from django.utils.translation import gettext, override


@dataclass(frozen=True, slots=True)
class Words:
    """Headings and labels around the report; `page` holds {page} and {pages}."""

    contents: str
    page: str
    period: str
    chart_data: str
    skip_to_content: str
    made: str


def words_in(language: str) -> Words:
    """The words in that language, or in English where there is no translation."""
    with override(language):
        return Words(
            contents=gettext("Contents"),
            page=gettext("Page {page} of {pages}"),
            period=gettext("Period"),
            chart_data=gettext("The figures of the chart"),
            skip_to_content=gettext("Skip to content"),
            made=gettext("Made"),
        )
