"""Writes about report templates."""

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.archiving import put_away
from tertial.common.locks import lock
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.reports.declaration import read_declaration
from tertial.reports.models import ReportKind, ReportTemplate

_FIELDS = ("name", "declaration")


@transaction.atomic
def save_template(*, by: Person, unit: Unit, kind: ReportKind, declaration: str) -> ReportTemplate:
    """Sets the template of a unit for a kind of report; raises UnusableTemplate for one that cannot be used."""
    gate.enter(by=by, act=gate.ADMINISTER, things=[unit])
    name = read_declaration(declaration).name
    lock(unit)
    row = ReportTemplate.objects.filter(unit=unit, kind=kind, archived_at=None).first()
    before = audit.state(row, _FIELDS) if row else {}
    row = row or ReportTemplate(unit=unit, kind=kind)
    row.name, row.declaration = name, declaration
    row.save()
    audit.record(person=by, action="template.save", subject=row, before=before, after=audit.state(row, _FIELDS))
    return row


@transaction.atomic
def archive_template(*, by: Person, template: ReportTemplate) -> ReportTemplate:
    """Puts a unit's own template away, so that the one of the unit above serves again."""
    gate.enter(by=by, act=gate.ADMINISTER, things=[template.unit])
    lock(template.unit, template)
    put_away(by=by, thing=template, action="template.archive")
    return template
