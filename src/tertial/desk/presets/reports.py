"""The part of a preset that is about reports: their templates."""

from collections.abc import Iterator
from functools import partial

from django.utils.translation import gettext as _

from tertial.accounts.models import Person
from tertial.desk.presets.files import Tree
from tertial.desk.presets.items import Item, Stands
from tertial.organisation.models import Unit
from tertial.reports.actions import save_template
from tertial.reports.declaration import read_declaration
from tertial.reports.models import ReportKind, ReportTemplate


def template_items(tree: Tree, municipality: Unit) -> Iterator[Item]:
    """The template of each kind of report that the preset has, for the municipality and every unit below it."""
    for declared in tree.get("reports", ()):
        kind = ReportKind(declared["kind"])
        stored = ReportTemplate.objects.filter(unit=municipality, kind=kind, archived_at=None).first()
        text = declared["declaration"].strip() + "\n"
        alike = stored is not None and stored.declaration == text
        yield Item(
            key=f"report-{kind.value}",
            name=_("Template: %(kind)s") % {"kind": kind.label},
            stands=Stands.NEW if stored is None else Stands.SAME if alike else Stands.OTHER,
            write=partial(_save, municipality=municipality, kind=kind, text=text),
            holds=[chapter.title for chapter in read_declaration(text).chapters],
            there=stored.name if stored is not None else "",
        )


def _save(by: Person, *, municipality: Unit, kind: ReportKind, text: str) -> None:
    save_template(by=by, unit=municipality, kind=kind, declaration=text)
