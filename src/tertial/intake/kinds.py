"""What the room of intake has: files that were sent, how they are read, and the imports that came of them."""

from functools import partial

from django.urls import reverse

from tertial.domain.message import gettext_noop
from tertial.domain.ref import Ref
from tertial.economy.ledger.log_words import LEDGER
from tertial.economy.models import LedgerClosing, LedgerImport
from tertial.intake import writes
from tertial.intake.adapter import adapter_of
from tertial.intake.codes import CODES
from tertial.intake.control import CONTROL
from tertial.intake.importing import importers_of
from tertial.intake.ledger.adapter import LEDGER as LEDGER_FILES
from tertial.intake.log_words import LOGGED
from tertial.intake.models import SavedMapping, SentWorkbook, StagedImport
from tertial.intake.staff import STAFF
from tertial.intake.waiting import APPLYING, READING
from tertial.intake.workbook.importing import WORKBOOK
from tertial.intake.workbook.waiting import APPLYING_WORKBOOK, READING_WORKBOOK, TAKING_WORKBOOK_BACK
from tertial.organisation.models import Unit
from tertial.things.finding import stored
from tertial.things.kinds import Held, Kind
from tertial.things.old_refs import OnceCalled
from tertial.things.rights import Right


def _staged(staged: StagedImport, _rest: str) -> Held:
    return Held(
        called=str(staged),
        way=partial(
            reverse, "intake:staged", args=[staged.unit.code, staged.year, adapter_of(staged.source), staged.ref]
        ),
        units=(staged.unit_id,),
        year=staged.year,
    )


def _workbook(sent: SentWorkbook, _rest: str) -> Held:
    return Held(
        called=str(sent),
        way=partial(reverse, "intake:workbook", args=[sent.ref]),
        units=(sent.municipality_id,),
    )


def _mapping(mapping: SavedMapping, _rest: str) -> Held:
    place = [mapping.municipality.code, mapping.saved_at.year, adapter_of(mapping.source)]
    return Held(
        called=str(mapping),
        way=partial(reverse, "intake:imports", args=place),
        units=(mapping.municipality_id,),
    )


def _import(done: LedgerImport, _rest: str) -> Held:
    year = max(done.periods) // 100
    return Held(
        called=str(done),
        way=partial(reverse, "intake:import", args=[done.municipality.code, year, done.ref]),
        units=(done.municipality_id,),
        year=year,
        archived=done.undone_at is not None,
    )


def _closing(closing: LedgerClosing, _rest: str) -> Held:
    return Held(
        called=str(closing),
        way=partial(_imports_page, closing.municipality, closing.year),
        units=(closing.municipality_id,),
        year=closing.year,
    )


def _imports_page(municipality: Unit, year: int) -> str:
    return reverse("intake:imports", args=[municipality.code, year, LEDGER_FILES])


_ADAPTERS = (LEDGER_FILES, STAFF, CONTROL, CODES)

STAGED = Kind(
    word="stagedimport",
    one=gettext_noop("Files to import"),
    many=gettext_noop("Files to import"),
    find=stored(StagedImport, _staged, "unit"),
    writes=writes.STAGED,
    seen_with=Right.PLAN,
    facets=(LOGGED, READING, APPLYING, *_ADAPTERS, *(each for one in _ADAPTERS for each in importers_of(one))),
)
BOOK = Kind(
    word="sentworkbook",
    one=gettext_noop("Workbook that was sent"),
    many=gettext_noop("Workbooks that were sent"),
    find=stored(SentWorkbook, _workbook, "municipality"),
    writes=writes.BOOK,
    seen_with=Right.PLAN,
    facets=(LOGGED, READING_WORKBOOK, APPLYING_WORKBOOK, TAKING_WORKBOOK_BACK),
)
MAPPING = Kind(
    word="savedmapping",
    one=gettext_noop("How files are read"),
    many=gettext_noop("How files are read"),
    find=stored(SavedMapping, _mapping, "municipality"),
    writes=writes.MAPPING,
    facets=(LOGGED, OnceCalled("codefileheadings", lambda ref: Ref("savedmapping", ref.key))),
)
IMPORT = Kind(
    word="ledgerimport",
    one=gettext_noop("Import into the ledger"),
    many=gettext_noop("Imports into the ledger"),
    find=stored(LedgerImport, _import, "municipality"),
    writes=writes.LEDGER,
    facets=(LEDGER, WORKBOOK),
)
CLOSING = Kind(
    word="ledgerclosing",
    one=gettext_noop("Closing of months"),
    many=gettext_noop("Closings of months"),
    find=stored(LedgerClosing, _closing, "municipality"),
    writes=writes.CLOSING,
    facets=(LEDGER,),
)

KINDS = (STAGED, BOOK, MAPPING, IMPORT, CLOSING)
