"""Pages of codes and of the layouts of statements."""

from tertial.economy.models import Code
from tests.browser.pages.people import ADMINISTRATOR, READER
from tests.browser.sample import Sample

MAIN_PAGES = {
    "accounts of the ledger": (ADMINISTRATOR, "/struktur/kodplan/konton/"),
    "ledger units": (READER, "/struktur/kodplan/ansvar/"),
    "statement layouts": (READER, "/struktur/uppstallningar/"),
    "layout of the income statement": (ADMINISTRATOR, "/struktur/uppstallningar/income_statement/"),
}
OTHER_PAGES = {
    "amounts and signs": (READER, "/struktur/belopp/"),
    "choosing amounts and signs": (ADMINISTRATOR, "/struktur/belopp/2024/andra/"),
    "amounts and signs from a year on": (ADMINISTRATOR, "/struktur/belopp/fran/"),
    "activities of the ledger": (READER, "/struktur/kodplan/verksamheter/"),
    "codes that match nothing": (READER, "/struktur/kodplan/konton/?text=inget+s%C3%A5dant"),
    "new ledger unit": (ADMINISTRATOR, "/struktur/kodplan/ansvar/ny/"),
    "changing a code": (ADMINISTRATOR, "/struktur/kodplan/kod/{salaries}/andra/"),
    "codes from a file": (ADMINISTRATOR, "/struktur/kodplan/konton/fran-fil/"),
    "layout from a year on": (ADMINISTRATOR, "/struktur/uppstallningar/income_statement/fran/"),
    "layout of a net cost table": (READER, "/struktur/uppstallningar/net_cost_political/"),
    "new statement": (ADMINISTRATOR, "/struktur/uppstallningar/ny/"),
    "heading and limits of a statement": (ADMINISTRATOR, "/struktur/uppstallningar/income_statement/andra/"),
    "new row of a statement": (ADMINISTRATOR, "/struktur/uppstallningar/income_statement/rad/ny/"),
    "row of a statement": (ADMINISTRATOR, "/struktur/uppstallningar/income_statement/rad/costs/andra/"),
}


def numbers(sample: Sample) -> dict[str, object]:
    """What stands in the braces of the addresses."""
    return {"salaries": Code.objects.get(code="5010").ref.key}
