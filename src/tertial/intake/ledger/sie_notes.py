"""What a SIE file says about itself, and what is odd about it, as sentences with their tone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertial.domain.message import gettext_noop
from tertial.intake.ledger.sie.file import Odd
from tertial.intake.words import counted, kronor_and_ore, month

Note = tuple[str, str]
"""A tone (`warning` or `info`) and a sentence."""
_CONTRADICTIONS_NAMED = 3
# What leaves open whether the sums are right, so that nothing is called proven.
UNPROVEN = frozenset(
    {
        Odd.CURRENCY,
        Odd.TYPE,
        Odd.YEAR_UNREADABLE,
        Odd.YEAR_MISSING,
        Odd.VOUCHERS_OUTSIDE,
        Odd.VOUCHERS_REPEATED,
        Odd.PERIODS_OUTSIDE,
        Odd.CONTRADICTIONS,
        Odd.NOT_CHECKED,
        Odd.OPENINGS_DIFFER,
        Odd.OPENINGS_MISSING,
        Odd.CLOSINGS_MISSING,
        Odd.OBJECTS_EXCEED,
        Odd.YEAR_SUM,
        Odd.UNKNOWN_IN_VOUCHERS,
    }
)


def is_unproven(said: Mapping[str, Any]) -> bool:
    """Whether what a file says leaves open if its sums are right."""
    return bool(said["unbalanced_count"]) or any(odd in UNPROVEN for odd, _values in said["odd"])


def notes_on_sie(said: Mapping[str, Any]) -> Iterator[Note]:
    """Everything to be seen about a file: what is odd first, then how it was read."""
    for odd, values in said["odd"]:
        tone, sentence = _SENTENCES[Odd(odd)]
        yield tone, sentence({**values, "said": said})
    yield "info", " ".join(_how_it_was_read(said))


def _how_it_was_read(said: Mapping[str, Any]) -> Iterator[str]:
    booked = {
        "vouchers": _("The vouchers are booked, line by line."),
        "months": _("The file holds no vouchers: each account's change in each month is booked as one line."),
        "year": _("The file holds totals only: each account is booked as one line in the last month of the year."),
        "budget": _("The budget of the file is booked, one line for each account and month."),
    }
    yield _("SIE type %(type)s from %(program)s, %(company)s, read as %(charset)s.") % {
        "type": said["type"] or "?",
        "program": said["program"] or "?",
        "company": said["company"] or "?",
        "charset": said["charset"],
    }
    if said["format"].upper() == "PC8" and said["charset"] != "cp437":
        yield _("It says that it is written in PC8 (cp437), but its letters show that it is not.")
    yield booked[said["booked"]]
    if said["checksum"]:
        yield _("Its checksum is right.")
    if said["columns"]:
        words = {
            "unit": _("units"),
            "activity": _("activities"),
            "project": _("projects"),
            "counterpart": _("counterparts"),
        }
        named = ", ".join(f"{name or number} = {words[column]}" for column, number, name in said["columns"])
        yield _("Dimensions: %(names)s.") % {"names": named}
    if said["removed_rows"]:
        yield _("%(count)s lines taken out of their vouchers (#BTRANS) are not booked.") % {
            "count": said["removed_rows"]
        }
    if said["unused_dimensions"]:
        names = ", ".join(f"{name or number} ({counted(times)})" for number, name, times in said["unused_dimensions"])
        yield _("Dimensions that no column of the ledger holds: %(names)s.") % {"names": names}


def _flag(_values: Mapping[str, Any]) -> str:
    return _("The file is marked as read before (#FLAGGA 1): check that it is not imported twice.")


def _currency(values: Mapping[str, Any]) -> str:
    return _(
        "The file's amounts are in %(currency)s (#VALUTA) and would be booked as if they were kronor; export it in SEK."
    ) % {"currency": values["currency"]}


def _damaged(values: Mapping[str, Any]) -> str:
    return _(
        "%(count)s characters of the file could not be read; they stand as \ufffd in its texts. Export it again if that"
        " matters."
    ) % {"count": counted(values["count"])}


def _type(values: Mapping[str, Any]) -> str:
    return _("The file says that it is of type %(type)s, which has no vouchers, but it has.") % {"type": values["type"]}


def _year_unreadable(values: Mapping[str, Any]) -> str:
    return _(
        "The year on line %(line)s (#RAR %(year)s) cannot be used: it should be a first and a last day like 20240101"
        " 20241231, once for each year, and not end before it begins."
    ) % {"line": values["line"], "year": values["year"]}


def _year_missing(_values: Mapping[str, Any]) -> str:
    return _("The file does not say which days its year has (#RAR 0), so its months were not checked against it.")


def _vouchers_outside(values: Mapping[str, Any]) -> str:
    text = ngettext(
        "%(count)s voucher is dated outside the file's year %(first)s–%(last)s (#RAR 0): %(voucher)s on line %(line)s,"
        " dated %(day)s.",
        "%(count)s vouchers are dated outside the file's year %(first)s–%(last)s (#RAR 0). The first is %(voucher)s on"
        " line %(line)s, dated %(day)s.",
        values["count"],
    )
    return text % {**values, "count": counted(values["count"])}


def _vouchers_repeated(values: Mapping[str, Any]) -> str:
    text = ngettext(
        "%(count)s voucher has the same series and number as one before it, and is booked once more: %(voucher)s on"
        " line %(line)s.",
        "%(count)s vouchers have the same series and number as one before them, and are booked once more. The first is"
        " %(voucher)s on line %(line)s.",
        values["count"],
    )
    return text % {**values, "count": counted(values["count"])}


def _periods_outside(values: Mapping[str, Any]) -> str:
    text = ngettext(
        "%(count)s balance is of a month outside the file's year (#RAR 0): %(period)s on line %(line)s.",
        "%(count)s balances are of months outside the file's year (#RAR 0). The first is of %(period)s, on line"
        " %(line)s.",
        values["count"],
    )
    return text % {"count": counted(values["count"]), "period": month(values["period"]), "line": values["line"]}


def _contradictions(values: Mapping[str, Any]) -> str:
    text = ngettext(
        "The file contradicts itself on %(count)s account: %(named)s.",
        "The file contradicts itself on %(count)s accounts: %(named)s.",
        values["count"],
    )
    known = values["said"]["contradictions"]
    named = "; ".join(_contradiction(*one) for one in known[:_CONTRADICTIONS_NAMED])
    more = values["count"] - min(len(known), _CONTRADICTIONS_NAMED)
    if more > 0:
        named = _("%(named)s; and %(more)s more") % {"named": named, "more": counted(more)}
    return text % {"count": counted(values["count"]), "named": named}


def _contradiction(account: str, period: int, stated: int, booked: int) -> str:
    values = {
        "account": account,
        "month": month(period) if period else "",
        "stated": kronor_and_ore(stated),
        "booked": kronor_and_ore(booked),
    }
    if period:
        return _("%(account)s in %(month)s says %(stated)s kr, but its lines come to %(booked)s kr") % values
    return _("%(account)s says %(stated)s kr for the year, but its lines come to %(booked)s kr") % values


def _not_checked(values: Mapping[str, Any]) -> str:
    text = ngettext(
        "%(count)s line with a balance cannot be read, so what is booked was not checked against it: line %(line)s,"
        " %(text)s",
        "%(count)s lines with balances cannot be read, so what is booked was not checked against them. The first "
        "is line"
        " %(line)s, %(text)s",
        values["count"],
    )
    return text % {**values, "count": counted(values["count"])}


def _openings(text: str) -> Callable[[Mapping[str, Any]], str]:
    def sentence(values: Mapping[str, Any]) -> str:
        figures = {name: kronor_and_ore(values[name]) for name in ("opening", "closing")}
        return _(text) % {"count": counted(values["count"]), "account": values["account"], **figures}

    return sentence


def _openings_missing(_values: Mapping[str, Any]) -> str:
    return _(
        "The file has no opening balances (#IB), so each closing balance counts as what the account has changed by this"
        " year."
    )


def _closings_missing(_values: Mapping[str, Any]) -> str:
    return _("The file has opening balances (#IB) but no closing balances (#UB), so only results (#RES) are booked.")


def _objects_exceed(values: Mapping[str, Any]) -> str:
    return _(
        "On %(count)s accounts the balances of objects come to more than the month's balance without objects, and the"
        " file does not say which is right; the balance without objects is booked as the total."
    ) % {"count": counted(values["count"])}


def _openings_of_last_year(_values: Mapping[str, Any]) -> str:
    return _("The file has no opening balances (#IB 0); last year's closing balances (#UB -1) are taken as them.")


def _year_sum(values: Mapping[str, Any]) -> str:
    return _(
        "The changes of all accounts sum to %(sum)s kr; in complete accounts balances and results sum to zero."
    ) % {"sum": kronor_and_ore(values["sum"])}


def _apart_from_total(values: Mapping[str, Any]) -> str:
    return _(
        "On %(count)s accounts the month's balance without objects is not the total but what no object has: only so do"
        " the lines come to what the file says of the year."
    ) % {"count": counted(values["count"])}


def _left_out(values: Mapping[str, Any]) -> str:
    return _("Not booked, since they are totals, other years or budget: %(labels)s.") % {
        "labels": _labels(values["labels"])
    }


def _unknown_labels(values: Mapping[str, Any]) -> str:
    return _("Labels that SIE does not have are passed over: %(labels)s.") % {"labels": _labels(values["labels"])}


def _unknown_in_vouchers(values: Mapping[str, Any]) -> str:
    return _("Vouchers have lines that SIE does not have, and that are not booked: %(labels)s.") % {
        "labels": _labels(values["labels"])
    }


def _odd_texts(values: Mapping[str, Any]) -> str:
    return _("%(count)s texts have quotation marks that do not fit; they are kept as they are written.") % {
        "count": counted(values["count"])
    }


def _labels(labels: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{label} ({counted(count)})" for label, count in labels)


_SENTENCES: Mapping[Odd, tuple[str, Callable[[Mapping[str, Any]], str]]] = {
    Odd.FLAG: ("warning", _flag),
    Odd.CURRENCY: ("warning", _currency),
    Odd.DAMAGED: ("warning", _damaged),
    Odd.TYPE: ("warning", _type),
    Odd.YEAR_UNREADABLE: ("warning", _year_unreadable),
    Odd.YEAR_MISSING: ("warning", _year_missing),
    Odd.VOUCHERS_OUTSIDE: ("warning", _vouchers_outside),
    Odd.VOUCHERS_REPEATED: ("warning", _vouchers_repeated),
    Odd.PERIODS_OUTSIDE: ("warning", _periods_outside),
    Odd.CONTRADICTIONS: ("warning", _contradictions),
    Odd.NOT_CHECKED: ("warning", _not_checked),
    Odd.OPENINGS_DIFFER: (
        "warning",
        _openings(
            gettext_noop(
                "%(count)s accounts open with another balance than last year closed with: %(account)s opens with"
                " %(opening)s kr but closed with %(closing)s kr."
            )
        ),
    ),
    Odd.OPENINGS_MISSING: ("warning", _openings_missing),
    Odd.CLOSINGS_MISSING: ("warning", _closings_missing),
    Odd.OBJECTS_EXCEED: ("warning", _objects_exceed),
    Odd.OPENINGS_MOVED: (
        "info",
        _openings(
            gettext_noop(
                "Balances were moved between %(count)s accounts when the year began, with no change in all: %(account)s"
                " opens with %(opening)s kr but closed with %(closing)s kr."
            )
        ),
    ),
    Odd.OPENINGS_TOOK_RESULT: (
        "info",
        _openings(
            gettext_noop(
                "Last year's result was added to the balances when the year began: %(account)s opens with"
                " %(opening)s kr but closed with %(closing)s kr."
            )
        ),
    ),
    Odd.OPENINGS_OF_LAST_YEAR: ("info", _openings_of_last_year),
    Odd.YEAR_SUM: ("warning", _year_sum),
    Odd.APART_FROM_TOTAL: ("info", _apart_from_total),
    Odd.LEFT_OUT: ("info", _left_out),
    Odd.UNKNOWN_LABELS: ("info", _unknown_labels),
    Odd.UNKNOWN_IN_VOUCHERS: ("warning", _unknown_in_vouchers),
    Odd.ODD_TEXTS: ("info", _odd_texts),
}
