"""Report templates as structure."""

from collections.abc import Sequence

from tertial.accounts.models import Person
from tertial.domain.message import gettext_noop
from tertial.organisation.configuration import code_of, unit_called
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree
from tertial.reports.actions import save_template
from tertial.reports.models import ReportKind, ReportTemplate
from tertial.things.configuration import Configured, Item, Rows
from tertial.things.configuration.rows import told

_ROWS = Rows(
    model=ReportTemplate,
    fields=("kind", "declaration"),
    texts=("unit",),
    key=("unit", "kind"),
    labels={"unit": gettext_noop("Unit")},
)


def _read(municipality: Unit) -> Sequence[Item]:
    below = [unit.pk for unit in unit_tree().descendants(municipality.pk)]
    found = ReportTemplate.objects.filter(unit__in=[municipality.pk, *below], archived_at=None).select_related("unit")
    return [told(_ROWS, template, unit=code_of(template.unit, municipality)) for template in found]


def _write(by: Person, municipality: Unit, item: Item) -> None:
    unit = unit_called(municipality, item["unit"])
    save_template(by=by, unit=unit, kind=ReportKind(item["kind"]), declaration=item["declaration"])


def _called(item: Item) -> str:
    return " ".join(filter(None, (str(ReportKind(item["kind"]).label), item["unit"])))


TEMPLATES = Configured(place=80, name="report_template", rows=_ROWS, read=_read, write=_write, called=_called)
