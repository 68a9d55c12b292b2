"""What is remembered of files with codes: which headings hold what, so that the next file needs no thought."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.locks import lock
from tertial.economy.models import CodeFileHeadings, Dimension
from tertial.organisation import gate
from tertial.organisation.models import Unit

_FIELDS = ("code", "name")


def remembered_headings(municipality: Unit, dimension: Dimension, header: Sequence[str]) -> dict[str, str]:
    """The headings of codes and names that were said last for a file with this row of headings."""
    identity = _identity(municipality, dimension, header)
    found = CodeFileHeadings.objects.filter(**identity).values(*_FIELDS).first()
    return dict(found or {})


@transaction.atomic
def remember_headings(
    *, by: Person, municipality: Unit, dimension: Dimension, header: Sequence[str], chosen: Mapping[str, str]
) -> None:
    """Keeps which headings hold codes and names. Raises NotAllowed."""
    gate.enter(by=by, act=gate.ADMINISTER, things=[municipality])
    lock(municipality)
    identity = _identity(municipality, dimension, header)
    saved = CodeFileHeadings.objects.filter(**identity).first()
    before = audit.state(saved, _FIELDS) if saved else {}
    saved = saved or CodeFileHeadings(**identity)
    saved.code, saved.name = chosen.get("code", ""), chosen.get("name", "")
    after = audit.state(saved, _FIELDS)
    if after != before:
        saved.save()
        audit.record(person=by, action="code.headings", subject=saved, before=before, after=after)


def _identity(municipality: Unit, dimension: Dimension, header: Sequence[str]) -> dict[str, object]:
    key = hashlib.sha256(json.dumps(list(header)).encode()).hexdigest()
    return {"municipality": municipality, "dimension": dimension, "header_key": key}
