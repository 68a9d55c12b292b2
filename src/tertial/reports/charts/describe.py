"""The sentence that says what a chart shows, for those who do not see it."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from tertial.domain.document import ReferenceLine, Series, TargetKind, figure_text

NO_VERDICTS: Mapping[TargetKind, str] = {}


def describe_chart(
    *,
    title: str,
    categories: Sequence[str],
    series: Sequence[Series],
    targets: Sequence[ReferenceLine] = (),
    verdicts: Mapping[TargetKind, str] = NO_VERDICTS,
) -> str:
    """`Oro för brottslighet: 2022 44; 2023 52; 2024 55. Etappmål 2024 ≤38, ej uppnått. Målvärde 2030 ≤35.`

    `title`, target labels and `verdicts` come in the reader's language; a missing outcome is said, not left out.
    """
    told = [_tell(categories, one, named=len(series) > 1) for one in series]
    goals = [_with_verdict(target.label, verdicts.get(target.kind, "")) for target in targets]
    return f"{title}: {'. '.join([*told, *goals])}."


def _tell(categories: Sequence[str], series: Series, *, named: bool) -> str:
    outcomes = "; ".join(
        f"{category} {figure_text(figure) if figure else gettext('no outcome')}"
        for category, figure in zip(categories, series.figures, strict=True)
    )
    return f"{series.name}: {outcomes}" if named else outcomes


def _with_verdict(label: str, verdict: str) -> str:
    return f"{label}, {verdict}" if verdict else label
