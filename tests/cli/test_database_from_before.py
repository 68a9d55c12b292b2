"""A database that an earlier version wrote is brought up to date and prints the same report."""

import json
import lzma
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.served import environment_of

pytestmark = pytest.mark.slow
BEFORE = Path(__file__).parent / "before"
_TELL = '''
import json
import re
import django
django.setup()
from django.db import connection
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tertial.accounts.models import Person
from tertial.cli.database import bring_up_to_date
from tertial.common.models import AuditEntry
from tertial.things.undo import undo
from tertial.control.models import CommonQuestion
from tertial.domain.document import to_json
from tertial.domain.period import Period
from tertial.goals.models import Goal, Outcome
from tertial.organisation.queries import unit_by_code
from tertial.reports.compose import compose
def told(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [":".join(row) if len(row) == 1 else row for row in cursor.fetchall()]
old_refs = told("SELECT DISTINCT ref FROM common_auditentry")
old_texts = told("SELECT subject, slot, period FROM texts_textsection")
bring_up_to_date()
found = {"report": to_json(compose(unit_by_code("KS"), Period.parse("2024")).document)}
settings.ALLOWED_HOSTS.append("testserver")
coordinator = Person.objects.get(email="samordnare@huddinge.example")
client = Client()
client.force_login(coordinator)
administrator = Client()
administrator.force_login(Person.objects.get(email="administrator@huddinge.example"))
addresses = [*(f"/historik/{ref}/" for ref in old_refs), *(f"/texter/{'/'.join(text)}/" for text in old_texts)]
found["addresses"] = {address: administrator.get(address).status_code for address in addresses}
kinds = {ref.partition(":")[0]: ref for ref in old_refs if found["addresses"][f"/historik/{ref}/"] == 301}
found["opened"] = {ref: administrator.get(f"/historik/{ref}/", follow=True).status_code for ref in kinds.values()}
found["numbered"] = [
    str(row)
    for query in (
        "SELECT ref, before, after FROM common_auditentry",
        "SELECT subject, slot, document FROM texts_textsection",
        "SELECT document FROM texts_textversion",
        "SELECT about FROM control_risk",
        "SELECT about FROM control_systematiccontrol",
        "SELECT about FROM control_recommendation",
        "SELECT goal_ref FROM economy_project",
    )
    for row in told(query)
    if re.search(r"""['"][a-z]+:[0-9]+['": ]|analysis-[0-9]""", str(row))
]
goal = Goal.objects.get(name__endswith=" i hela kommunen", plan__archived_at=None, plan__year=2024)
page = client.get(reverse("desk:history", args=[goal.ref]), follow=True)
found["history"] = [page.status_code, page.content.decode()]
for action in ("goal.change", "goal.archive", "outcome.remove", "common_question.remove"):
    undo(by=coordinator, entry=AuditEntry.objects.filter(action=action, undone_by=None).order_by("pk").last())
goal.refresh_from_db()
found["undone"] = [
    goal.name,
    Goal.objects.get(name="Ett mål för mycket").archived_at,
    Outcome.objects.filter(indicator__name="Sjukfrånvaro (%)", period="2024").count(),
    CommonQuestion.objects.filter(label="Fråga för mycket").count(),
]
print(json.dumps(found))
'''


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    home = tmp_path_factory.mktemp("from_before")
    database = sqlite3.connect(home / "tertial.sqlite3")
    database.create_function("REGEXP", 2, lambda pattern, text: re.search(pattern, text) is not None)
    database.executescript(lzma.decompress((BEFORE / "home.sql.xz").read_bytes()).decode())
    database.close()
    environment = environment_of(home) | {"DJANGO_SETTINGS_MODULE": "tertial.settings"}
    run = subprocess.run([sys.executable, "-c", _TELL], env=environment, check=True, stdout=subprocess.PIPE)
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def printed(tree: Any) -> list[str]:
    """Every text and figure of a report in its order; what they came from is left out."""
    if isinstance(tree, list):
        return [line for each in tree for line in printed(each)]
    if not isinstance(tree, dict):
        return []
    said = [
        str(tree[name]).replace("\n", " | ") for name in ("title", "caption", "label", "alt", "text") if tree.get(name)
    ]
    return said + [line for each in tree.values() for line in printed(each)]


def test_it_prints_the_same_report(told):
    assert printed(told["report"]) == (BEFORE / "ks-2024.txt").read_text().splitlines()


def test_what_was_done_can_be_read_and_taken_back(told):
    status, page = told["history"]

    assert status == 200
    assert "omdöpt" in page
    assert told["undone"] == ["Öka trygghet och delaktighet", None, 3, 1]


def test_every_address_from_before_redirects_and_nothing_stored_holds_the_number_of_a_row(told):
    gone = {address for address, status in told["addresses"].items() if status != 301}
    taken_away, without_a_role = {"/historik/commonquestion:19/", "/historik/outcome:49/"}, {"/historik/person:6/"}
    assert gone == taken_away | without_a_role  # nothing tells their numbers, and nobody may read about the last
    assert {ref for ref, status in told["opened"].items() if status != 200} == set()
    assert told["numbered"] == []
