"""Templates name statements and tables of projects by their keys, and no longer each as a block of its own (docs/adr/0066)."""

import re
from typing import Any

from django.db import migrations

_KIND = re.compile(r"""^(?P<indent>[ \t]*)kind[ \t]*=[ \t]*(?P<mark>["'])(?P<name>[a-z_]+)(?P=mark)""", re.MULTILINE)
_STATEMENTS = {"income_statement": "", "operations_per_activity": "", "net_cost_development": "years = 3"}
_TABLES = (
    "special_initiatives",
    "digitalisation_pot",
    "external_funding",
    "investments",
    "premises_projects",
    "development_projects",
    "exploitation_outcome",
    "investment_projects",
)


def by_key(declaration: str) -> str:
    """The declaration with the blocks of today."""

    def block(found: re.Match[str]) -> str:
        name, indent = found["name"], found["indent"]
        if name in _TABLES:
            return f'{indent}kind = "project_table"\n{indent}table = "{name}"'
        if name not in _STATEMENTS:
            return found[0]
        more = f"\n{indent}{_STATEMENTS[name]}" if _STATEMENTS[name] else ""
        return f'{indent}kind = "statement"{more}'

    return _KIND.sub(block, declaration)


def rewrite(apps: Any, editor: Any) -> None:
    """Every stored template; those put away too, since they can be brought back."""
    for template in apps.get_model("reports", "ReportTemplate").objects.using(editor.connection.alias):
        template.declaration = by_key(template.declaration)
        template.save(update_fields=["declaration"])


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_entries_without_plans")]

    operations = [migrations.RunPython(rewrite, migrations.RunPython.noop)]
