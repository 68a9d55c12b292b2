"""Pages of codes and of the layouts of statements."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tertial.accounts.system import the_system
from tertial.economy.models import Code
from tertial.intake.actions import read_staged, receive_files
from tertial.intake.models import SourceKind
from tertial.organisation.models import Unit
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
    "codes from a file": (ADMINISTRATOR, "/KS/2024/kodplan/import/ny/?kind=account"),
    "imports of codes": (ADMINISTRATOR, "/KS/2024/kodplan/import/"),
    "what a file of codes would bring": (ADMINISTRATOR, "/KS/2024/kodplan/import/filer/{sent_codes}/"),
    "layout from a year on": (ADMINISTRATOR, "/struktur/uppstallningar/income_statement/fran/"),
    "layout of a net cost table": (READER, "/struktur/uppstallningar/net_cost_political/"),
    "new statement": (ADMINISTRATOR, "/struktur/uppstallningar/ny/"),
    "heading and limits of a statement": (ADMINISTRATOR, "/struktur/uppstallningar/income_statement/andra/"),
    "new row of a statement": (ADMINISTRATOR, "/struktur/uppstallningar/income_statement/rad/ny/"),
    "row of a statement": (ADMINISTRATOR, "/struktur/uppstallningar/income_statement/rad/costs/andra/"),
}


def numbers(sample: Sample) -> dict[str, object]:
    """What stands in the braces of the addresses."""
    file = SimpleUploadedFile("koder.csv", "Kod;Namn\n5010;Lön\n6999;Övrigt\n7000;\n".encode())
    unit = Unit.objects.get(code="HUDDINGE")
    sent = receive_files(by=the_system(), unit=unit, source=SourceKind.CODES, kind="account", files=[file])
    return {
        "salaries": Code.objects.get(code="5010").ref.key,
        "sent_codes": read_staged(by=the_system(), staged=sent).ref.key,
    }
