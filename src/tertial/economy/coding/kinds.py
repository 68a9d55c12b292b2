"""What the coding of the ledger has: codes, and how amounts are shown."""

from functools import partial

from django.urls import reverse

from tertial.domain.message import gettext_noop
from tertial.economy.actions import coding_undo
from tertial.economy.coding import configuration, writes
from tertial.economy.coding.places import codes_url
from tertial.economy.ledger import log_words
from tertial.economy.models import AmountStyle, Code
from tertial.things.finding import stored
from tertial.things.kinds import Held, Kind


def _code(code: Code, _rest: str) -> Held:
    return Held(called=str(code), way=partial(codes_url, code.dimension), units=(code.municipality_id,))


def _amounts(style: AmountStyle, _rest: str) -> Held:
    return Held(called=str(style), way=partial(reverse, "economy:amounts"), units=(style.municipality_id,))


KINDS = (
    Kind(
        word="amountstyle",
        one=gettext_noop("Amounts and signs"),
        many=gettext_noop("Amounts and signs of years"),
        find=stored(AmountStyle, _amounts),
        writes=writes.AMOUNTS,
        facets=(coding_undo.AMOUNTS, log_words.AMOUNTS),
    ),
    Kind(
        word="code",
        one=gettext_noop("Code"),
        many=gettext_noop("Codes"),
        find=stored(Code, _code),
        writes=writes.CODE,
        facets=(coding_undo.CODE, log_words.CODE, configuration.CODES),
    ),
)
