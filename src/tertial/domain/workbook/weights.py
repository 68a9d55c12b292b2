"""What a row says that its links weigh: one whole number for each, in their order."""

from collections.abc import Mapping

from tertial.domain.workbook.columns import Value


def weights_of(links: Value, written: Value) -> dict[str, int] | None:
    """What each link weighs, 1 for all where nothing is written; None where it is not one number for each."""
    among = links if isinstance(links, tuple) else ()
    if not written:
        return dict.fromkeys(among, 1)
    given = [each.strip() for each in str(written).split(";")]
    if len(given) != len(among) or not all(each.isdecimal() for each in given):
        return None
    return dict(zip(among, map(int, given), strict=True))


def written_weights(weights: Mapping[str, int]) -> str | None:
    """Weights as they are written in a row; nothing where all are 1."""
    return "; ".join(map(str, weights.values())) if any(weight != 1 for weight in weights.values()) else None
