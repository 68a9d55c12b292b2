"""The sentences that say what a chart shows, for those who do not see it."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from tertial.domain.document import ChartKind, Figure, ReferenceLine, Series, TargetKind, figure_text

NO_VERDICTS: Mapping[TargetKind, str] = {}
MOST_OUTCOMES_TOLD = 8


def describe_chart(
    *,
    title: str,
    categories: Sequence[str],
    series: Sequence[Series],
    targets: Sequence[ReferenceLine] = (),
    verdicts: Mapping[TargetKind, str] = NO_VERDICTS,
    kind: ChartKind = ChartKind.BARS,
) -> str:
    """`Bar chart of outcomes: Fear of crime (%). The outcome is 44 for 2022 and 52 for 2023.`

    Several series may be other things than outcomes, such as a budget; then each is named as it is.
    In the active language; `title`, target labels and `verdicts` come in it already. A missing outcome is said. Of more
    than eight outcomes the lowest and the highest are named: the rest is in the chart's table of figures.
    """
    sentences = [_opening(kind, series=len(series), with_targets=bool(targets)) % {"title": title}]
    for one in series:
        outcomes = _told(categories, one.figures)
        if len(series) > 1:
            sentences.append(f"{one.name}: {outcomes}.")
        else:
            sentences.append(gettext("The outcome is %(outcomes)s.") % {"outcomes": outcomes})
    sentences += [_with_verdict(target.label, verdicts.get(target.kind, "")) for target in targets]
    return " ".join(sentences)


def _opening(kind: ChartKind, *, series: int, with_targets: bool) -> str:
    if with_targets:
        openings = {
            ChartKind.BARS: gettext("Bar chart of outcomes and targets: %(title)s."),
            ChartKind.POINTS: gettext("Point chart of outcomes and targets: %(title)s."),
            ChartKind.LINES: gettext("Line chart of outcomes and targets: %(title)s."),
        }
    elif series > 1:
        openings = {
            ChartKind.BARS: gettext("Bar chart: %(title)s."),
            ChartKind.POINTS: gettext("Point chart: %(title)s."),
            ChartKind.LINES: gettext("Line chart: %(title)s."),
        }
    else:
        openings = {
            ChartKind.BARS: gettext("Bar chart of outcomes: %(title)s."),
            ChartKind.POINTS: gettext("Point chart of outcomes: %(title)s."),
            ChartKind.LINES: gettext("Line chart of outcomes: %(title)s."),
        }
    return openings[kind]


def _told(categories: Sequence[str], figures: Sequence[Figure | None]) -> str:
    outcomes = list(zip(categories, figures, strict=True))
    known = [(category, figure) for category, figure in outcomes if figure is not None]
    if len(outcomes) > MOST_OUTCOMES_TOLD and known:
        low = min(known, key=lambda outcome: outcome[1].quantity.value)
        high = max(known, key=lambda outcome: outcome[1].quantity.value)
        return gettext("lowest %(lowest)s, highest %(highest)s") % {"lowest": _one(*low), "highest": _one(*high)}
    return _joined([_one(category, figure) for category, figure in outcomes])


def _one(category: str, figure: Figure | None) -> str:
    if figure is None:
        return gettext("unknown for %(category)s") % {"category": category}
    return gettext("%(figure)s for %(category)s") % {"figure": figure_text(figure), "category": category}


def _joined(parts: Sequence[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return gettext("%(first)s and %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def _with_verdict(label: str, verdict: str) -> str:
    return f"{label}, {verdict}." if verdict else f"{label}."
