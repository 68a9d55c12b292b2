"""What a page notes for the next one is never worth more than the page."""

import logging

import pytest
from django.db import OperationalError, connection

from tertial.organisation.roles import Role
from tests.shared.factories import PersonFactory, RoleFactory, UnitFactory

pytestmark = pytest.mark.django_db


def nothing_kept_of_sessions(execute, sql, *rest):
    """A database on a disk that is full: it can be read, and no session be written."""
    if sql.startswith(("UPDATE", "INSERT")) and "django_session" in sql:
        raise OperationalError("database or disk is full")
    return execute(sql, *rest)


def test_whoever_only_reads_gets_the_page_also_where_the_database_can_keep_nothing(client, caplog):
    unit = UnitFactory(code="KS")
    person = PersonFactory()
    RoleFactory(person=person, unit=unit, role=Role.READER)
    client.force_login(person)

    with connection.execute_wrapper(nothing_kept_of_sessions), caplog.at_level(logging.WARNING):
        response = client.get("/KS/2024/mal/")

    assert response.status_code == 200
    assert "A session could not be kept" in caplog.text
